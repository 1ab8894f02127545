// Many hands on the same few pieces: nothing is sold twice, and nobody is sent away while there is enough.
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Database,
  isRefusal,
  newId,
  openDatabase,
  type Refusal,
  sql,
} from '../src/base/platform/index.ts'
import { endReservations, postMovements, reserveStock } from '../src/ground/stock/index.ts'
import { type Asked, perform, placeOrders } from '../src/orders/index.ts'
import {
  accepted,
  asking,
  booksAgree,
  cause,
  openShop,
  ordering,
  request,
  type Shop,
} from './shop.ts'

let shop: Shop
let other: Database
beforeEach(async () => {
  shop = await openShop({ hot: { main: 60, side: 40 }, calm: { main: 1_000 } }, { size: 20 })
  // A second process has a pool of its own.
  other = openDatabase(shop.url, { size: 20 })
})
afterEach(async () => {
  await other.close()
  await shop.close()
})

type Level = { onHand: number; reserved: number; allocated: number }

async function level(sku: string): Promise<Level> {
  const [sum] = await shop.database.read((tx) =>
    tx.rows<Level>(sql`
      select sum(on_hand)::int as "onHand", sum(reserved)::int as reserved, sum(allocated)::int as allocated
      from stock.levels where sku = ${sku}`),
  )
  return sum as Level
}

/** A chance of its own for each client, the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
}

const databases = () => [shop.database, other] as const

type Tally = { sold: number; short: Refusal[] }

/** Buys, and now and then cancels, sends back, or reserves for a moment. */
async function client(number: number, tally: Tally): Promise<void> {
  const dice = chance(number)
  const database = databases()[number % 2] as Database
  for (let round = 0; round < 6; round++) {
    const quantity = 1 + dice(10)
    if (dice(4) === 0) await reserveAndLapse(database, 1 + dice(10))
    const batch = [asking(ordering({ hot: quantity }))]
    const [outcome] = await database.begin((tx) => placeOrders(tx, batch, cause.at))
    if (outcome && isRefusal(outcome)) {
      tally.short.push(outcome)
      continue
    }
    tally.sold++
    const commands = fate(dice(3), quantity).map((command) =>
      request(accepted(outcome).id, command),
    )
    await database.begin((tx) => perform(tx, commands, cause.at))
  }
}

function fate(which: number, quantity: number): Asked[] {
  const pieces = [{ line: 1, quantity }]
  if (which === 0) return [{ type: 'cancel', reason: 'changed' }]
  if (which === 1) return []
  return [
    { type: 'confirm' },
    { type: 'ship' },
    { type: 'deliver' },
    { type: 'return', reason: 'unwanted', pieces, restockedAt: 'side' },
  ]
}

test('64 clients on 100 pieces, with cancels, returns and reservations that expire: never oversold', async () => {
  const tally: Tally = { sold: 0, short: [] }
  await Promise.all(Array.from({ length: 64 }, (_, number) => client(number, tally)))
  await lapse()

  expect(tally.short.length, 'the hard state was reached: somebody was short').toBeGreaterThan(0)
  expect(tally.sold).toBeGreaterThan(20)
  for (const { refused, params } of tally.short) {
    expect(refused).toBe('out_of_stock')
    expect(Number(params?.available)).toBeLessThan(Number(params?.wanted))
  }
  const { onHand, reserved, allocated } = await level('hot')
  expect({ onHand, reserved }).toEqual({ onHand: 100, reserved: 0 })
  expect(allocated).toBeLessThanOrEqual(100)
  await booksAgree(shop.database)
})

async function reserveAndLapse(database: Database, quantity: number): Promise<void> {
  const lines = [{ sku: 'hot', quantity }]
  const reservation = { id: newId('rsv'), lines, expiresAt: new Date(), by: 'u', command: 'c' }
  await database.begin((tx) => reserveStock(tx, [reservation], cause.at))
  await database.begin((tx) => endReservations(tx, 'expired', cause))
}

async function lapse(): Promise<void> {
  await shop.database.begin((tx) => endReservations(tx, 'expired', cause))
}

