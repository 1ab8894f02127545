import type { Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../src/base/platform/index.ts'
import { createClient, type Fact } from '../src/outside/client/index.ts'
import { type House, openHouse, ownerKey, smallOrder, stockUp } from './house.ts'

let house: House
const sockets = new Set<Socket>()
beforeAll(async () => {
  house = await openHouse()
  house.server.server.on('connection', (socket) => sockets.add(socket))
  await stockUp(house)
})
afterAll(async () => await house.close())

const place = (channel = 'web') =>
  house.client.call('POST /api/orders', { body: { ...smallOrder(), channel } })

/** The whole log by pages, from a cursor on. */
async function logAfter(after: string): Promise<Fact[]> {
  const all: Fact[] = []
  for (let from = after; ; ) {
    const { items, next } = await house.client.call('GET /api/events', {
      query: { after: from, limit: 7 },
    })
    if (next === from) return all
    all.push(...items)
    from = next
  }
}

const newest = async () => (await logAfter('0-0')).at(-1)?.cursor ?? '0-0'

/** Facts from a stream until one satisfies. */
async function until(stream: AsyncIterable<Fact>, done: (fact: Fact) => boolean): Promise<Fact[]> {
  const facts: Fact[] = []
  for await (const fact of stream) {
    facts.push(fact)
    if (done(fact)) break
  }
  return facts
}

test('what happens while somebody listens arrives, in the order of the log', async () => {
  const after = await newest()
  const listening = house.client.stream({ after, topics: ['order.*'] })
  const first = listening.next()
  const { id } = await place()
  await house.client.call('POST /api/orders/{id}/confirm', { params: { id } })
  const facts = [
    (await first).value as Fact,
    ...(await until(listening, ({ type }) => type === 'order.confirmed')),
  ]
  expect(facts.map(({ type }) => type)).toEqual([
    'order.placed',
    'order.allocated',
    'order.confirmed',
  ])
  expect(facts).toEqual((await logAfter(after)).filter(({ type }) => type.startsWith('order.')))
})

test('a line that is cut again and again, anywhere, loses nothing and repeats nothing', async () => {
  const after = await newest()
  let connections = 0
  const cutting: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const length = 150 + ((++connections * 977) % 1500)
    return new Response(response.body?.pipeThrough(cutAfter(length)), response)
  }
  const client = createClient({ baseUrl: house.url, key: ownerKey, fetch: cutting })
  const listening = until(client.stream({ after }), ({ type }) => type === 'order.cancelled')
  for (let round = 0; round < 12; round++) await place()
  const { id } = await place()
  await house.client.call('POST /api/orders/{id}/cancel', { params: { id } })
  const heard = await listening
  expect(connections).toBeGreaterThan(5)
  expect(heard.map(({ cursor }) => cursor)).toEqual(
    (await logAfter(after)).map(({ cursor }) => cursor),
  )
})

function cutAfter(length: number) {
  let left = length
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk.slice(0, left))
      left -= chunk.length
      if (left <= 0) controller.error(new Error('cut'))
    },
  })
}

test('the first thing sent is where to go on, so that a line cut before any fact leaves no gap', async () => {
  const ending = new AbortController()
  const response = await house.ask('/api/stream', { signal: ending.signal })
  const { value } = (await response.body?.getReader().read()) ?? {}
  ending.abort()
  const id = /^id: (\S+)$/m.exec(new TextDecoder().decode(value))?.[1] ?? ''
  const { id: order } = await place()
  const [next] = await until(house.client.stream({ after: id }), () => true)
  expect(next?.stream).toBe(order)
})

test('what happens between signing in and listening is heard', async () => {
  const { log } = await house.client.call('GET /api/session')
  const { id } = await place()
  const heard = await until(
    house.client.stream({ after: log, topics: ['order.placed'] }),
    (fact) => fact.stream === id,
  )
  expect(heard.at(-1)?.type).toBe('order.placed')
})

test('somebody of one channel hears only of its orders, and nothing of people and keys', async () => {
  const after = await newest()
  const body = { name: 'shop', role: 'viewer' as const, channels: ['shop'] }
  const { secret } = await house.client.call('POST /api/keys', { body })
  await place('web')
  const { id } = await place('shop')
  const [first] = await until(house.clientOf(secret).stream({ after }), () => true)
  expect(first).toMatchObject({ stream: id, type: 'order.placed' })
})

