// The steps on real PostgreSQL: what is written beside the fact, and what a refusal leaves alone.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  accepted,
  booksAgree,
  cause,
  openShop,
  ordering,
  placed,
  request,
  type Shop,
} from '../../test/shop.ts'
import { isRefusal, newId, sql } from '../base/platform/index.ts'
import { endReservations, levelsOf, postMovements, reserveStock } from '../ground/stock/index.ts'
import type { Asked } from './act.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ apple: { main: 10, side: 5 }, pear: { main: 4 }, later: { main: 2 } })
})
afterEach(async () => {
  await booksAgree(shop.database)
  await shop.close()
})

const shut = (location: string) =>
  shop.database.begin((tx) =>
    tx.run(sql`update stock.locations set active = false where code = ${location}`),
  )
const level = async (sku: string, location: string) =>
  (await shop.database.read((tx) => levelsOf(tx, [sku], [location])))[0]

/** More comes in. */
const stand = (shelves: Record<string, Record<string, number>>) => {
  const received = Object.entries(shelves).flatMap(([sku, places]) =>
    Object.entries(places).map(([location, quantity]) => ({ sku, location, quantity })),
  )
  const movements = received.map((one) => ({ ...one, cause: 'received', reference: null }))
  return shop.database.begin((tx) => postMovements(tx, movements, cause))
}

/** Every row and fact that a command could touch, as text. */
async function everything(): Promise<string> {
  const rows = await shop.database.read((tx) =>
    tx.rows(sql`
      select (select json_agg(o order by id) from orders.orders o) as orders,
        (select json_agg(l order by order_id, line) from orders.lines l) as lines,
        (select json_agg(s order by sku, location) from stock.levels s) as levels,
        (select json_agg(a order by order_id, line, location) from stock.allocations a) as allocations,
        (select count(*) from stock.movements) as movements, (select count(*) from platform.facts) as facts`),
  )
  return JSON.stringify(rows)
}

const many = { line: 1, quantity: 1_000 }
const refusals: [string, Asked, string][] = [
  ['cancel more than there is', { type: 'cancel', reason: 'r', pieces: [many] }, 'not_enough'],
  ['ship before it is confirmed', { type: 'ship' }, 'wrong_status'],
  ['deliver what is here', { type: 'deliver' }, 'wrong_status'],
  ['allocate what is allocated', { type: 'allocate' }, 'nothing_to_do'],
  ['refund what was not paid', { type: 'refund', amount: 1, method: 'card' }, 'more_than_paid'],
  ['lift no hold', { type: 'lift' }, 'not_held'],
]

test('a refused command changes no row and writes no fact', async () => {
  const { id } = await placed(shop, { apple: 2 })
  const before = await everything()
  for (const [what, command, refused] of refusals) {
    expect(await shop.perform([request(id, command)]), what).toMatchObject([{ refused }])
    expect(await everything(), what).toBe(before)
  }
})

test('a ship or return that names a place where nothing stands is refused, and changes nothing', async () => {
  const { id } = await placed(shop, { apple: 2 })
  await shop.perform([request(id, { type: 'confirm' })])
  const before = await everything()
  const elsewhere: Asked = { type: 'ship', pieces: [{ line: 1, quantity: 1, location: 'side' }] }
  const nowhere: Asked = {
    type: 'return',
    reason: 'r',
    pieces: [{ line: 1, quantity: 1 }],
    restockedAt: 'moon',
  }
  expect(await shop.perform([request(id, elsewhere), request(id, nowhere)])).toMatchObject([
    { refused: 'not_allocated_there' },
    { refused: 'unknown_location' },
  ])
  expect(await everything()).toBe(before)
})

