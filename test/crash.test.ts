// Parts of the running system are killed under load. What was acknowledged is there, once; what was not is asked again.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../src/base/platform/index.ts'
import { type Journal, openJournal } from './journal.ts'
import { type Fault, openServer, ownerKey } from './server.ts'
import { booksAgree, ordering, stockUp } from './shop.ts'

/** More rounds for a longer run. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 1)
const clients = 8

let server: Awaited<ReturnType<typeof openServer>>
let journal: Journal
const counts = { answered: 0, cut: 0, replayed: 0, unavailable: 0 }

beforeAll(async () => {
  server = await openServer()
  journal = openJournal()
  const database = openDatabase(await server.url(), { size: 1 })
  const shelves = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`sku${n}`, { main: 100_000, side: 100_000 }]),
  )
  await stockUp(database, shelves)
  await database.close()
}, 90_000)
afterAll(async () => {
  journal.close()
  await server.close()
}, 60_000)

type Answer = { status: number; id: string }

/** Asks with the same key until there is an answer that can be believed. */
async function ask(path: string, body: object, key: string): Promise<Answer> {
  journal.intent(key)
  for (;;) {
    const answer = await once(path, body, key)
    if (answer) {
      journal.ack(key, answer.status, answer.id)
      counts.answered++
      return answer
    }
    await sleep(50 + Math.random() * 100)
  }
}

async function once(path: string, body: object, key: string): Promise<Answer | null> {
  try {
    const response = await fetch(`${server.base}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ownerKey}`,
        'idempotency-key': key,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
    const json = (await response.json()) as { id?: string; code?: string }
    if (response.status === 503 || json.code === 'request_in_progress') {
      counts.unavailable++
      return null
    }
    if (response.headers.has('idempotent-replayed')) counts.replayed++
    return { status: response.status, id: json.id ?? json.code ?? '' }
  } catch {
    counts.cut++
    return null
  }
}

/** Orders, and cancels every third order; each with a key of its own that the order's note repeats. */
async function client(number: number, open: () => boolean): Promise<void> {
  for (let round = 0; open(); round++) {
    const key = `order-${randomUUID()}`
    const pieces = { [`sku${(number + round) % 20}`]: 1 + (round % 3), [`sku${round % 19}`]: 2 }
    const { status, id } = await ask('/api/orders', ordering(pieces, { note: key }), key)
    if (status === 201 && round % 3 === 0) {
      const body = { reason: 'changed' }
      await ask(`/api/orders/${id}/cancel`, body, `cancel-${id}`)
    }
  }
}

/** Waits until so many more questions have been answered. */
async function answered(more: number): Promise<void> {
  const enough = counts.answered + more
  while (counts.answered < enough) await sleep(10)
}

/** Load, the fault in its middle, and load until every question has its answer. */
async function storm(fault: Fault): Promise<void> {
  let open = true
  const working = Array.from({ length: clients }, (_, number) => client(number, () => open))
  await answered(100)
  await server.hurt(fault, await busyBackend())
  await server.ready()
  await answered(50)
  open = false
  await Promise.all(working)
}

async function busyBackend(): Promise<number> {
  return await withDatabase(async (database) => {
    const { rows } = await database.query(`select pid from pg_stat_activity
      where application_name = 'throughline' order by state_change desc limit 1`)
    return rows[0]?.pid ?? 0
  })
}

async function withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: await server.url() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The journal against the database: 0 lost, 0 double, and nothing answered that is not so. */
async function compareWithJournal(): Promise<{ acknowledged: number }> {
  const { rows } = await withDatabase((database) =>
    database.query<{ note: string; id: string; status: string; times: number }>(`
      select note, min(id) as id, min(status) as status, count(*)::int as times
      from orders.orders where note is not null group by note`),
  )
  const orders = new Map(rows.map((row) => [row.note, row]))
  const cancelled = new Set(rows.filter(({ status }) => status === 'cancelled').map(({ id }) => id))
  const wrong: string[] = []
  for (const [key, ack] of journal.read()) {
    if (!ack) wrong.push(`${key} was never answered`)
    else if (key.startsWith('cancel-')) {
      if (ack.status !== 200 || !cancelled.has(ack.id)) wrong.push(`${key}: ${JSON.stringify(ack)}`)
    } else if (ack.status !== 201 || orders.get(key)?.id !== ack.id)
      wrong.push(`${key} was lost: ${JSON.stringify(ack)}`)
  }
  const doubled = rows.filter(({ times }) => times > 1)
  expect({ wrong, doubled }).toEqual({ wrong: [], doubled: [] })
  expect(rows.length).toBe(
    [...journal.read().keys()].filter((key) => key.startsWith('order-')).length,
  )
  return { acknowledged: journal.read().size }
}

const faults: Fault[] = ['backend', 'postmaster', 'node', 'everything']

test.each(Array.from({ length: rounds }, () => faults).flat())(
  'kill -9 of %s under load loses no acknowledged order and makes none twice',
  async (fault) => {
    const before = { ...counts }
    await storm(fault)
    const { acknowledged } = await compareWithJournal()
    expect(acknowledged).toBeGreaterThan(20)
    expect(counts.cut + counts.unavailable, 'the fault was felt').toBeGreaterThan(
      before.cut + before.unavailable,
    )
    const database = openDatabase(await server.url(), { size: 2 })
    try {
      await booksAgree(database)
    } finally {
      await database.close()
    }
  },
  120_000,
)

test('the storms have cut requests on their way and met a database that was away', () => {
  expect(counts.cut, JSON.stringify(counts)).toBeGreaterThan(0)
  expect(counts.unavailable, JSON.stringify(counts)).toBeGreaterThan(0)
})