test('64 clients that only buy take exactly the hundred pieces, one each, and the others are refused', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 128 }, (_, number) =>
      (databases()[number % 2] as Database).begin((tx) =>
        placeOrders(tx, [asking(ordering({ hot: 1 }))], cause.at),
      ),
    ),
  )
  expect(outcomes.flat().filter((outcome) => isRefusal(outcome))).toHaveLength(28)
  expect(await level('hot')).toEqual({ onHand: 100, reserved: 0, allocated: 100 })
  await booksAgree(shop.database)
})

test('movements against placements: what is promised cannot be taken away, what is taken away cannot be promised', async () => {
  let takenOut = 0
  const takeOut = async () => {
    const movement = {
      sku: 'hot',
      location: 'main',
      quantity: -2,
      cause: 'damaged',
      reference: null,
    }
    const [moved] = await other.begin((tx) => postMovements(tx, [movement], cause))
    if (moved && !isRefusal(moved)) takenOut += 2
  }
  let promised = 0
  const buy = async () => {
    const [order] = await shop.place([ordering({ hot: 2 })])
    if (order && !isRefusal(order)) promised += 2
  }
  await Promise.all(Array.from({ length: 60 }, () => [takeOut(), buy()]).flat())

  expect(takenOut, 'both sides won some').toBeGreaterThan(0)
  expect(promised).toBeGreaterThan(0)
  const { onHand, allocated } = await level('hot')
  expect(onHand).toBe(100 - takenOut)
  expect(allocated).toBe(promised)
  expect(allocated).toBeLessThanOrEqual(onHand)
  await booksAgree(shop.database)
})

test('reservations expiring in two places at once against placements: each piece comes back once', async () => {
  const reservations = Array.from({ length: 100 }, () => ({
    id: newId('rsv'),
    lines: [{ sku: 'hot', quantity: 1 }],
    expiresAt: new Date(Date.now() - 1_000),
    by: 'u',
    command: 'c',
  }))
  const made = await shop.database.begin((tx) => reserveStock(tx, reservations, cause.at))
  expect(made.filter((outcome) => isRefusal(outcome))).toEqual([])
  expect(await shop.place([ordering({ hot: 1 })])).toMatchObject([{ refused: 'out_of_stock' }])

  const ended = Promise.all(
    [shop.database, other, shop.database, other].map((database) =>
      database.begin((tx) => endReservations(tx, 'expired', cause)),
    ),
  )
  const placing = Promise.all(Array.from({ length: 150 }, () => shop.place([ordering({ hot: 1 })])))
  expect((await ended).reduce((sum, count) => sum + count, 0)).toBe(100)
  const sold = (await placing).flat().filter((outcome) => !isRefusal(outcome)).length

  expect(await level('hot')).toEqual({ onHand: 100, reserved: 0, allocated: sold })
  expect(sold).toBeLessThanOrEqual(100)
  await booksAgree(shop.database)
})

test('orders of several skus in opposite sequence, placed and cancelled at once, end without a lost piece', async () => {
  const both = [
    { sku: 'hot', quantity: 1 },
    { sku: 'calm', quantity: 1 },
  ]
  const placing = (number: number) => {
    const lines = number % 2 ? both : [...both].reverse()
    const orders = Array.from({ length: 4 }, () => asking(ordering({}, { lines })))
    const database = databases()[number % 2] as Database
    return database.begin(async (tx) => {
      const outcomes = (await placeOrders(tx, orders, cause.at)).flatMap((order) =>
        isRefusal(order) ? [] : [order],
      )
      const cancelling = outcomes
        .slice(0, 2)
        .map(({ id }) => request(id, { type: 'cancel', reason: 'changed' }))
      await perform(tx, cancelling, cause.at)
      return outcomes.length - cancelling.length
    })
  }
  const kept = await Promise.all(Array.from({ length: 40 }, (_, number) => placing(number)))
  const sum = kept.reduce((all, count) => all + count, 0)

  expect(await level('hot')).toMatchObject({ onHand: 100, allocated: sum })
  expect(await level('calm')).toMatchObject({ onHand: 1_000, allocated: sum })
  await booksAgree(shop.database)
})
