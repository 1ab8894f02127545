// One command over many orders: previewed by the same rules, done once each, with an outcome per order.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cause, type Desk, openDesk } from '../../../test/desk.ts'
import { accepted, booksAgree } from '../../../test/shop.ts'
import { quiet, witness } from '../../../test/witness.ts'
import { sql } from '../../base/platform/index.ts'
import { roles } from '../../ground/identity/index.ts'
import { startRun } from './bulk.ts'
import { runChunk } from './run-chunk.ts'
import { forgetRuns } from './runs.sql.ts'
import { verifyRuns } from './verify.ts'

let desk: Desk
let call: Desk['client']['call']
beforeAll(async () => {
  desk = await openDesk()
  call = desk.client.call
})
afterAll(async () => {
  expect(desk.errors).toEqual([])
  await booksAgree(desk.database)
  await desk.close()
})

const confirm = { command: 'confirm' } as const
const hold = { command: 'hold', code: 'address' } as const

test('of 10,000 orders that the list shows, 37 are refused with their reason and the others are done', {
  timeout: 180_000,
}, async () => {
  const ids = await desk.place(10_000, { channel: 'bulk' })
  const cancelled = ids.filter((_, index) => index % 500 === 7).slice(0, 17)
  const held = ids.filter((_, index) => index % 500 === 9).slice(0, 20)
  await desk.commandEach(cancelled, { command: 'cancel' })
  await desk.commandEach(held, hold)
  const asked = { do: confirm, of: { filter: { channel: 'bulk' } } }

  const before = await witness(desk.database)
  const preview = await call('POST /api/bulk/preview', { body: asked })
  expect(await witness(desk.database)).toEqual(before)
  const refused = [
    { code: 'held', n: 20 },
    { code: 'wrong_status', n: 17 },
  ]
  expect(preview).toEqual({ orders: 10_000, allowed: 9_963, refused })

  const started = await call('POST /api/bulk', { body: asked })
  expect(started).toMatchObject({ state: 'running', total: 10_000, done: 0, refused: 0 })
  const run = await desk.ended(started.id)
  expect(run).toMatchObject({ state: 'done', total: 10_000, done: 9_963, refused: 37 })

  const items = []
  const pages = { outcome: 'refused', limit: 30 } as const
  for await (const item of desk.client.pages('GET /api/bulk/{id}/items', pages, { params: run }))
    items.push(item)
  expect(items.map(({ order }) => order).sort()).toEqual([...cancelled, ...held].sort())
  for (const { order, number, problem } of items) {
    expect(number).toBeTypeOf('number')
    expect(problem?.code).toBe(held.includes(order) ? 'held' : 'wrong_status')
  }
  const [facts] = await desk.rows<{ n: number; orders: number }>(sql`
    select count(*) as n, count(distinct stream) as orders from platform.facts
    where type = 'order.confirmed' and command = ${run.id}`)
  expect(facts).toEqual({ n: 9_963, orders: 9_963 })
})

test('what it does is seen as it goes on, by facts of its own', async () => {
  const ids = await desk.place(450, { channel: 'seen' })
  const { id } = await call('POST /api/bulk', { body: { do: hold, of: { ids } } })
  await desk.ended(id)
  const facts = await desk.rows<{ type: string; version: number; data: object }>(sql`
    select type, version, data from platform.facts where stream = ${id} order by version`)
  expect(facts.map(({ type }) => type)).toEqual([
    'bulk.started',
    ...Array(3).fill('bulk.progressed'),
  ])
  expect(facts.map(({ version }) => version)).toEqual([1, 2, 3, 4])
  expect(facts.at(-1)?.data).toEqual({ state: 'done', total: 450, done: 450, refused: 0 })
})

test('a hundred orders are done with the answer, more go on by themselves', async () => {
  const ids = await desk.place(101, { channel: 'small' })
  const small = await call('POST /api/bulk', { body: { do: hold, of: { ids: ids.slice(1) } } })
  expect(small).toMatchObject({ state: 'done', total: 100, done: 100, version: 2 })
  const many = await call('POST /api/bulk', { body: { do: hold, of: { ids } } })
  expect(many).toMatchObject({ state: 'running', total: 101, done: 0, version: 1 })
  expect(await desk.ended(many.id)).toMatchObject({ done: 101, refused: 0 })
})

test('an order that somebody changed since it was seen is refused, and done when it is tried again', async () => {
  const ids = await desk.place(2, { channel: 'version' })
  const orders = (await desk.read(ids)).map(({ id, version }) => ({ id, ifVersion: version }))
  const yours = orders[1]?.ifVersion as number
  await desk.commandEach(ids.slice(1), { command: 'change', note: 'newer' })
  const run = await call('POST /api/bulk', { body: { do: hold, of: { orders } } })
  expect(run).toMatchObject({ state: 'done', done: 1, refused: 1 })
  const query = { outcome: 'refused' as const }
  const { items } = await call('GET /api/bulk/{id}/items', { params: run, query })
  const params = { version: yours + 1, yours, by: expect.any(String), at: expect.any(String) }
  expect(items).toMatchObject([{ order: ids[1], problem: { code: 'version_mismatch', params } }])
  expect((await desk.read(ids)).map(({ holds }) => holds.length)).toEqual([1, 0])
  expect(await call('POST /api/bulk/{id}/retry', { params: run })).toMatchObject({ done: 2 })
})

