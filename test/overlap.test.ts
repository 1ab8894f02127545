// Two batches over the same orders: no deadlock, no lost update, no torn read.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, factsOf, isRefusal, openDatabase, sql } from '../src/base/platform/index.ts'
import { type Asked, perform, readOrders } from '../src/orders/index.ts'
import { accepted, booksAgree, cause, openShop, ordering, request, type Shop } from './shop.ts'

let shop: Shop
let other: Database
let ids: string[]

beforeEach(async () => {
  shop = await openShop({ apple: { main: 5_000, side: 5_000 }, pear: { main: 5_000 } })
  other = openDatabase(shop.url, { size: 12 })
  const orders = await shop.place(
    Array.from({ length: 500 }, () => ordering({ apple: 6, pear: 4 })),
  )
  ids = orders.map((order) => accepted(order).id)
})
afterEach(async () => {
  await other.close()
  await shop.close()
})

const deadlocks = async () => {
  const [row] = await shop.database.read((tx) =>
    tx.rows<{ deadlocks: number }>(
      sql`select deadlocks from pg_stat_database where datname = current_database()`,
    ),
  )
  return row?.deadlocks
}

test('batches over the same 500 orders in opposite order lose no update and do not deadlock', async () => {
  const run = (database: Database, order: readonly string[], command: Asked) =>
    database.begin((tx) =>
      perform(
        tx,
        order.map((id) => request(id, command)),
        cause.at,
      ),
    )
  const backwards = [...ids].reverse()
  const one: Asked = { type: 'cancel', reason: 'changed', pieces: [{ line: 1, quantity: 1 }] }
  const two: Asked = { type: 'cancel', reason: 'changed', pieces: [{ line: 2, quantity: 1 }] }
  const outcomes = await Promise.all([
    run(shop.database, ids, one),
    run(other, backwards, one),
    run(shop.database, backwards, two),
    run(other, ids, two),
    run(shop.database, ids, { type: 'pay', amount: 100, method: 'card' }),
    run(other, backwards, { type: 'confirm' }),
  ])

  expect(outcomes.flat().filter((outcome) => isRefusal(outcome))).toEqual([])
  const orders = [...(await shop.database.read((tx) => readOrders(tx, ids))).values()]
  expect(new Set(orders.map(({ version }) => version))).toEqual(new Set([8]))
  expect(new Set(orders.map(({ lines }) => lines.map((line) => line.cancelled).join()))).toEqual(
    new Set(['2,2']),
  )
  expect(new Set(orders.map(({ paid, status }) => `${paid} ${status}`))).toEqual(
    new Set(['100 confirmed']),
  )
  await booksAgree(shop.database)
  expect(await deadlocks()).toBe(0)
})

test('one order asked of by 40 clients at once takes every command exactly once, in one row of versions', async () => {
  const [id = ''] = ids
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, number) =>
      (number % 2 ? shop.database : other).begin((tx) =>
        perform(tx, [request(id, { type: 'pay', amount: 1, method: `m${number}` })], cause.at),
      ),
    ),
  )
  expect(outcomes.flat().filter((outcome) => isRefusal(outcome))).toEqual([])
  const facts = await shop.database.read((tx) => factsOf(tx, [id]))
  expect(facts.map(({ version }) => version)).toEqual(Array.from({ length: 42 }, (_, n) => n + 1))
  const methods = facts.slice(2).map(({ data }) => (data as { method: string }).method)
  expect(new Set(methods).size).toBe(40)
  await booksAgree(shop.database)
})

test('of two that name the version they saw, one wins and the other is told the new version', async () => {
  const [id = ''] = ids
  const seen = { ...request(id, { type: 'confirm' }), ifVersion: 2 }
  const asked = [seen, { ...seen, command: { type: 'pay', amount: 1, method: 'card' } as const }]
  const outcomes = await Promise.all(
    asked.map((one) => shop.database.begin((tx) => perform(tx, [one], cause.at))),
  )
  const refused = outcomes.flat().filter((outcome) => isRefusal(outcome))
  const [winner] = outcomes.flat().flatMap((outcome) => (isRefusal(outcome) ? [] : [outcome]))
  const told = { by: 'usr_test', at: cause.at.toISOString(), types: winner?.fact.type }
  expect(refused).toEqual([
    { refused: 'version_mismatch', params: { version: 3, yours: 2, ...told } },
  ])
})

test('a reader sees head and lines of an order at one moment', async () => {
  const [id = ''] = ids
  let writing = true
  const writer = async () => {
    for (let round = 0; round < 150; round++) {
      const [line, type] = [(round % 2) + 1, round % 4 < 2 ? 'cancel' : 'pay'] as const
      const command: Asked =
        type === 'pay'
          ? { type, amount: 1, method: 'card' }
          : { type, reason: 'changed', pieces: [{ line, quantity: 1 }] }
      await shop.perform([request(id, command)])
    }
    writing = false
  }
  const torn: string[] = []
  let read = 0
  const reader = async () => {
    while (writing) {
      // The pause between two statements is what a writer slips into.
      const order = await other.read(async (tx) => {
        const [head] = await tx.rows<{ version: number }>(
          sql`select version from orders.orders where id = ${id}`,
        )
        const whole = (await readOrders(tx, [id])).get(id)
        return { head: head?.version, version: whole?.version }
      })
      read++
      if (order.head !== order.version) torn.push(JSON.stringify(order))
    }
  }
  await Promise.all([writer(), reader(), reader(), reader()])
  expect(read).toBeGreaterThan(20)
  expect(torn).toEqual([])
})
