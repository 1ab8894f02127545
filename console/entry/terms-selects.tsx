import { useWords } from '../base/words.ts'
import { Select } from '../kit/select.tsx'
import type { Drafting } from './use-draft.ts'
import { useTerms } from './use-terms.ts'

/** By which channel, and in which currency. */
export function TermsSelects({
  drafting,
  error,
}: {
  drafting: Drafting
  error: (pointer: string) => string | undefined
}) {
  const { t } = useWords()
  const { draft, change } = drafting
  const { channels, currencies } = useTerms(drafting)
  return (
    <>
      <Select
        label={t('entry.channel')}
        value={draft.channel}
        options={channels}
        onChange={(channel) => change((now) => ({ ...now, channel }))}
        error={error('/channel')}
      />
      <Select
        label={t('entry.currency')}
        value={draft.currency}
        options={currencies}
        onChange={(currency) => change((now) => ({ ...now, currency }))}
        error={error('/currency')}
      />
    </>
  )
}
