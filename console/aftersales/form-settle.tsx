import { type Floor, type Order, openOf, Sheet, useReturn, useStep } from '../acting/index.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'

/** That a return is done with cannot be taken back: it is asked once more. */
export function SettleForm({
  order,
  id,
  sending,
  onClose,
}: {
  order: Order
  id: string
  sending: Floor['sending']
  onClose: () => void
}) {
  const { t } = useWords()
  const format = useFormat()
  const step = useStep(sending)
  const found = useReturn(order.id, id)
  const open = found?.lines.reduce(
    (sum, { sku, quantity, matched }) => sum + (sku === null ? 0 : quantity - matched),
    0,
  )
  const owed = Math.max(0, -openOf(order))
  const send = async () =>
    found !== undefined &&
    step('settle', 'POST /api/returns/{id}/settle', {
      ...{ params: { id }, ifMatch: found.version, body: {} },
    })
  return (
    <Sheet
      title={t('order.do_settle')}
      about={found?.number}
      action={t('order.do_settle')}
      order={order}
      acting={sending}
      send={send}
      onClose={onClose}
      ready={found !== undefined}
    >
      {found && (
        <p className="text-sm">
          {t('order.settle_hint', { amount: format.money(found.credit, found.currency) })}
        </p>
      )}
      {owed > 0 && (
        <p className="text-sm text-warn">
          {t('order.settle_owed', { amount: format.money(owed, order.currency) })}
        </p>
      )}
      {!!open && <p className="text-sm text-warn">{t('order.settle_open', { n: open })}</p>}
    </Sheet>
  )
}
