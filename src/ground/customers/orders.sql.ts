import { sql, type Tx } from '../../base/platform/index.ts'

/** The orders that were a customer's, newest first; 10,000 at most. */
export async function ordersOfCustomer(tx: Tx, customerId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select order_id as id from customers.orders where customer_id = ${customerId}
    order by order_id desc limit 10000`)
  return rows.map(({ id }) => id)
}