test('the refused are tried again by themselves', async () => {
  const [first = '', second = ''] = await desk.place(2, { channel: 'again' })
  await desk.commandEach([second], hold)
  const body = { do: confirm, of: { ids: [first, second, first] } }
  const run = await desk.ended((await call('POST /api/bulk', { body })).id)
  expect(run).toMatchObject({ state: 'done', total: 2, done: 1, refused: 1 })
  await desk.commandEach([second], { command: 'lift' })
  await call('POST /api/bulk/{id}/retry', { params: run })
  expect(await desk.ended(run.id)).toMatchObject({ state: 'done', done: 2, refused: 0 })
  const again = call('POST /api/bulk/{id}/retry', { params: run })
  await expect(again).rejects.toMatchObject({ status: 409, code: 'nothing_refused' })
})

test('many orders are released to the warehouse as one is', async () => {
  const ids = await desk.place(30, { channel: 'release' })
  await desk.commandEach(ids.slice(0, 20), confirm)
  const asked = { do: { command: 'release' as const }, of: { ids } }
  const refused = [{ code: 'wrong_status', n: 10 }]
  expect(await call('POST /api/bulk/preview', { body: asked })).toEqual({
    ...{ orders: 30, allowed: 20, refused },
  })
  const run = await desk.ended((await call('POST /api/bulk', { body: asked })).id)
  expect(run).toMatchObject({ done: 20, refused: 10 })
  const order = ids[0] as string
  const { items } = await call('GET /api/fulfilment-orders', { query: { order } })
  expect(items).toMatchObject([{ orderId: order, location: 'MAIN', units: 1 }])
})

test('a note and a promise are changed for many, each order by itself; an address is of one order', async () => {
  const ids = await desk.place(3, { channel: 'change' })
  await desk.commandEach(ids.slice(0, 1), { command: 'cancel' })
  const change = {
    command: 'change' as const,
    note: 'Call first',
    promisedFor: '2126-01-01T00:00:00Z',
  }
  const asked = { do: change, of: { ids } }
  const refused = [{ code: 'wrong_status', n: 1 }]
  expect(await call('POST /api/bulk/preview', { body: asked })).toEqual({
    ...{ orders: 3, allowed: 2, refused },
  })
  const run = await desk.ended((await call('POST /api/bulk', { body: asked })).id)
  expect(run).toMatchObject({ done: 2, refused: 1 })
  const orders = await desk.read(ids)
  expect(orders.map(({ note }) => note)).toEqual([null, 'Call first', 'Call first'])
  const body = { do: { ...change, shipTo: {} } as never, of: { ids } }
  await expect(call('POST /api/bulk', { body })).rejects.toMatchObject({ status: 422 })

  const { outcomes } = await call('POST /api/orders/commands', {
    body: { commands: ids.map((id) => ({ id, do: { command: 'change' as const, note: null } })) },
  })
  expect(outcomes.map(({ status }) => status)).toEqual([409, 200, 200])
  const { secret } = await call('POST /api/keys', { body: { name: 'pack', role: 'warehouse' } })
  const lesser = desk.clientOf(secret).call('POST /api/bulk', { body: asked })
  await expect(lesser).rejects.toMatchObject({
    ...{ status: 403, code: 'not_allowed', params: { permission: 'orders:change' } },
  })
})

test('a preview of allocation counts each piece once', async () => {
  const ids = await desk.place(3, { channel: 'cups', lines: [{ sku: 'TEA', quantity: 1 }] })
  await desk.commandEach(ids, confirm)
  const body = { do: { command: 'allocate' as const }, of: { ids } }
  expect(await call('POST /api/bulk/preview', { body })).toEqual({
    ...{ orders: 3, allowed: 0, refused: [{ code: 'nothing_to_do', n: 3 }] },
  })
})

test('what the caller may not do to one order is refused for many, and nothing starts', async () => {
  const ids = await desk.place(1, { channel: 'rights' })
  const viewer = await call('POST /api/keys', { body: { name: 'viewer', role: 'viewer' } })
  const shop = await call('POST /api/keys', {
    body: { name: 'shop', role: 'owner', channels: ['shop'] },
  })
  const before = await witness(desk.database)
  for (const name of ['POST /api/bulk', 'POST /api/bulk/preview'] as const) {
    const body = { do: confirm, of: { ids } }
    await expect(desk.clientOf(viewer.secret).call(name, { body })).rejects.toMatchObject({
      ...{ status: 403, code: 'not_allowed', params: { permission: 'orders:confirm' } },
    })
    const none = { do: confirm, of: { filter: { channel: 'rights' } } }
    await expect(desk.clientOf(shop.secret).call(name, { body: none })).rejects.toMatchObject({
      ...{ status: 422, code: 'no_orders' },
    })
  }
  expect(await witness(desk.database)).toEqual(before)

  const started = await desk
    .clientOf(shop.secret)
    .call('POST /api/bulk', { body: { do: confirm, of: { ids } } })
  const foreign = call('GET /api/bulk/{id}', { params: started })
  await expect(foreign).rejects.toMatchObject({ status: 404, code: 'not_found' })
  const [order] = await desk.rows<{ status: string }>(
    sql`select status from orders.orders where id = ${ids[0]}`,
  )
  expect(order?.status).toBe('received')
})

