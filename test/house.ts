// A whole house for tests that look at it from outside: a database of its own, every module, a listening server.
import { type AppOptions, createApp } from '../src/app.ts'
import { type Config, openDatabase, readConfig, type Sql } from '../src/base/platform/index.ts'
import { savePriceLists, savePrices, saveVariants } from '../src/ground/catalog/index.ts'
import { firstRun } from '../src/ground/identity/index.ts'
import { postMovements, saveLocations } from '../src/ground/stock/index.ts'
import { type Client, createClient } from '../src/outside/client/index.ts'
import { migratedDatabase } from './database.ts'

export const ownerKey = 'tl_live_key_of_the_owner_in_tests'

export type House = Awaited<ReturnType<typeof openHouse>>

/**
 * Opens a house on a free port; `errors` collects what the server itself complained about. `pause` stops the server and
 * `resume` starts it again at the same address, on the same database.
 */
export async function openHouse(options: AppOptions = {}) {
  const fresh = await migratedDatabase()
  const database = openDatabase(fresh.url, { size: 8, connectMs: 60_000 })
  const owner = await firstRun(database, { ownerKey }, new Date())
  const errors: unknown[] = []
  let over = false
  const start = async (port: number) => {
    const note = (where: string, error: unknown) => {
      if (!over) errors.push({ where, error })
    }
    const made = await createApp(database, readConfig({}).config as Config, note, options)
    return { ...made, url: await made.server.listen({ port, host: '127.0.0.1' }) }
  }
  let app = await start(0)
  const { url } = app
  const clientOf = (key: string | undefined): Client =>
    createClient({ baseUrl: url, ...(key !== undefined && { key }) })
  return {
    url,
    database,
    errors,
    owner,
    server: app.server,
    client: clientOf(ownerKey),
    clientOf,
    rows: <Row extends object>(statement: Sql) => database.read((tx) => tx.rows<Row>(statement)),
    /** Asks by plain HTTP, as the owner unless told otherwise. */
    ask: (
      path: string,
      { key = ownerKey, headers, ...init }: RequestInit & { key?: string } = {},
    ) =>
      fetch(url + path, {
        ...init,
        headers: { authorization: `Bearer ${key}`, ...(headers as Record<string, string>) },
      }),
    pause: () => app.stop(),
    resume: async () => {
      app = await start(Number(new URL(url).port))
    },
    close: async () => {
      await app.stop()
      // Dropping the database cuts off connections that have said goodbye and are not yet gone.
      over = true
      await database.close()
      await fresh.drop()
    },
  }
}

/** Two locations, a price list in pounds, and TEA (500 pence, 100 at MAIN, 50 at NORTH) and CUP (1,250 pence, 20 at MAIN). */
export async function stockUp({ database }: Pick<House, 'database'>): Promise<void> {
  const cause = { by: 'system', command: 'test', at: new Date() }
  await database.begin(async (tx) => {
    const location = { address: {}, active: true }
    await saveLocations(
      tx,
      [
        { code: 'MAIN', name: { zh: '主仓', en: 'Main' }, priority: 10, ...location },
        { code: 'NORTH', name: { zh: '北仓', en: 'North' }, priority: 20, ...location },
      ],
      cause,
    )
    const sizes = {
      weightG: 100,
      lengthMm: 100,
      widthMm: 80,
      heightMm: 60,
      hsCode: null,
      origin: 'GB',
    }
    const terms = { taxClass: 'standard', policy: 'refuse', active: true } as const
    const names = { TEA: { zh: '茶', en: 'Tea' }, CUP: { zh: '杯', en: 'Cup' } }
    await saveVariants(
      tx,
      Object.entries(names).map(([sku, name]) => ({ sku, name, ...sizes, ...terms })),
      cause,
    )
    const list = { code: 'gbp', currency: 'GBP', taxIncluded: true, channels: null, priority: 0 }
    await savePriceLists(tx, [list], cause)
    await savePrices(
      tx,
      [
        { sku: 'TEA', priceList: 'gbp', amount: 500 },
        { sku: 'CUP', priceList: 'gbp', amount: 1_250 },
      ],
      cause,
    )
    const opening = { cause: 'opening', reference: null }
    await postMovements(
      tx,
      [
        { sku: 'TEA', location: 'MAIN', quantity: 100, ...opening },
        { sku: 'TEA', location: 'NORTH', quantity: 50, ...opening },
        { sku: 'CUP', location: 'MAIN', quantity: 20, ...opening },
      ],
      cause,
    )
  })
}

/** The smallest order there is: one line, who, and where to. */
export function smallOrder(sku = 'TEA', quantity = 1) {
  return {
    channel: 'web',
    currency: 'GBP',
    customer: { name: 'Ada Lovelace' },
    shipTo: { name: 'Ada Lovelace', country: 'GB', city: 'London', street: '12 St James’s Square' },
    lines: [{ sku, quantity }],
  }
}
