// The wire to the database is cut around COMMIT. The caller is told that it is not known, asks again, and has one order.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from '../src/base/http/index.ts'
import { type Database, openDatabase, sql } from '../src/base/platform/index.ts'
import { ordersContract, ordersHandlers } from '../src/orders/index.ts'
import { refusals } from '../src/plan.ts'
import { type Cut, openProxy } from './proxy.ts'
import { booksAgree, openShop, ordering, type Shop } from './shop.ts'

let shop: Shop
let proxy: Awaited<ReturnType<typeof openProxy>>
let wired: Database
let near: Server
let far: Server
type Server = Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  shop = await openShop({ apple: { main: 10_000 } })
  proxy = await openProxy(shop.url)
  wired = openDatabase(proxy.url, { size: 4 })
  near = await serve(shop.database)
  far = await serve(wired)
})
afterAll(async () => {
  await near.close()
  await far.close()
  await wired.close()
  await proxy.close()
  await shop.close()
})

const caller = {
  id: 'key_1',
  name: 'Test',
  kind: 'key',
  permissions: new Set<string>(['orders:place', 'orders:confirm']),
  channels: null,
  locations: null,
  rate: null,
} as const

async function serve(database: Database) {
  const { server, mount } = await createServer({
    database,
    refusals,
    authenticate: async () => caller,
    committed: () => {},
    onError: () => {},
  })
  mount(ordersContract, ordersHandlers(database, refusals))
  return server
}

async function ask(server: Server, url: string, body: object, key: string) {
  const headers = { 'idempotency-key': key }
  const answer = await server.inject({ method: 'POST', url, payload: body, headers })
  const replayed = answer.headers['idempotent-replayed'] === 'true'
  return { status: answer.statusCode, body: answer.body, code: answer.json().code, replayed }
}

async function numbers(note: string): Promise<string[]> {
  const rows = await shop.database.read((tx) =>
    tx.rows<{ id: string }>(sql`select id from orders.orders where note = ${note}`),
  )
  return rows.map(({ id }) => id)
}

/** The cut, what the caller is told, and whether the order was there already when the caller asked again. */
const cuts: [Cut, string[], boolean | null][] = [
  ['after commit', ['outcome_unknown'], true],
  ['at commit', ['outcome_unknown'], null],
  ['before commit', ['outcome_unknown'], false],
  ['early', ['unavailable'], false],
]

test.each(cuts)(
  'a wire cut %s: the same key asked again, in parallel and elsewhere, gives one order',
  async (cut, codes, there) => {
    const known = { there: 0, not: 0 }
    for (let round = 0; round < 10; round++) {
      const note = `${cut.replace(' ', '-')}-${round}`
      const body = ordering({ apple: 1 }, { note })
      const before = proxy.cuts()
      proxy.arm(cut)
      const first = await ask(far, '/api/orders', body, note)
      expect(first.status).toBe(503)
      expect(codes).toContain(first.code)
      expect(proxy.cuts()).toBe(before + 1)

      const again = await Promise.all(
        [far, near, far, near, near].map((server) => ask(server, '/api/orders', body, note)),
      )
      expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]))
      expect(new Set(again.map((answer) => answer.body)).size).toBe(1)
      if (again.every(({ replayed }) => replayed)) known.there++
      else known.not++
      expect(await numbers(note)).toEqual([JSON.parse(again[0]?.body ?? '').id])
    }
    if (there === true) expect(known).toEqual({ there: 10, not: 0 })
    if (there === false) expect(known).toEqual({ there: 0, not: 10 })
    await booksAgree(shop.database)
  },
)

test('a command whose commit was cut is performed once, though its version has moved on', async () => {
  const placed = await ask(near, '/api/orders', ordering({ apple: 1 }), 'to-confirm')
  const { id } = JSON.parse(placed.body)
  proxy.arm('after commit')
  expect((await ask(far, `/api/orders/${id}/confirm`, {}, 'c')).code).toBe('outcome_unknown')
  const again = await ask(far, `/api/orders/${id}/confirm`, {}, 'c')
  expect(again).toMatchObject({ status: 200, replayed: true })
  expect(JSON.parse(again.body)).toMatchObject({ status: 'confirmed', version: 3 })
  const other = await ask(far, `/api/orders/${id}/confirm`, {}, 'another-key')
  expect(other).toMatchObject({ status: 409, code: 'wrong_status' })
})

test('of a batch whose commit was cut, every item is there once after every item asked again', async () => {
  const notes = Array.from({ length: 30 }, (_, n) => `together-${n}`)
  const all = () =>
    Promise.all(
      notes.map((note) => ask(far, '/api/orders', ordering({ apple: 1 }, { note }), note)),
    )
  const before = proxy.cuts()
  proxy.arm('after commit')
  // The server asks for each item again itself, so that its callers need not.
  const first = await all()
  expect(proxy.cuts()).toBe(before + 1)
  expect(first.filter(({ status }) => ![201, 503].includes(status))).toEqual([])
  const again = await all()
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]))
  for (const [index, note] of notes.entries())
    expect(await numbers(note)).toEqual([JSON.parse(again[index]?.body ?? '').id])
  await booksAgree(shop.database)
})
