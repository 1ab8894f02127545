// What the tests of the steps of the flow stand on: a database of their own, a server with the routes asked for, callers
// that are made up by the test, a small catalogue with stock, and orders.

import { type Caller, type Contract, createServer, type Handlers } from '../src/base/http/index.ts'
import {
  type Database,
  factsOf,
  followerLag,
  isRefusal,
  newId,
  openDatabase,
  runFollowers,
  type Sql,
} from '../src/base/platform/index.ts'
import { saveVariants } from '../src/ground/catalog/index.ts'
import { roles } from '../src/ground/identity/index.ts'
import { postMovements, saveLocations } from '../src/ground/stock/index.ts'
import {
  type CommandRequest,
  type NewOrder,
  type Order,
  perform,
  placeOrders,
} from '../src/orders/index.ts'
import { refusals } from '../src/plan.ts'
import { migratedDatabase } from './database.ts'

export type Follower = Parameters<typeof runFollowers>[1][number]
type Ask = { body?: object; as?: Partial<Caller>; key?: string; headers?: Record<string, string> }
type Mount = <C extends Contract>(contract: C, handlers: Handlers<C>) => void

/** @public */
export const at = new Date('2026-05-04T08:00:00Z')
/** @public */
export const cause = { by: 'usr_test', command: 'req_test', at }
/** A key, for people are told only in part how somebody is reached. */
const owner: Caller = {
  id: 'usr_test',
  name: 'Test',
  kind: 'key',
  permissions: roles.owner,
  channels: null,
  locations: null,
  rate: null,
}

/**
 * Opens the scene; `mountAll` mounts the routes under test.
 * @public
 */
export async function openScene(mountAll: (mount: Mount, database: Database) => void = () => {}) {
  const fresh = await migratedDatabase()
  const database = openDatabase(fresh.url, { size: 12, connectMs: 60_000 })
  const errors: unknown[] = []
  const asking = { caller: owner }
  const { server, mount } = await createServer({
    database,
    refusals,
    authenticate: async () => asking.caller,
    committed: () => {},
    onError: (error) => errors.push(error),
  })
  mountAll(mount, database)

  const call = async (name: string, { body, as, key = newId('key'), headers }: Ask = {}) => {
    const [method, url] = name.split(' ') as ['GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', string]
    asking.caller = { ...owner, ...as }
    const answer = await server.inject({
      method,
      url,
      ...(body && { payload: body }),
      headers: { 'idempotency-key': key, ...headers },
    })
    const json = answer.body === '' ? {} : JSON.parse(answer.body)
    return { status: answer.statusCode, json, headers: answer.headers }
  }
  return {
    url: fresh.url,
    database,
    server,
    errors,
    call,
    rows: <Row extends object>(statement: Sql) => database.read((tx) => tx.rows<Row>(statement)),
    run: (statement: Sql) => database.begin((tx) => tx.run(statement)),
    facts: (stream: string) => database.read((tx) => factsOf(tx, [stream])),
    close: async () => {
      await server.close()
      await database.close()
      await fresh.drop()
    },
    ...goods(database),
    ...orders(database),
    follow: (...followers: Follower[]) => follow(database, followers),
  }
}

/** @public */
export type Scene = Awaited<ReturnType<typeof openScene>>

function goods(database: Database) {
  return {
    /** Makes locations that are taken from in this order. */
    locations: (...codes: string[]) =>
      database.begin((tx) =>
        saveLocations(
          tx,
          codes.map((code, priority) => {
            const name = { zh: code, en: code }
            return { code, name, address: {}, priority, active: true }
          }),
          cause,
        ),
      ),
    variants: (skus: readonly string[], policy: 'refuse' | 'backorder' = 'backorder') =>
      database.begin((tx) => saveVariants(tx, skus.map(variantOf(policy)), cause)),
    /** Puts pieces on the shelf. */
    stock: async (sku: string, quantity: number, location = 'MAIN') => {
      const movement = { sku, location, quantity, cause: 'received', reference: null }
      const [outcome] = await database.begin((tx) => postMovements(tx, [movement], cause))
      if (!outcome || isRefusal(outcome)) throw new Error(JSON.stringify(outcome))
    },
  }
}

function variantOf(policy: 'refuse' | 'backorder') {
  return (sku: string) => ({
    sku,
    name: { en: `Article ${sku}` },
    weightG: null,
    lengthMm: null,
    widthMm: null,
    heightMm: null,
    hsCode: null,
    origin: null,
    taxClass: 'standard',
    policy,
    active: true,
  })
}

export type OrderAsked = Partial<NewOrder> & { lines: NewOrder['lines'] }

/**
 * An order with everything that a test does not care about.
 * @public
 */
export function orderOf(asked: OrderAsked): NewOrder {
  return {
    channel: 'web',
    currency: 'GBP',
    customer: { name: 'Ada Byron' },
    shipTo: { name: 'Ada Byron', country: 'GB', city: 'London', street: '1 St James’s Square' },
    ...asked,
    lines: asked.lines.map((line) => ({ price: 1000, ...line })),
  }
}

function orders(database: Database) {
  const command = async (
    orderId: string,
    ...commands: CommandRequest['command'][]
  ): Promise<Order> => {
    const unlimited = { ifVersion: null, channels: null, locations: null }
    const rest = { orderId, by: 'usr_test', commandId: 'req_test', ...unlimited }
    const requests = commands.map((command) => ({ ...rest, command }))
    const outcomes = await database.begin((tx) => perform(tx, requests, at))
    const last = outcomes.at(-1)
    const refused = outcomes.find(isRefusal)
    if (refused || !last || isRefusal(last)) throw new Error(JSON.stringify(refused))
    return last.order
  }
  const place = async (...asked: OrderAsked[]): Promise<Order[]> => {
    const requests = asked.map((one, index) => ({
      id: newId('ord', at.getTime() + index),
      order: orderOf(one),
      by: 'usr_test',
      command: 'req_test',
      placedAt: new Date(at.getTime() + index).toISOString(),
    }))
    const outcomes = await database.begin((tx) => placeOrders(tx, requests, at))
    return outcomes.map((outcome) => {
      if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome))
      return outcome
    })
  }
  return {
    command,
    place,
    /** An order that has arrived whole. */
    delivered: async (asked: OrderAsked): Promise<Order> => {
      const [order] = await place(asked)
      const steps = [{ type: 'confirm' }, { type: 'ship' }, { type: 'deliver' }] as const
      return await command((order as Order).id, ...steps)
    },
  }
}

/** Runs followers until each has read the log to its end. */
async function follow(database: Database, followers: readonly Follower[]): Promise<void> {
  const failures: unknown[] = []
  const running = runFollowers(database, followers, {
    restMs: 1,
    pollMs: 10,
    onError: (_, error) => failures.push(error),
  })
  const names = new Set(followers.map(({ name }) => name))
  const behind = async () => {
    const lag = await database.read(followerLag)
    const mine = lag.filter(({ name }) => names.has(name))
    return mine.length < names.size || mine.some(({ facts }) => facts > 0)
  }
  while (failures.length === 0 && (await behind())) await new Promise((go) => setTimeout(go, 10))
  await running.stop()
  if (failures.length > 0) throw failures[0]
}
