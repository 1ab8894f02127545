import { type ReactNode, useState } from 'react'
import { cancelReasons, holdCodes } from '../app/causes.ts'
import { useWords } from '../base/words.ts'
import { AskDialog } from '../kit/ask-dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextArea } from '../kit/text-field.tsx'
import { ChangeCarrier } from './change-carrier.tsx'
import { ChangeMany } from './change-many.tsx'
import type { Command } from './commands.ts'
import type { Target } from './over.tsx'
import type { Order } from './rows.ts'

/** The commands that need a word more before they go. */
export type Asking = 'hold' | 'cancel' | 'change' | 'carrier'

type Props = {
  /** How many orders it is about. */
  n: number
  onClose: () => void
  onDo: (command: Command) => void
}
type Said = Props & { about: ReactNode }

/** The word more that a command needs: why an order is held, why it is cancelled, what is to be another. */
export function CommandDialog({
  name,
  target,
  loaded,
  ...props
}: Props & { name: Asking; target: Target; loaded: readonly Order[] }) {
  const orders = knownOf(target, loaded)
  const about = orders.length === 1 && orders[0] ? <About order={orders[0]} /> : null
  if (name === 'change') return <ChangeMany {...props} />
  if (name === 'carrier') return <ChangeCarrier {...props} orders={orders} about={about} />
  return name === 'hold' ? <Hold {...props} about={about} /> : <Cancel {...props} about={about} />
}

/** Which one it is, where it is one: a row that was missed by a line is seen before anything is done to it. */
function About({ order: { number, customer } }: { order: Order }) {
  const { t } = useWords()
  return (
    <p className="text-sm text-muted">
      {t('desk.order_n', { number: String(number) })} · {customer.name}
    </p>
  )
}

/** The orders of a target as they are known; none unless all are. */
function knownOf(target: Target, loaded: readonly Order[]): readonly Order[] {
  if (!('ids' in target)) return loaded.length === target.n ? loaded : []
  const wanted = new Set(target.ids)
  const known = loaded.filter(({ id }) => wanted.has(id))
  return known.length === wanted.size ? known : []
}

function Hold({ n, about, onClose, onDo }: Said) {
  const { t } = useWords()
  const [reason, setReason] = useState<string>(holdCodes[0])
  const [note, setNote] = useState('')
  return (
    <AskDialog
      title={t('desk.hold_title', { n })}
      submit={t('desk.do_hold')}
      onSubmit={() => onDo(holdOf(reason, note))}
      onClose={onClose}
    >
      {about}
      <Reason kind="hold" codes={holdCodes} value={reason} onChange={setReason} />
      <TextArea label={t('desk.hold_note')} value={note} onChange={setNote} maxLength={1_000} />
    </AskDialog>
  )
}

function Cancel({ n, about, onClose, onDo }: Said) {
  const { t } = useWords()
  const [reason, setReason] = useState<string>(cancelReasons[0])
  return (
    <AskDialog
      title={t('desk.cancel_title', { n })}
      submit={t('desk.do_cancel')}
      tone="danger"
      onSubmit={() => onDo({ command: 'cancel', reason })}
      onClose={onClose}
    >
      {about}
      <Reason kind="cancel" codes={cancelReasons} value={reason} onChange={setReason} />
      <p className="text-sm text-muted">{t('desk.cancel_why')}</p>
    </AskDialog>
  )
}

function Reason({
  kind,
  codes,
  value,
  onChange,
}: {
  kind: 'hold' | 'cancel'
  codes: readonly string[]
  value: string
  onChange: (code: string) => void
}) {
  const { t, code } = useWords()
  return (
    <Select
      label={t('desk.reason')}
      value={value}
      onChange={onChange}
      autoFocus
      options={codes.map((one) => ({ value: one, label: code(kind, one) }))}
    />
  )
}

function holdOf(code: string, note: string): Command {
  const text = note.trim()
  return {
    command: 'hold',
    code,
    blocks: ['confirm', 'release', 'ship'],
    ...(text !== '' && { note: text }),
  }
}
