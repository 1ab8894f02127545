import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { booksAgree, openShop, ordering, placed, request, type Shop } from '../test/shop.ts'
import { newId, sql } from './base/platform/index.ts'
import { reserveStock } from './ground/stock/index.ts'
import { foldTallies } from './orders/index.ts'
import { reportOf, verifyAll } from './verify.ts'

let shop: Shop
let superuser: pg.Client
let orderId: string

/** Orders at every stage, half of their sums folded, so that each book has something in it. */
beforeAll(async () => {
  shop = await openShop({ apple: { main: 50, side: 20 }, pear: { main: 30 }, later: { main: 1 } })
  orderId = (await placed(shop, { apple: 3, pear: 2 })).id
  const other = await placed(shop, { apple: 60, later: 5 })
  await shop.database.begin(foldTallies)
  await shop.perform([
    request(orderId, { type: 'confirm' }),
    request(orderId, {
      type: 'release',
      pieces: [{ line: 1, quantity: 2, location: 'main' }],
    }),
    request(orderId, { type: 'ship', pieces: [{ line: 2, quantity: 2 }] }),
    request(orderId, { type: 'deliver' }),
    request(orderId, {
      type: 'return',
      reason: 'unwanted',
      pieces: [{ line: 2, quantity: 1 }],
      restockedAt: 'side',
    }),
    request(orderId, { type: 'pay', amount: 500, method: 'card' }),
    request(other.id, { type: 'hold', hold: { code: 'check', blocks: ['ship'] } }),
    request(other.id, { type: 'cancel', reason: 'changed', pieces: [{ line: 1, quantity: 10 }] }),
  ])
  await shop.database.begin(async (tx) => {
    const lines = [{ sku: 'pear', quantity: 4 }]
    const expiresAt = new Date(Date.now() + 600_000)
    await reserveStock(
      tx,
      [{ id: newId('rsv'), lines, expiresAt, by: 'u', command: 'c' }],
      new Date(),
    )
    await tx.run(sql`insert into jobs.job (kind, stream, version) values ('test', 'one', 1)`)
    await tx.run(
      sql`insert into jobs.head (kind, stream, version, ready_at) values ('test', 'one', 1, now())`,
    )
  })
  superuser = new pg.Client({ connectionString: shop.url })
  await superuser.connect()
  // Triggers keep the application from altering the log; a superuser is not stopped by them.
  await superuser.query('set session_replication_role = replica')
})
afterAll(async () => {
  await superuser.end()
  await shop.close()
})

test('the books of a shop at work agree, and each check has compared something', async () => {
  const verified = await verifyAll(shop.database)

  expect(reportOf(verified)).toContain('The books agree.')
  const empty = verified.checks.filter(({ compared }) => compared === 0).map(({ name }) => name)
  expect(empty.filter((name) => spine.includes(name))).toEqual([])
})

const replay = 'orders = replay of the log'
const totals = 'totals = sums of the lines'
const axes = 'fulfilment, payment, aftersales and rest = what the lines and the money say'
const tallies = 'tallies = sums of the orders by where they stand'
const hours = 'hours = sums of the orders by when they were placed'
const claims = 'allocations = pieces allocated and not shipped'
const hand = 'on hand = sum of movements'
const allocated = 'allocated = sum of allocations'
const reserved = 'reserved = sum of reservations'
const levels = 'stock levels = replay of the log'
const gaps = 'every stream of the log counts from 1 without a gap'
const heads = 'the head of every stream of jobs is its first unfinished one'
const spine = [
  replay,
  totals,
  axes,
  tallies,
  hours,
  claims,
  hand,
  allocated,
  reserved,
  levels,
  gaps,
  heads,
]
const one = `(select order_id from orders.lines where shipped > 0)`

