import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextArea } from '../kit/text-field.tsx'
import type { Command } from './commands.ts'

const holdCodes = [
  'address_check',
  'payment_review',
  'customer_request',
  'price_check',
  'large_order',
  'fraud_check',
  'duplicate',
  'other',
] as const
const cancelReasons = [
  'customer_request',
  'out_of_stock',
  'duplicate',
  'price_error',
  'fraud',
  'other',
] as const

/** The word more that a command needs: why an order is held, why it is cancelled. */
export function CommandDialog({
  name,
  n,
  onClose,
  onDo,
}: {
  name: 'hold' | 'cancel'
  /** How many orders it is about. */
  n: number
  onClose: () => void
  onDo: (command: Command) => void
}) {
  const { t, code } = useWords()
  const hold = name === 'hold'
  const reasons = hold ? holdCodes : cancelReasons
  const [reason, setReason] = useState<string>(reasons[0])
  const [note, setNote] = useState('')
  const act = () => onDo(hold ? holdOf(reason, note) : { command: 'cancel', reason })
  return (
    <Dialog
      title={t(hold ? 'desk.hold_title' : 'desk.cancel_title', { n })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind={hold ? 'primary' : 'danger'} onClick={act}>
            {t(hold ? 'desk.do_hold' : 'desk.do_cancel')}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          act()
        }}
      >
        <Select
          label={t('desk.reason')}
          value={reason}
          onChange={setReason}
          autoFocus
          options={reasons.map((value) => ({
            value,
            label: code(hold ? 'hold' : 'cancel', value),
          }))}
        />
        {hold && (
          <TextArea
            label={t('desk.hold_note')}
            value={note}
            onChange={setNote}
            maxLength={1_000}
            onKeyDown={(event) => {
              if ((event.metaKey || event.ctrlKey) && event.code === 'Enter') act()
            }}
          />
        )}
        {!hold && <p className="text-sm text-muted">{t('desk.cancel_why')}</p>}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

function holdOf(code: string, note: string): Command {
  const text = note.trim()
  return {
    command: 'hold',
    code,
    blocks: ['confirm', 'releaseToWarehouse', 'ship'],
    ...(text !== '' && { note: text }),
  }
}
