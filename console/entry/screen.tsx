import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { Page } from '../kit/page.tsx'
import { EntryForm } from './entry-form.tsx'
import { PlacedNote } from './placed.tsx'
import { useDraft } from './use-draft.ts'
import { usePlacing } from './use-placing.ts'

/** An order by hand: one column, from the customer to the sum, with the keyboard alone. */
export function Screen() {
  const { t } = useWords()
  const { user } = useSession()
  const drafting = useDraft(user.id)
  const [promisedFor, setPromisedFor] = useState<string | undefined>()
  const placing = usePlacing(drafting, promisedFor)
  return (
    <Page title={t('entry.title')}>
      {placing.placed ? (
        <PlacedNote placed={placing.placed} onAnother={placing.another} />
      ) : (
        <EntryForm drafting={drafting} placing={placing} onPromise={setPromisedFor} />
      )}
    </Page>
  )
}
