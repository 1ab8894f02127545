import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { AskDialog } from '../kit/ask-dialog.tsx'
import { Check } from '../kit/checklist.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { TextField } from '../kit/text-field.tsx'
import { put, reload } from './view-items.tsx'
import { bodyOf, type Naming, sharing, type View, type ViewsProps } from './view-state.ts'

type Named = { name: string; shared: boolean }
type Props = ViewsProps & { naming: Naming; views: readonly View[]; onClose: () => void }

/** Asks under which name the screen is to be kept, and for whom. */
export function ViewName(props: Props) {
  const { naming, onClose } = props
  const { t } = useWords()
  const { may } = useSession()
  const old = naming.for === 'rename' ? naming.view : null
  const [name, setName] = useState(old?.name ?? '')
  const [shared, setShared] = useState(old?.shared ?? false)
  const { save, busy, problem } = useSaving(props)
  const title = t(old ? 'desk.view_rename_title' : 'desk.view_new_title')
  return (
    <AskDialog
      title={title}
      ready={name.trim() !== ''}
      busy={busy}
      onSubmit={() => save({ name: name.trim(), shared })}
      onClose={onClose}
    >
      <TextField
        label={t('desk.view_name')}
        value={name}
        onChange={setName}
        maxLength={100}
        autoFocus
        hint={old ? undefined : t('desk.view_keeps')}
      />
      {may(sharing) && (
        <Check
          label={t('desk.view_share')}
          hint={t('desk.view_share_hint')}
          checked={shared}
          onChange={setShared}
        />
      )}
      {problem && <ProblemNote problem={problem} />}
    </AskDialog>
  )
}

function useSaving({ naming, views, place, params, columns, density, set, onClose }: Props) {
  const client = useQueryClient()
  const write = async ({ name, shared }: Named, key: string) => {
    if (naming.for === 'rename') return await put({ ...naming.view, name, shared })
    const position = Math.max(-1, ...views.map((view) => view.position)) + 1
    const body = bodyOf({ place, name, shared, position }, { params, columns, density })
    return await api.call('POST /api/views', { body, key })
  }
  const { send, busy, problem } = useSending(write, {
    done: async (view) => {
      await reload(client, place)
      if (naming.for === 'new') set({ view: view.id })
      onClose()
    },
  })
  return { save: send, busy, problem }
}