test('somebody hears only of the kinds of things that they may read', async () => {
  const after = await newest()
  const make = async (role: 'courier' | 'warehouse') =>
    (await house.client.call('POST /api/keys', { body: { name: role, role } })).secret
  const [courier, warehouse] = [await make('courier'), await make('warehouse')]
  await stockUp(house)
  await house.client.call('POST /api/customers', { body: { name: 'Ada Lovelace' } })
  const { id } = await place()
  const isPlaced = (fact: Fact) => fact.stream === id
  const kindsOf = (facts: Fact[]) =>
    [...new Set(facts.map(({ type }) => type.split('.')[0]))].sort()
  const heard = async (key: string) =>
    kindsOf(await until(house.clientOf(key).stream({ after }), isPlaced))
  expect(await heard(courier)).toEqual(['order'])
  expect(await heard(warehouse)).toEqual(['order', 'stock'])
  const read = async (key: string) => {
    const query = { after, limit: 1_000 }
    return kindsOf((await house.clientOf(key).call('GET /api/events', { query })).items)
  }
  expect(await read(courier)).toEqual(['order'])
  const everything = kindsOf((await logAfter(after)).filter(({ type }) => type !== 'key_made'))
  expect(everything).toEqual(expect.arrayContaining(['customer', 'order', 'stock']))
})

test('an id that is none of ours is refused', async () => {
  for (const id of ['x', '1', '1-x', '-1-1', '1-1-1']) {
    const answer = await house.ask('/api/stream', { headers: { 'last-event-id': id } })
    expect([id, answer.status]).toEqual([id, 400])
  }
})

test('a reader who does not read costs one reading of memory, and gets everything when it reads again', async () => {
  const after = await newest()
  const total = 20_000
  await house.database.begin((tx) =>
    tx.run(sql`
      insert into platform.facts (stream, version, type, data, by, command, at)
      select 'test:long', number, 'test.long', json_build_object('text', repeat('x', 2000)), 'system', 'test', now()
      from generate_series(1, ${total}::int) as number`),
  )
  const ending = new AbortController()
  const response = await house.ask('/api/stream', {
    headers: { 'last-event-id': after },
    signal: ending.signal,
  })
  expect(await stalled()).toBeLessThan(3_000_000)
  const heard = await countFacts(response, total)
  ending.abort()
  expect(heard).toBe(total)
})

/** Until something waits to be sent and nothing more is written: the reader's and the system's buffers are full. */
async function stalled(): Promise<number> {
  for (let before = -1; ; ) {
    const written = [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0)
    const waiting = Math.max(...[...sockets].map(({ writableLength }) => writableLength))
    if (waiting > 0 && written === before) return waiting
    before = written
    await new Promise((resume) => setTimeout(resume, 300))
  }
}

async function countFacts(response: Response, total: number): Promise<number> {
  const decoder = new TextDecoder()
  let count = 0
  for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>) {
    count += decoder.decode(bytes, { stream: true }).split('"version":').length - 1
    if (count >= total) break
  }
  return count
}

test('one key may listen twenty times at once, and again when it has stopped', async () => {
  const { secret } = await house.client.call('POST /api/keys', {
    body: { name: 'Many ears', role: 'viewer', ratePerSecond: 1_000 },
  })
  const ending = new AbortController()
  const listen = () => house.ask('/api/stream', { key: secret, signal: ending.signal })
  const open = await Promise.all(Array.from({ length: 20 }, listen))
  expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]))
  const refused = await listen()
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ code: 'too_many_requests' })
  ending.abort()
  const again = async () => {
    const last = new AbortController()
    const { status } = await house.ask('/api/stream', { key: secret, signal: last.signal })
    last.abort()
    return status
  }
  await expect.poll(again, { timeout: 30_000, interval: 200 }).toBe(200)
})

test('a house that closes ends its streams, also those that nobody reads', async () => {
  const other = await openHouse()
  // This one hears of nothing, so nothing can wait unread in it.
  const reading = await other.ask('/api/stream?topics=order.placed')
  await other.database.begin((tx) =>
    tx.run(sql`
      insert into platform.facts (stream, version, type, data, by, command, at)
      select 'test:long', number, 'test.long', json_build_object('text', repeat('x', 2000)), 'system', 'test', now()
      from generate_series(1, 10000) as number`),
  )
  const idle = await other.ask('/api/stream', { headers: { 'last-event-id': '0-0' } })
  await other.close()
  await expect(reading.text()).resolves.toMatch(/^retry: 1000\nid: \S+\nevent: cursor\ndata:\n\n/)
  await idle.body?.cancel().catch(() => {})
})

test('a house that closes cuts off who stopped reading in the middle of an answer', async () => {
  const other = await openHouse()
  await other.database.begin((tx) =>
    tx.run(sql`
      insert into platform.facts (stream, version, type, data, by, command, at)
      select 'test:long', number, 'test.long', json_build_object('text', repeat('x', 20000)), 'system', 'test', now()
      from generate_series(1, 1000) as number`),
  )
  const unread = await other.ask('/api/events?limit=1000')
  await other.close()
  await expect(unread.text()).rejects.toThrow()
})