test.each([
  [
    'the status of an order',
    `update orders.orders set status = 'closed' where id in ${one}`,
    [replay, tallies],
  ],
  [
    'the pieces of an order that are still to leave',
    `update orders.orders set to_send = to_send + 1 where id in ${one}`,
    [axes],
  ],
  [
    'the pieces of an order',
    `update orders.orders set units = units + 1 where id in ${one}`,
    [axes, tallies],
  ],
  ['a count of the desk', `update orders.tallies set orders = orders + 1`, [tallies]],
  ['the changes of the counts that are gone', `delete from orders.tally_changes`, [tallies]],
  ['the sum of an hour', `update orders.hours set total = total + 1`, [hours]],
  [
    'the version of an order',
    `update orders.orders set version = version + 1 where id in ${one}`,
    [replay],
  ],
  [
    'the address of an order',
    `update orders.orders set ship_to = '{}' where id in ${one}`,
    [replay],
  ],
  [
    'the owner of an order',
    `update orders.orders set customer_id = 'cus_1' where id in ${one}`,
    [replay],
  ],
  ['the money paid', `update orders.orders set paid = paid + 1 where id in ${one}`, [replay]],
  [
    'the tax of a line',
    `update orders.lines set tax = tax + 1 where order_id in ${one}`,
    [replay, totals],
  ],
  [
    'the total of an order',
    `update orders.orders set goods = goods + 1, total = total + 1 where id in ${one}`,
    [replay, totals],
  ],
  [
    'the fulfilment of an order',
    `update orders.orders set fulfilment = 'delivered' where id in ${one}`,
    [axes],
  ],
  [
    'the payment of an order',
    `update orders.orders set payment = 'paid' where id in ${one}`,
    [axes],
  ],
  [
    'the pieces of a line',
    `update orders.lines set allocated = allocated - 1 where order_id in ${one} and line = 1`,
    [replay, claims],
  ],
  [
    'a line that is gone',
    `delete from orders.lines where order_id in ${one} and line = 1`,
    [replay, totals, claims],
  ],
  [
    'a line of no order',
    `insert into orders.lines select 'ord_0', 1, 'apple', '{}', 0, 0, 0, 1`,
    [replay],
  ],
  ['an order that is gone', `delete from orders.orders where id in ${one}`, [replay]],
  [
    'a claim that is gone',
    `delete from stock.allocations where order_id in ${one}`,
    [claims, allocated],
  ],
  [
    'a claim moved elsewhere',
    `update stock.allocations set location = 'side' where order_id in ${one}`,
    [allocated],
  ],
  [
    'the released part of a claim',
    `update stock.allocations set released = 0 where order_id in ${one}`,
    [claims],
  ],
  [
    'what is on hand',
    `update stock.levels set on_hand = on_hand + 1 where sku = 'pear'`,
    [hand, levels],
  ],
  [
    'the claims of a level',
    `update stock.levels set allocated = allocated - 1 where sku = 'apple' and location = 'main'`,
    [allocated],
  ],
  [
    'the reservations of a level',
    `update stock.levels set reserved = 0 where sku = 'pear'`,
    [reserved],
  ],
  ['a reservation that is gone', `delete from stock.reservations`, [reserved]],
  [
    'the version of a level',
    `update stock.levels set version = version + 1 where sku = 'pear'`,
    [levels],
  ],
  ['a movement that is gone', `delete from stock.movements where cause = 'shipped'`, [hand]],
  [
    'the quantity of a movement',
    `update stock.movements set quantity = quantity + 1 where sku = 'pear' and cause = 'opening'`,
    [hand],
  ],
  [
    'a level that is gone',
    `delete from stock.levels where allocated > 0 or reserved > 0`,
    [hand, allocated, reserved, levels],
  ],
  ['a fact that is gone', `delete from platform.facts where type = 'order.paid'`, [replay]],
  [
    'a fact gone from the middle',
    `delete from platform.facts where type = 'order.delivered'`,
    [gaps, replay],
  ],
  [
    'a fact that was altered',
    `update platform.facts set data = jsonb_set(data::jsonb, '{pieces,0,quantity}', '1') where type = 'order.shipped'`,
    [replay, levels],
  ],
  [
    'a fact of a movement',
    `update platform.facts set data = jsonb_set(data::jsonb, '{quantity}', '1') where stream = 'stock:main:pear'`,
    [levels],
  ],
  [
    'the first fact of an order',
    `delete from platform.facts where type = 'order.placed'`,
    [gaps, replay],
  ],
  ['the head of a queue', `delete from jobs.head`, [heads]],
  ['a head without jobs', `update jobs.job set done_at = now()`, [heads]],
])('it reports by name: %s', async (_, corruption, expected) => {
  const undo = await keep()
  try {
    const { rowCount } = await superuser.query(corruption)
    expect(rowCount).toBeGreaterThan(0)
    const { checks, ok } = await verifyAll(shop.database)
    const differing = checks.filter(({ differences }) => differences.length > 0)
    expect(ok).toBe(false)
    expect(differing.map(({ name }) => name)).toEqual(expect.arrayContaining(expected))
  } finally {
    await undo()
  }
  await booksAgree(shop.database)
})

const tables = [
  'orders.orders',
  'orders.lines',
  'orders.tallies',
  'orders.tally_changes',
  'orders.hours',
  'stock.levels',
  'stock.allocations',
  'stock.reservations',
  'stock.movements',
  'platform.facts',
  'jobs.job',
  'jobs.head',
]

/** Copies every table that is about to be corrupted; answers how to put them back. */
async function keep(): Promise<() => Promise<void>> {
  for (const table of tables)
    await superuser.query(`create temporary table "${table}" as table ${table}`)
  return async () => {
    for (const table of tables) {
      await superuser.query(`delete from ${table}`)
      await superuser.query(`insert into ${table} overriding system value table "${table}"`)
      await superuser.query(`drop table "${table}"`)
    }
  }
}

test('at most a hundred differences are kept, the rest is counted', async () => {
  const undo = await keep()
  try {
    await superuser.query(`insert into stock.movements (sku, location, quantity, cause, by, command, at)
      select 'lost' || n, 'main', 1, 'found', 'u', 'c', now() from generate_series(1, 130) as n`)
    const { checks } = await verifyAll(shop.database)
    const check = checks.find(({ name }) => name === hand)
    expect(check?.differences).toHaveLength(100)
    expect(check?.more).toBe(30)
  } finally {
    await undo()
  }
})

test('five hundred orders and more are read part by part and all compared', async () => {
  for (let round = 0; round < 3; round++)
    await shop.place(Array.from({ length: 400 }, () => ordering({ later: 1 })))
  const verified = await verifyAll(shop.database)
  expect(verified.ok).toBe(true)
  expect(verified.checks.find(({ name }) => name === totals)?.compared).toBe(1_202)
})