describe('a caller of one location', () => {
  const atSide = (id: string, command: Asked) => ({ ...request(id, command), locations: ['side'] })
  const one = (location: string) => [{ line: 1, quantity: 1, location }]

  test('ships nothing from another, named or not, and moves nothing there', async () => {
    const { id } = await placed(shop, { apple: 2 })
    await shop.perform([request(id, { type: 'confirm' })])
    const before = await everything()
    const asked: [Asked, string][] = [
      [{ type: 'ship' }, 'nothing_to_do'],
      [{ type: 'ship', pieces: one('main') }, 'not_allocated_there'],
      [{ type: 'ship', pieces: [{ line: 1, quantity: 1 }] }, 'not_allocated_there'],
      [{ type: 'release' }, 'nothing_to_do'],
      [{ type: 'release', pieces: one('main') }, 'not_allocated_there'],
      [{ type: 'pick', pieces: one('main') }, 'not_allocated_there'],
      [
        { type: 'return', reason: 'r', pieces: [{ line: 1, quantity: 1 }], restockedAt: 'main' },
        'unknown_location',
      ],
    ]
    for (const [command, refused] of asked)
      expect(await shop.perform([atSide(id, command)])).toMatchObject([{ refused }])
    expect(await everything()).toBe(before)
  })

  test('ships what stands at its own, and leaves the rest where it is', async () => {
    const { id } = await placed(shop, { apple: 13 })
    expect(await level('apple', 'main')).toMatchObject({ allocated: 10 })
    const outcomes = await shop.perform([
      request(id, { type: 'confirm' }),
      atSide(id, { type: 'ship' }),
      atSide(id, { type: 'ship' }),
    ])
    expect(outcomes).toMatchObject([
      {},
      { fact: { data: { pieces: [{ line: 1, quantity: 3, location: 'side' }] } } },
      { refused: 'nothing_to_do' },
    ])
    expect(await level('apple', 'main')).toMatchObject({ onHand: 10, allocated: 10 })
    expect(await level('apple', 'side')).toMatchObject({ onHand: 2, allocated: 0 })
  })

  test('claims only there: elsewhere there is nothing, as far as it can tell', async () => {
    const { id } = await placed(shop, { later: 3 })
    await stand({ later: { side: 2, main: 5 } })
    const elsewhere: Asked = { type: 'allocate', location: 'main' }
    expect(
      await shop.perform([
        atSide(id, elsewhere),
        atSide(id, { type: 'allocate' }),
        request(id, { type: 'confirm' }),
      ]),
    ).toMatchObject([
      { refused: 'out_of_stock', params: { available: 0 } },
      { fact: { data: { pieces: [{ line: 1, quantity: 1, location: 'side' }] } } },
      {},
    ])
    expect(await level('later', 'main')).toMatchObject({ onHand: 7, allocated: 2 })
  })
})

test('commands in one batch see each other’s effect, in the sequence of the batch', async () => {
  const { id } = await placed(shop, { apple: 2 })
  const outcomes = await shop.perform([
    request(id, { type: 'confirm' }),
    request(id, { type: 'confirm' }),
    request(id, { type: 'ship' }),
    request(id, { type: 'deliver' }),
    request(id, { type: 'cancel', reason: 'r' }),
  ])
  expect(
    outcomes.map((outcome) => (isRefusal(outcome) ? outcome.refused : outcome.order.version)),
  ).toEqual([3, 'wrong_status', 4, 5, 'already_released'])
})

test('of one batch of orders the first gets the last piece, and the next is told what is left', async () => {
  const outcomes = await shop.place([
    ordering({ pear: 3 }),
    ordering({ pear: 2 }),
    ordering({ pear: 1 }),
  ])
  expect(outcomes).toMatchObject([
    { lines: [{ allocated: 3 }] },
    { refused: 'out_of_stock', params: { sku: 'pear', wanted: 2, available: 1 } },
    { lines: [{ allocated: 1 }] },
  ])
})

test('the same sku on two lines of one order is added up before it is promised', async () => {
  const lines = [
    { sku: 'pear', quantity: 3 },
    { sku: 'pear', quantity: 2 },
  ]
  const before = await everything()
  expect(await shop.place([ordering({}, { lines })])).toMatchObject([{ refused: 'out_of_stock' }])
  expect(await everything()).toBe(before)
})

