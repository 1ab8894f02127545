// The merges against what they promise: two orders at least, of one channel, to one recipient.
import { type Check, compare, openCheck, sql, type Tx } from '../base/platform/index.ts'
import { mismatch } from './merge.ts'
import type { Order } from './order.ts'
import { readOrders } from './orders.sql.ts'

/** Looks at every merge, 200 at a time. */
export async function verifyMerges(tx: Tx): Promise<Check> {
  const check = openCheck('merges = two orders or more that go to one recipient')
  for (let after: string | null = ''; after !== null; ) {
    const rows: { merge: string; ids: string[] }[] = await tx.rows(sql`
      select merge, array_agg(id) as ids from orders.orders where merge > ${after}
      group by merge order by merge limit 200`)
    const orders = await readOrders(
      tx,
      rows.flatMap(({ ids }) => ids),
    )
    for (const { merge, ids } of rows) {
      const members = ids.map((id) => orders.get(id) as Order)
      const found = ids.length < 2 ? 'one order' : (mismatch(members)?.refused ?? null)
      compare(check, { id: merge, what: 'merge', expected: null, found })
    }
    after = rows.length < 200 ? null : (rows.at(-1)?.merge ?? null)
  }
  return check
}
