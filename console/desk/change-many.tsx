import { type ReactNode, useState } from 'react'
import { useWords } from '../base/words.ts'
import { AskDialog } from '../kit/ask-dialog.tsx'
import { Check } from '../kit/checklist.tsx'
import { DateField } from '../kit/date-field.tsx'
import { type Day, eveningOf } from '../kit/date-text.ts'
import { TextArea } from '../kit/text-field.tsx'
import type { Command } from './commands.ts'

/** The same promise or note for several orders. What is not ticked stays as it is in each; an empty field takes it away. */
export function ChangeMany({
  n,
  onClose,
  onDo,
}: {
  n: number
  onClose: () => void
  onDo: (command: Command) => void
}) {
  const { t } = useWords()
  const [ticked, setTicked] = useState({ promise: true, note: false })
  const [day, setDay] = useState<Day | null>(null)
  const [note, setNote] = useState('')
  const change = (): Command => ({
    command: 'change',
    ...(ticked.promise && { promisedFor: day === null ? null : eveningOf(day) }),
    ...(ticked.note && { note: note.trim() || null }),
  })
  return (
    <AskDialog
      title={t('desk.change_title', { n })}
      submit={t('desk.change_do')}
      ready={ticked.promise || ticked.note}
      onSubmit={() => onDo(change())}
      onClose={onClose}
    >
      <Part
        label={t('desk.change_promise')}
        ticked={ticked.promise}
        onTick={(promise) => setTicked({ ...ticked, promise })}
      >
        <DateField
          label={t('desk.col_promise')}
          hint={t('desk.change_promise_hint')}
          value={day}
          onChange={setDay}
          autoFocus
        />
      </Part>
      <Part
        label={t('desk.change_note')}
        ticked={ticked.note}
        onTick={(note) => setTicked({ ...ticked, note })}
      >
        <TextArea
          label={t('desk.col_note')}
          hint={t('desk.change_note_hint')}
          value={note}
          onChange={setNote}
          maxLength={2_000}
        />
      </Part>
    </AskDialog>
  )
}

function Part({
  label,
  ticked,
  onTick,
  children,
}: {
  label: string
  ticked: boolean
  onTick: (ticked: boolean) => void
  children: ReactNode
}) {
  return (
    <div className="grid gap-2">
      <Check label={label} checked={ticked} onChange={onTick} />
      {ticked && children}
    </div>
  )
}
