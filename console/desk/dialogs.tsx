import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextArea } from '../kit/text-field.tsx'
import type { Command, CommandName } from './commands.ts'

/** Asks for a command on what is marked, else on the active row (or on `ids`); some need a word more, and open a dialog. */
export type Ask = (name: CommandName, ids?: readonly string[]) => void

export type Asking = { name: 'hold' | 'cancel'; ids: readonly string[] }

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

export function CommandDialog({
  asking,
  onClose,
  onDo,
}: {
  asking: Asking
  onClose: () => void
  onDo: (command: Command, ids: readonly string[]) => void
}) {
  const { t, code } = useWords()
  const hold = asking.name === 'hold'
  const reasons = hold ? holdCodes : cancelReasons
  const [reason, setReason] = useState<string>(reasons[0])
  const [note, setNote] = useState('')
  const act = () => {
    onDo(hold ? holdOf(reason, note) : { command: 'cancel', reason }, asking.ids)
    onClose()
  }
  return (
    <Dialog
      title={t(hold ? 'desk.hold_title' : 'desk.cancel_title', { n: asking.ids.length })}
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
