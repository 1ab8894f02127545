import { type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { Address, Customer, CustomerFields } from './customer.ts'

export const instant = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The columns of a `Customer`. */
export const columns = sql`
  id, name, email, phone, language, note, version, ${instant(sql`created_at`)} as "createdAt",
  ${instant(sql`changed_at`)} as "changedAt"`

/** Allows one transaction at a time to make or change customers, so that nobody is made twice; readers do not wait. */
export async function lockCustomers(tx: Tx): Promise<void> {
  await tx.run(sql`lock table customers.customers in share row exclusive mode`)
}

/** The customers by any of these ids, e-mails and telephones. */
export async function findCustomers(
  tx: Tx,
  {
    ids = [],
    emails = [],
    phones = [],
  }: { ids?: readonly string[]; emails?: readonly string[]; phones?: readonly string[] },
): Promise<Customer[]> {
  return await tx.rows<Customer>(sql`
    select ${columns} from customers.customers where id = any(${ids}::text[])
    union
    select ${columns} from customers.customers where email = any(${emails}::text[])
    union
    select ${columns} from customers.customers where phone = any(${phones}::text[])
    order by id`)
}

/** Which of these ids are customers. */
export async function knownCustomers(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(
    sql`select id from customers.customers where id = any(${ids}::text[])`,
  )
  return new Set(rows.map(({ id }) => id))
}

export type CustomerRow = CustomerFields & { id: string; madeBy: string; createdAt: string }

export async function insertCustomers(tx: Tx, rows: readonly CustomerRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into customers.customers (id, name, email, phone, language, note, made_by, created_at, changed_at)
    select id, name, email, phone, language, note, "madeBy", "createdAt", "createdAt"
    from json_to_recordset(${JSON.stringify(rows)}::json) as new(id text, name text, email text, phone text,
      language text, note text, "madeBy" text, "createdAt" timestamptz)`)
  await tx.run(sql`
    insert into customers.tallies (customer_id) select unnest(${rows.map(({ id }) => id)}::text[])`)
}

export async function updateCustomers(
  tx: Tx,
  rows: readonly (CustomerFields & { id: string; version: number })[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return
  await tx.run(sql`
    update customers.customers old
    set name = new.name, email = new.email, phone = new.phone, language = new.language, note = new.note,
      version = new.version, changed_at = ${at}
    from json_to_recordset(${JSON.stringify(rows)}::json) as new(id text, name text, email text, phone text,
      language text, note text, version int)
    where old.id = new.id`)
}

/** Keeps each address of a customer once, with the time of its last use. */
export async function saveAddresses(
  tx: Tx,
  used: readonly { customerId: string; address: Address; at: string }[],
): Promise<void> {
  if (used.length === 0) return
  await tx.run(sql`
    insert into customers.addresses as old (customer_id, hash, address, used_at)
    select distinct on (1, 2) "customerId", sha256(convert_to(lower(address::text), 'UTF8')), address, at
    from json_to_recordset(${JSON.stringify(used)}::json) as new("customerId" text, address jsonb, at timestamptz)
    order by 1, 2, at desc
    on conflict (customer_id, hash) do update set used_at = excluded.used_at where old.used_at < excluded.used_at`)
}

/** The customers of these orders, by the order's id. */
export async function linkedOrders(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; customerId: string }>(sql`
    select order_id as id, customer_id as "customerId" from customers.orders
    where order_id = any(${orderIds}::text[])`)
  return new Map(rows.map(({ id, customerId }) => [id, customerId]))
}

export async function linkOrders(
  tx: Tx,
  links: readonly { orderId: string; customerId: string; channel: string; at: string }[],
): Promise<void> {
  if (links.length === 0) return
  await tx.run(sql`
    insert into customers.orders (order_id, customer_id, channel, at)
    select "orderId", "customerId", channel, at
    from json_to_recordset(${JSON.stringify(links)}::json)
      as new("orderId" text, "customerId" text, channel text, at timestamptz)`)
  await tx.run(sql`
    update customers.tallies as old
    set orders = old.orders + new.orders, last_order_at = greatest(old.last_order_at, new.last)
    from (
      select "customerId", count(*) as orders, max(at) as last
      from json_to_recordset(${JSON.stringify(links)}::json) as link("customerId" text, at timestamptz)
      group by 1) as new
    where customer_id = "customerId"`)
}
