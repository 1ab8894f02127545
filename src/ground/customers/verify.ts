import { type Check, compare, openCheck, sql, type Tx } from '../../base/platform/index.ts'

type Row = { id: string; told: number | null; orders: number }

/** Compares the stored counts of each customer with the orders themselves. Reads some thousand customers at a time. */
export async function verifyCustomers(tx: Tx): Promise<Check[]> {
  const check = openCheck('orders of customers = orders that are theirs')
  for (let after = ''; ; ) {
    const rows = await tx.rows<Row>(sql`
      select id, tally.orders as told,
        (select count(*) from customers.orders where customer_id = id) as orders
      from customers.customers left join customers.tallies as tally on tally.customer_id = id
      where id > ${after} order by id limit 2000`)
    for (const { id, told, orders } of rows)
      compare(check, { id, what: 'orders', expected: orders, found: told })
    const last = rows.at(-1)
    if (!last) return [check]
    after = last.id
  }
}
