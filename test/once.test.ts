// The same request many times, at once and from two processes: one effect, one answer.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerOnce, type Keyed, type StoredAnswer } from '../src/base/http/idempotency.ts'
import {
  type Database,
  isRefusal,
  newId,
  openDatabase,
  sql,
  type Tx,
} from '../src/base/platform/index.ts'
import { type NewOrder, perform, placeOrders } from '../src/orders/index.ts'
import {
  accepted,
  asking,
  booksAgree,
  cause,
  openShop,
  ordering,
  placed,
  request,
  type Shop,
} from './shop.ts'

let shop: Shop
let other: Database
beforeEach(async () => {
  shop = await openShop({ apple: { main: 10_000 } }, { size: 12 })
  other = openDatabase(shop.url, { size: 12 })
})
afterEach(async () => {
  await other.close()
  await shop.close()
})

const databases = () => [shop.database, other] as const

function keyed(key: string, order: NewOrder): Keyed<NewOrder> {
  const fingerprint = createHash('sha256').update(JSON.stringify(order)).digest()
  return { caller: 'key_1', route: 'POST /api/orders', key, fingerprint, item: order }
}

const placeAll = { write: placeEach }

async function placeEach(tx: Tx, orders: NewOrder[]): Promise<StoredAnswer[]> {
  const outcomes = await placeOrders(tx, orders.map(asking), cause.at)
  return outcomes.map((outcome) => ({
    status: isRefusal(outcome) ? 409 : 201,
    body: JSON.stringify(outcome),
  }))
}

async function count(): Promise<number | undefined> {
  const [row] = await shop.database.read((tx) =>
    tx.rows<{ count: number }>(sql`select count(*) as count from orders.orders`),
  )
  return row?.count
}

test('the same key 20 times in parallel on two processes has one effect and byte-equal answers', async () => {
  for (let round = 0; round < 5; round++) {
    const order = ordering({ apple: 1 }, { note: `round ${round}` })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        answerOnce(databases()[number % 2] as Database, [keyed(`key ${round}`, order)], placeAll),
      ),
    )
    const bodies = answers.flat().map((answer) => ('body' in answer ? answer.body : answer.message))
    expect(new Set(bodies).size).toBe(1)
    const fresh = answers.flat().filter((answer) => 'replayed' in answer && !answer.replayed)
    expect(fresh).toHaveLength(1)
    expect(await count()).toBe(round + 1)
  }
  await booksAgree(shop.database)
})

test('batches with the same keys in opposite order, on two processes, place each order once', async () => {
  const all = Array.from({ length: 50 }, (_, n) =>
    keyed(`key ${n}`, ordering({ apple: 1 + (n % 3) })),
  )
  const batches = [all, [...all].reverse(), all.slice(10, 40), [...all].reverse().slice(5)]
  const answers = await Promise.all(
    batches.map((batch, n) => answerOnce(databases()[n % 2] as Database, batch, placeAll)),
  )
  expect(answers.flat().filter((answer) => answer instanceof Error)).toEqual([])
  expect(await count()).toBe(50)
  await booksAgree(shop.database)
})

test('the same key twice in one batch has one effect', async () => {
  const one = keyed('key', ordering({ apple: 1 }))
  const answers = await answerOnce(shop.database, [one, { ...one }, { ...one }], placeAll)
  expect(answers).toMatchObject([{ replayed: false }, { replayed: true }, { replayed: true }])
  expect(await count()).toBe(1)
})

test('the same key with another body is told so and changes nothing; another caller’s key is its own', async () => {
  const first = keyed('key', ordering({ apple: 1 }))
  const second = keyed('key', ordering({ apple: 2 }))
  await answerOnce(shop.database, [first], placeAll)
  expect(await answerOnce(other, [second], placeAll)).toMatchObject([{ reused: true }])
  expect(await count()).toBe(1)
  expect(await answerOnce(other, [{ ...second, caller: 'key_2' }], placeAll)).toMatchObject([
    { replayed: false },
  ])
  expect(await count()).toBe(2)
})

test('a refusal is remembered too: a late twin cannot succeed after its sender was told no', async () => {
  const one = keyed('key', ordering({ apple: 10_001 }))
  const [refused] = await answerOnce(shop.database, [one], placeAll)
  await shop.database.begin((tx) => tx.run(sql`update stock.levels set on_hand = on_hand + 10`))
  const [replayed] = await answerOnce(other, [one], placeAll)
  expect(replayed).toMatchObject({
    status: 409,
    replayed: true,
    body: (refused as StoredAnswer).body,
  })
  expect(await count()).toBe(0)
})

test('one item that breaks its batch fails alone; the others are answered', async () => {
  const bad = ordering({ apple: 1 }, { customer: { name: 'nul \u0000' } })
  const batch = [ordering({ apple: 1 }), bad, ordering({ apple: 2 })].map((order, n) =>
    keyed(`k${n}`, order),
  )
  const answers = await answerOnce(shop.database, batch, placeAll)
  expect(answers.map((answer) => answer instanceof Error)).toEqual([false, true, false])
  expect(await count()).toBe(2)
  await booksAgree(shop.database)
})

test('a race for one external reference makes one order, and every other sender is told which', async () => {
  for (let round = 0; round < 8; round++) {
    const order = ordering({ apple: 1 }, { externalRef: `PO-${round}` })
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        answerOnce(databases()[number % 2] as Database, [keyed(newId('key'), order)], placeAll),
      ),
    )
    const outcomes = answers.flat().map((answer) => {
      if (answer instanceof Error) throw answer
      return JSON.parse(answer.body) as {
        id?: string
        refused?: string
        params?: { order: string }
      }
    })
    const winners = outcomes.filter(({ id }) => id !== undefined)
    expect(winners).toHaveLength(1)
    const losers = outcomes.filter(({ refused }) => refused === 'duplicate_external_ref')
    expect(losers).toHaveLength(7)
    expect(new Set(losers.map(({ params }) => params?.order))).toEqual(new Set([winners[0]?.id]))
  }
  expect(await count()).toBe(8)
  await booksAgree(shop.database)
})

test('references in opposite order in two batches make one order each and no error', async () => {
  const orders = Array.from({ length: 40 }, (_, n) =>
    ordering({ apple: 1 }, { externalRef: `R-${n}` }),
  )
  const batches = [orders, [...orders].reverse(), orders, [...orders].reverse()]
  const answers = await Promise.all(
    batches.map((batch, n) =>
      answerOnce(
        databases()[n % 2] as Database,
        batch.map((order) => keyed(newId('key'), order)),
        placeAll,
      ),
    ),
  )
  expect(answers.flat().filter((answer) => answer instanceof Error)).toEqual([])
  expect(await count()).toBe(40)
  await booksAgree(shop.database)
})

test('commands with one key, sent again while the first is under way, are performed once', async () => {
  const { id } = await placed(shop, { apple: 1 })
  const pay = request(id, { type: 'pay', amount: 100, method: 'card' })
  const item = { ...keyed('pay', ordering({})), route: 'POST /api/orders/{id}/payments' }
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      answerOnce(databases()[number % 2] as Database, [item], {
        write: async (tx) => {
          const [outcome] = await perform(tx, [pay], cause.at)
          return [{ status: 200, body: JSON.stringify(accepted(outcome).order) }]
        },
      }),
    ),
  )
  expect(answers.flat().filter((answer) => answer instanceof Error)).toEqual([])
  const [order] = await shop.database.read((tx) =>
    tx.rows<{ paid: number }>(sql`select paid from orders.orders where id = ${id}`),
  )
  expect(order?.paid).toBe(100)
  await booksAgree(shop.database)
})
