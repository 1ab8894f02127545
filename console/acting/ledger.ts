// The money of an order so that it adds up before the eye. What is owed is the server's word. Pure.
import type { Order } from './data.ts'

export type MoneyRow = {
  key:
    | 'goods'
    | 'discount'
    | 'charge'
    | 'tax'
    | 'tax_included'
    | 'total'
    | 'cancelled'
    | 'credited'
    | 'owed'
    | 'paid'
    | 'refunded'
    | 'open'
    | 'too_much'
    | 'settled'
  /** With the sign by which it counts. */
  minor: number
  kind?: 'sum' | 'note'
  /** A charge's own code and label. */
  charge?: { code: string; label?: string | undefined }
}

/** goods − discount + charges + tax = total; total − cancelled − credited = owed; owed − paid + refunded = what is open. */
export function ledgerOf(order: Order): MoneyRow[] {
  const { goods, discount, tax, taxIncluded, total, credited, owed, paid, refunded } = order
  const cancelled = total - credited - owed
  const open = owed - paid + refunded
  const back = cancelled !== 0 || credited !== 0
  const moved = paid !== 0 || refunded !== 0
  const rows: (MoneyRow | false)[] = [
    { key: 'goods', minor: goods },
    discount !== 0 && { key: 'discount', minor: -discount },
    ...order.charges.map(
      ({ code, label, amount }): MoneyRow => ({
        key: 'charge',
        minor: amount,
        charge: { code, label },
      }),
    ),
    !taxIncluded && { key: 'tax', minor: tax },
    { key: 'total', minor: total, kind: 'sum' },
    taxIncluded && tax !== 0 && { key: 'tax_included', minor: tax, kind: 'note' },
    cancelled !== 0 && { key: 'cancelled', minor: -cancelled },
    credited !== 0 && { key: 'credited', minor: -credited },
    back && { key: 'owed', minor: owed, kind: 'sum' },
    paid !== 0 && { key: 'paid', minor: -paid },
    refunded !== 0 && { key: 'refunded', minor: refunded },
    (moved || back) && { key: openKey(open), minor: Math.abs(open), kind: 'sum' },
  ]
  return rows.filter((row): row is MoneyRow => row !== false)
}

function openKey(open: number): 'open' | 'too_much' | 'settled' {
  if (open === 0) return 'settled'
  return open > 0 ? 'open' : 'too_much'
}

/** What is still to come in (positive) or to go back (negative). */
export function openOf({ owed, paid, refunded }: Order): number {
  return owed - paid + refunded
}
