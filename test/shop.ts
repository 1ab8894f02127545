// A small shop for tests: a database of its own with locations, variants, prices and stock, and short words for asking.

import {
  type Database,
  isRefusal,
  newId,
  openDatabase,
  type Refusal,
  sql,
} from '../src/base/platform/index.ts'
import { postMovements } from '../src/ground/stock/index.ts'
import {
  type Asked,
  type CommandRequest,
  type NewOrder,
  type Order,
  type PlaceRequest,
  perform,
  placeOrders,
} from '../src/orders/index.ts'
import { reportOf, verifyAll } from '../src/verify.ts'
import { migratedDatabase } from './database.ts'

/** Pieces of each sku by location: `{ apple: { main: 10, side: 5 } }`. */
export type Shelves = Record<string, Record<string, number>>

export const cause = { by: 'usr_test', command: 'req_test', at: new Date('2026-03-01T09:00:00Z') }

/** Opens a shop with what stands on its shelves. Skus that begin with `later` may be ordered without stock. */
export async function openShop(shelves: Shelves, { size = 12 } = {}) {
  const fresh = await migratedDatabase()
  const database = openDatabase(fresh.url, { size })
  await stockUp(database, shelves)
  return {
    url: fresh.url,
    database,
    place: (orders: readonly NewOrder[]) =>
      database.begin((tx) => placeOrders(tx, orders.map(asking), cause.at)),
    perform: (batch: readonly CommandRequest[]) =>
      database.begin((tx) => perform(tx, batch, cause.at)),
    close: async () => {
      await database.close()
      await fresh.drop()
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** Makes the locations, variants, prices and stock of a shop. */
export async function stockUp(database: Database, shelves: Shelves): Promise<void> {
  const rows = Object.entries(shelves).flatMap(([sku, places]) =>
    Object.entries(places).map(([location, quantity]) => ({ sku, location, quantity })),
  )
  const locations = [...new Set(rows.map(({ location }) => location))]
  await database.begin(async (tx) => {
    await tx.run(sql`
      insert into stock.locations (code, name_zh, name_en, priority, version, changed_at, changed_by)
      select code, code, code, place, 1, ${cause.at}, ${cause.by} from unnest(${locations}::text[]) with ordinality as new(code, place)`)
    await tx.run(sql`
      insert into catalog.variants (sku, name_en, policy)
      select sku, sku, case when sku like 'later%' then 'backorder' else 'refuse' end
      from unnest(${Object.keys(shelves)}::text[]) as new(sku)`)
    await tx.run(
      sql`insert into catalog.price_lists (code, currency, tax_included, version, changed_at, changed_by)
        values ('gbp', 'GBP', false, 1, ${cause.at}, ${cause.by})`,
    )
    await tx.run(sql`insert into catalog.prices select 'gbp', sku, 999 from catalog.variants`)
    await tx.run(
      sql`insert into catalog.tax_rates (country, tax_class, rate_ppm, version, changed_at, changed_by)
        values ('GB', 'standard', 200000, 1, ${cause.at}, ${cause.by})`,
    )
    const opening = rows
      .filter(({ quantity }) => quantity > 0)
      .map((row) => ({ ...row, cause: 'opening', reference: null }))
    await postMovements(tx, opening, cause)
  })
}

/** An order of some skus, as the smallest body asks for it. */
export function ordering(pieces: Record<string, number>, more: Partial<NewOrder> = {}): NewOrder {
  return {
    channel: 'web',
    currency: 'GBP',
    customer: { name: 'Ann' },
    shipTo: { name: 'Ann', country: 'GB', city: 'Leeds', street: '1 High Street' },
    lines: Object.entries(pieces).map(([sku, quantity]) => ({ sku, quantity })),
    ...more,
  }
}

export function asking(order: NewOrder): PlaceRequest {
  const placedAt = cause.at.toISOString()
  return {
    id: newId('ord', cause.at.getTime()),
    order,
    by: cause.by,
    command: cause.command,
    placedAt,
  }
}

/** A command without conditions. */
export function request(orderId: string, command: Asked): CommandRequest {
  return {
    orderId,
    command,
    by: cause.by,
    commandId: cause.command,
    ifVersion: null,
    channels: null,
    locations: null,
  }
}

/** The outcome, which must be no refusal. */
export function accepted<Outcome extends object>(outcome: Outcome | Refusal | undefined): Outcome {
  if (!outcome || isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`)
  return outcome
}

export async function placed(shop: Shop, pieces: Record<string, number>): Promise<Order> {
  return accepted((await shop.place([ordering(pieces)]))[0])
}

/** Throws the report when the books do not agree. */
export async function booksAgree(database: Database): Promise<void> {
  const verified = await verifyAll(database)
  if (!verified.ok) throw new Error(reportOf(verified))
}