test('what may be ordered without stock waits for it, and is allocated when it is asked again', async () => {
  const order = await placed(shop, { later: 5 })
  expect(order.lines[0]).toMatchObject({ ordered: 5, allocated: 2 })
  expect(await shop.perform([request(order.id, { type: 'allocate' })])).toMatchObject([
    { refused: 'out_of_stock' },
  ])
})

test('an order at a location that was shut is still cancelled, shipped and returned elsewhere', async () => {
  const [one, two] = [await placed(shop, { apple: 3 }), await placed(shop, { apple: 3 })]
  await shut('main')
  expect(await shop.place([ordering({ apple: 6 })])).toMatchObject([
    { refused: 'out_of_stock', params: { available: 5 } },
  ])
  const back: Asked = {
    type: 'return',
    reason: 'r',
    pieces: [{ line: 1, quantity: 1 }],
    restockedAt: 'side',
  }
  const outcomes = await shop.perform([
    request(one.id, { type: 'cancel', reason: 'r' }),
    request(two.id, { type: 'confirm' }),
    request(two.id, { type: 'ship' }),
    request(two.id, { type: 'deliver' }),
    request(two.id, back),
  ])
  for (const outcome of outcomes) accepted(outcome)
  expect(await level('apple', 'main')).toMatchObject({ onHand: 7, allocated: 0 })
  expect(await level('apple', 'side')).toMatchObject({ onHand: 6 })
})

test('a reservation at a location that was shut lapses', async () => {
  const lines = [{ sku: 'pear', quantity: 4 }]
  const one = { id: newId('rsv'), lines, expiresAt: new Date(0), by: 'u', command: 'c' }
  await shop.database.begin((tx) => reserveStock(tx, [one], cause.at))
  await shut('main')
  expect(await shop.database.begin((tx) => endReservations(tx, 'expired', cause))).toBe(1)
  expect(await level('pear', 'main')).toMatchObject({ onHand: 4, reserved: 0 })
})

test('goods come back to a location that never had them', async () => {
  const { id } = await placed(shop, { pear: 2 })
  const back: Asked = {
    type: 'return',
    reason: 'r',
    pieces: [{ line: 1, quantity: 2 }],
    restockedAt: 'side',
  }
  await shop.perform([
    request(id, { type: 'confirm' }),
    request(id, { type: 'ship' }),
    request(id, { type: 'deliver' }),
    request(id, back),
  ])
  expect(await level('pear', 'side')).toMatchObject({ onHand: 2, available: 2 })
})

test('an order of another channel and one that is not there answer alike', async () => {
  const { id } = await placed(shop, { apple: 1 })
  const limited = { channels: ['shop'] }
  const outcomes = await shop.perform([
    { ...request(id, { type: 'confirm' }), ...limited },
    { ...request(newId('ord'), { type: 'confirm' }), ...limited },
  ])
  expect(outcomes).toEqual([{ refused: 'not_found' }, { refused: 'not_found' }])
})

const forbidden = [
  ['a count above the one it is taken from', `update orders.lines set picked = ordered`],
  ['a negative count', `update orders.lines set cancelled = -1`],
  ['totals that do not add up', `update orders.orders set total = total + 1`],
  ['more promised than there is', `update stock.levels set allocated = on_hand + 1`],
  ['less than nothing on hand', `update stock.levels set on_hand = -1`],
  ['a fact that is altered', `update platform.facts set by = 'me'`],
  ['a fact that is taken away', `delete from platform.facts`],
  ['a movement that is altered', `update stock.movements set quantity = 1`],
] as const

test('the database itself refuses what no rule allows', async () => {
  await placed(shop, { apple: 1 })
  for (const [what, statement] of forbidden) {
    const raw = { text: statement, sql: statement, values: [] } as never
    const failure = await shop.database.begin((tx) => tx.run(raw)).catch((error) => error)
    expect(failure?.code, what).toMatch(/^23/)
  }
})
