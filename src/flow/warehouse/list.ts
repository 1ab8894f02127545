import { field } from '../../base/http/index.ts'
import { empty, type Refusal, refuse, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import { columns, type Head, withLines } from './fulfilment.sql.ts'
import type { FulfilmentOrder, State } from './fulfilment.ts'
import type { Package } from './package.ts'
import { type PackageHead, packageColumns, packagesWithLines } from './packages.sql.ts'
import type { Scope } from './work.ts'

export type PickListFilter = {
  location?: string | undefined
  state?: State | 'open' | undefined
  order?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** A page of the pick list, oldest first (ids sort by time). Refuses a cursor that is not ours. */
export async function pickList(
  tx: Tx,
  filter: PickListFilter,
  scope: Scope,
): Promise<{ items: FulfilmentOrder[]; next: string | null } | Refusal> {
  const key = filter.cursor === undefined ? null : field.readCursor(filter.cursor, 1)
  if (filter.cursor !== undefined && !key)
    return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
  const rows = await tx.rows<Head>(sql`
    select ${columns} from warehouse.fulfilment_orders
    where true ${key ? sql`and id > ${String(key[0])}` : empty} ${conditions(filter, scope)}
    order by id limit ${filter.limit + 1}`)
  const items = await withLines(tx, rows.slice(0, filter.limit))
  const last = items.at(-1)
  return { items, next: rows.length > items.length && last ? field.writeCursor([last.id]) : null }
}

/** The statement contains only the filters in use, so that the planner can choose the right index. */
function conditions({ location, state, order }: PickListFilter, scope: Scope): Sql {
  const { channels, locations } = scope
  return sql`
    ${location === undefined ? empty : sql`and location = ${location}`}
    ${order === undefined ? empty : sql`and order_id = ${order}`}
    ${state === undefined ? empty : state === 'open' ? sql`and state not in ('shipped', 'recalled')` : sql`and state = ${state}`}
    ${channels === null ? empty : sql`and channel = any(${channels}::text[])`}
    ${locations === null ? empty : sql`and location = any(${locations}::text[])`}`
}

export type PackageFilter = {
  order?: string | undefined
  fulfilmentOrder?: string | undefined
  trackingNumber?: string | undefined
  shipped?: 'true' | 'false' | undefined
  packedFrom?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** A page of packages, newest first (ids sort by time). Refuses a cursor that is not ours. */
export async function listPackages(
  tx: Tx,
  { limit, cursor, ...filter }: PackageFilter,
  { channels, locations }: Scope,
): Promise<{ items: Package[]; next: string | null } | Refusal> {
  const key = cursor === undefined ? null : field.readCursor(cursor, 1)
  if (cursor !== undefined && !key)
    return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
  const rows = await tx.rows<PackageHead>(sql`
    select ${packageColumns} from warehouse.packages
    where true
      ${key ? sql`and id < ${String(key[0])}` : empty}
      ${packagesMatching(filter)}
      ${channels === null ? empty : sql`and channel = any(${channels}::text[])`}
      ${locations === null ? empty : sql`and locations && ${locations}::text[]`}
    order by id desc limit ${limit + 1}`)
  const items = await packagesWithLines(tx, rows.slice(0, limit))
  const last = items.at(-1)
  return { items, next: rows.length > items.length && last ? field.writeCursor([last.id]) : null }
}

function packagesMatching({
  order,
  fulfilmentOrder,
  trackingNumber,
  shipped,
  packedFrom,
}: Omit<PackageFilter, 'limit' | 'cursor'>): Sql {
  return sql`
    ${order === undefined ? empty : sql`and order_id = ${order}`}
    ${fulfilmentOrder === undefined ? empty : sql`and fulfilment_order_id = ${fulfilmentOrder}`}
    ${trackingNumber === undefined ? empty : sql`and tracking_number = ${trackingNumber}`}
    ${shipped === undefined ? empty : sql`and (shipped_at is not null) = ${shipped === 'true'}`}
    ${packedFrom === undefined ? empty : sql`and packed_at >= ${packedFrom}`}`
}