test('what is taken from a person while their run goes on is not done in their name', async () => {
  const ids = await desk.place(3, { channel: 'taken' })
  const password = 'a long secret of zhou'
  const zhou = await call('POST /api/users', {
    body: { email: 'zhou@example.com', name: 'Zhou', password, role: 'desk' },
  })
  const caller = {
    ...{ id: zhou.id, name: 'Zhou', kind: 'user' as const, permissions: roles.desk },
    ...{ channels: null, locations: null, rate: null },
  }
  const own = { ...cause, by: zhou.id }
  const begin = () =>
    desk.database.begin(async (tx) => {
      // Nobody carries it on: the test does by hand.
      const run = accepted(await startRun(tx, { do: confirm, of: { ids } }, caller, own))
      return run.id
    })
  const chunk = (id: string) => desk.database.begin((tx) => runChunk(tx, id, 1, new Date()))
  const outcomes = (id: string) =>
    desk.rows<{ state: string; done: number; refused: number }>(
      sql`select state, done, refused from runs.runs where id = ${id}`,
    )

  const first = await begin()
  expect(await chunk(first)).toBe(true)
  await call('PATCH /api/users/{id}', { params: zhou, body: { role: 'viewer' } })
  expect(await chunk(first)).toBe(true)
  await call('PATCH /api/users/{id}', { params: zhou, body: { disabled: true } })
  expect(await chunk(first)).toBe(false)
  expect(await outcomes(first)).toEqual([{ state: 'stopped', done: 1, refused: 1 }])
})

test('a run is heard of by its person, whatever channel they are limited to, and by nobody else so limited', async () => {
  const keyOf = async (name: string) => {
    const body = { name, role: 'desk' as const, channels: ['heard'] }
    return await call('POST /api/keys', { body })
  }
  const [mine, other] = [await keyOf('mine'), await keyOf('other')]
  const ids = await desk.place(2, { channel: 'heard' })
  const client = desk.clientOf(mine.secret)
  const { id } = await client.call('POST /api/bulk', { body: { do: confirm, of: { ids } } })
  await vi.waitFor(
    async () => {
      const run = await client.call('GET /api/bulk/{id}', { params: { id } })
      expect(run).toMatchObject({ state: 'done', done: 2 })
    },
    { timeout: 50_000, interval: 50 },
  )
  await quiet(desk.database)
  const heard = async (secret: string) => {
    const types = []
    let after = '0-0'
    for (;;) {
      const query = { after, limit: 1_000 }
      const page = await desk.clientOf(secret).call('GET /api/events', { query })
      for (const fact of page.items) if (fact.stream === id) types.push(fact.type)
      if (page.next === after) return types
      after = page.next
    }
  }
  expect(await heard(mine.secret)).toEqual(['bulk.started', 'bulk.progressed'])
  expect(await heard(other.secret)).toEqual([])
})

test('runs that ended long ago are forgotten with their outcomes, others stay', async () => {
  const ids = await desk.place(2, { channel: 'old' })
  const begin = async () => (await call('POST /api/bulk', { body: { do: hold, of: { ids } } })).id
  const [old, young] = [await begin(), await begin()]
  await desk.ended(old)
  await desk.ended(young)
  await desk.database.begin((tx) =>
    tx.run(sql`update runs.runs set changed_at = now() - interval '91 days' where id = ${old}`),
  )
  expect(await desk.database.begin((tx) => forgetRuns(tx, 90))).toBe(3)
  const left = await desk.rows<{ id: string }>(sql`
    select distinct run_id as id from runs.items where run_id in (${old}, ${young})`)
  expect(left).toEqual([{ id: young }])
})

test('a run that counts other outcomes than its orders have is found by the books', async () => {
  const ids = await desk.place(2, { channel: 'wrong' })
  const run = await desk.ended(
    (await call('POST /api/bulk', { body: { do: hold, of: { ids } } })).id,
  )
  const set = (done: number) =>
    desk.database.begin((tx) =>
      tx.run(sql`update runs.runs set done = ${done}, refused = 2 - ${done} where id = ${run.id}`),
    )
  const differing = async () => {
    const [check] = await desk.database.read(verifyRuns)
    return check?.differences.map(({ id }) => id)
  }
  await set(1)
  expect(await differing()).toEqual([run.id])
  await set(2)
  expect(await differing()).toEqual([])
})
