// Reading customers: the list, and one customer with addresses, orders and possible duplicates.
import { empty, join, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { Address, Customer } from './customer.ts'
import { columns, instant } from './customers.sql.ts'

/**
 * Which customers a caller may see: all, or those with an order of the caller's channels and those the caller made. `reveals` says
 * whether the caller may see unmasked contact data, and so may search by a part of it.
 */
export type Sight = { channels: readonly string[] | null; by: string; reveals: boolean }

/** A customer with the number of orders that the caller may see. */
export type ListedCustomer = Customer & { orderCount: number; lastOrderAt: string | null }

function seen({ channels, by }: Sight): Sql {
  return channels === null
    ? sql`true`
    : sql`(made_by = ${by} or exists (
        select from customers.orders
        where customer_id = customers.id and channel = any(${channels}::text[])))`
}

/** A follower counts all orders of a customer; for a caller limited to some channels they are counted here. */
function tallied({ channels }: Sight): Sql {
  return channels === null
    ? sql`customers.customers join customers.tallies as tally on tally.customer_id = id`
    : sql`customers.customers cross join lateral (
        select count(*)::int as orders, max(at) as last_order_at from customers.orders
        where customer_id = customers.id and channel = any(${channels}::text[])) as tally`
}

const tallyColumns = sql`
  tally.orders as "orderCount", ${instant(sql`tally.last_order_at`)} as "lastOrderAt"`

export type CustomerSort = 'newest' | 'orders' | 'lastOrder'
/** The last row of the page before: its sort key, then its id. */
export type CustomerKey = { key: string | number; id: string }

const lastOrder = sql`coalesce(tally.last_order_at, 'epoch')`

function behind(sort: CustomerSort, after: CustomerKey | null): Sql {
  if (!after) return empty
  const { key, id } = after
  if (sort === 'newest') return sql`and (created_at, id) < (${key}::timestamptz, ${id})`
  return sort === 'orders'
    ? sql`and (tally.orders, id) < (${key}::int, ${id})`
    : sql`and (${lastOrder}, id) < (${key}::timestamptz, ${id})`
}

const orders: Record<CustomerSort, Sql> = {
  newest: sql`created_at desc,`,
  orders: sql`tally.orders desc,`,
  lastOrder: sql`${lastOrder} desc,`,
}

/**
 * Customers after a key: the newest first, or those with the most orders or the last order. Every word of `q` must be in the name,
 * e-mail or telephone.
 */
export async function customersPage(
  tx: Tx,
  {
    q,
    sort,
    after,
    limit,
  }: { q: string; sort: CustomerSort; after: CustomerKey | null; limit: number },
  sight: Sight,
): Promise<ListedCustomer[]> {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
  const patterns = words.map(patternOf)
  return await tx.search<ListedCustomer>(sql`
    select ${columns}, ${tallyColumns} from ${tallied(sight)}
    where ${seen(sight)} ${behind(sort, after)}
      ${patterns.length === 0 ? empty : sql`and words like all(${patterns}::text[])`}
      ${sight.reveals || words.length === 0 ? empty : join(words.map(inShown), ' ')}
    order by ${orders[sort]} id desc limit ${limit}`)
}

function patternOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}

/** The word is part of what is shown unmasked, or the complete e-mail or number, so that masked parts cannot be guessed. */
function inShown(word: string): Sql {
  return sql`and (
    lower((name || ' ' || coalesce(right(phone, case when length(phone) < 9 then 2 else 4 end), '')) collate pg_c_utf8)
      like ${patternOf(word)}
    or lower(email collate pg_c_utf8) = ${word} or ltrim(phone, '+') = ltrim(${word}, '+'))`
}

/** A customer who may be the same person: `by` names the shared fields. */
export type Alike = { id: string; name: string; by: 'phone' | 'address' }

export type WholeCustomer = ListedCustomer & {
  addresses: Address[]
  orders: string[]
  alike: Alike[]
}

/**
 * A customer with the addresses used last, the ids of the newest orders and possible duplicates, or null when the caller can see
 * no such customer.
 */
export async function wholeCustomer(
  tx: Tx,
  id: string,
  sight: Sight,
): Promise<WholeCustomer | null> {
  const [[customer], addresses, orders, alike] = await Promise.all([
    tx.rows<ListedCustomer>(sql`
      select ${columns}, ${tallyColumns} from ${tallied(sight)} where id = ${id} and ${seen(sight)}`),
    tx.rows<{ address: Address }>(sql`
      select address from customers.addresses where customer_id = ${id}
      order by used_at desc, hash limit 50`),
    tx.rows<{ id: string }>(sql`
      select order_id as id from customers.orders
      where customer_id = ${id}
        and (${sight.channels}::text[] is null or channel = any(${sight.channels}::text[]))
      order by order_id desc limit 50`),
    alikeOf(tx, id, sight),
  ])
  if (!customer) return null
  return {
    ...customer,
    addresses: addresses.map(({ address }) => address),
    orders: orders.map((order) => order.id),
    alike,
  }
}

/** An e-mail belongs to only one customer, so duplicates are found by telephone or by the very same address. */
async function alikeOf(tx: Tx, id: string, sight: Sight): Promise<Alike[]> {
  return await tx.rows<Alike>(sql`
    select distinct on (id) id, name, by from (
      select customer_id as id, 'address' as by from customers.addresses
      where hash in (select hash from customers.addresses where customer_id = ${id})
      union all
      select id, 'phone' from customers.customers
      where phone = (select phone from customers.customers where id = ${id})) as found
    join customers.customers using (id)
    where id <> ${id} and ${seen(sight)}
    order by id, by desc limit 10`)
}
