import { useMemo } from 'react'
import { ledgerOf, type MoneyRow, type Order } from '../acting/index.ts'
import { useWords, type Words } from '../base/words.ts'
import { Ledger } from '../kit/ledger.tsx'

/** The money of an order, adding up from the goods to what is still open. */
export function OrderMoney({ order }: { order: Order }) {
  const words = useWords()
  const rows = useMemo(
    () =>
      ledgerOf(order).map((row, index) => ({
        key: `${row.key} ${index}`,
        label: labelOf(row, words),
        minor: row.minor,
        ...(row.kind && { kind: row.kind }),
      })),
    [order, words],
  )
  return <Ledger label={words.t('order.money')} rows={rows} currency={order.currency} />
}

function labelOf({ key, charge }: MoneyRow, { t, code }: Words): string {
  if (charge) return charge.label ?? code('charge', charge.code)
  return t(`order.money_${key === 'charge' ? 'other' : key}`)
}
