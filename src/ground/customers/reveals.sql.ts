// Showing how somebody is reached is a step of its own: it is asked for, and it is kept who asked.
import { type Cause, newId, sql, type Tx } from '../../base/platform/index.ts'
import { customersFacts } from './facts.ts'

/** Whose contact data was shown: a customer's, an order's, or that of so many orders in a list. */
export type Revealed = { customer: string } | { order: string } | { orders: number }

/** Records a reveal, with its fact `contact.revealed` on a stream of its own. */
export function recordReveal(tx: Tx, revealed: Revealed, cause: Cause): void {
  const id = newId('rvl', cause.at.getTime())
  const { customer = null, order = null, orders = null } = revealed as Record<string, unknown>
  tx.write(sql`
    insert into customers.reveals (id, customer_id, order_id, list_orders, by, command, at)
    values (${id}, ${customer}, ${order}, ${orders}, ${cause.by}, ${cause.command}, ${cause.at})`)
  customersFacts.append(
    tx,
    [{ stream: id, version: 1, type: 'contact.revealed', data: revealed }],
    cause,
  )
}

export type Reveal = {
  id: string
  customer: string | null
  order: string | null
  orders: number | null
  by: string
  command: string
  at: string
}

/** The reveals, newest first; only those of one customer, order or caller, if named. */
export async function revealsPage(
  tx: Tx,
  {
    of,
    by,
    before,
    limit,
  }: { of: string | null; by: string | null; before: string | null; limit: number },
): Promise<Reveal[]> {
  const rows = await tx.search<Omit<Reveal, 'at'> & { at: Date }>(sql`
    select id, customer_id as customer, order_id as "order", list_orders as orders, by, command, at
    from customers.reveals
    where (${of}::text is null or customer_id = ${of} or order_id = ${of})
      and (${by}::text is null or by = ${by})
      and (${before}::text is null or id < ${before})
    order by id desc limit ${limit}`)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
