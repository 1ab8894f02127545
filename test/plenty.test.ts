// Where there is plenty, stock is only looked at, and claimed when everything else is written: still no piece is sold twice.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isRefusal, sql } from '../src/base/platform/index.ts'
import { setSafety } from '../src/ground/stock/index.ts'
import { booksAgree, cause, openShop, ordering, type Shop } from './shop.ts'

const goods = { find: async () => [], namesOf: async () => new Map([['apple', {}]]) }
let shop: Shop
beforeEach(async () => {
  shop = await openShop({ apple: { main: 1_000 }, pear: { main: 700, side: 500 } }, { size: 12 })
})
afterEach(async () => {
  await shop.close()
})

/** Batches that each find plenty, and together ask for more than there is. */
async function rush(sku: string, batches: number) {
  const orders = Array.from({ length: 10 }, () => ordering({ [sku]: 20 }))
  const outcomes = await Promise.all(Array.from({ length: batches }, () => shop.place(orders)))
  return outcomes.flat()
}

async function levels(sku: string) {
  return await shop.database.read((tx) =>
    tx.rows<{ allocated: number; on_hand: number }>(
      sql`select allocated, on_hand from stock.levels where sku = ${sku} order by location`,
    ),
  )
}

test('many who see plenty at once get exactly what there is, and the rest is told that it is gone', async () => {
  const outcomes = await rush('apple', 12)
  const refused = outcomes.filter(isRefusal)
  expect(outcomes.length - refused.length).toBe(50)
  expect(new Set(refused.map((refusal) => refusal.refused))).toEqual(new Set(['out_of_stock']))
  expect(await levels('apple')).toEqual([{ allocated: 1_000, on_hand: 1_000 }])
  await booksAgree(shop.database)
})

test('stock that is taken away between the look and the claim is not promised', async () => {
  const taking = shop.database.begin(async (tx) => {
    await tx.run(sql`select from stock.levels where sku = 'apple' for update`)
    const placing = rush('apple', 1)
    await new Promise((resume) => setTimeout(resume, 300))
    await setSafety(tx, [{ sku: 'apple', location: 'main', safety: 900 }], { goods, cause })
    return { placing }
  })
  const outcomes = await (await taking).placing
  expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(5)
  expect(await levels('apple')).toEqual([{ allocated: 100, on_hand: 1_000 }])
  await booksAgree(shop.database)
})

test('two locations are claimed each for what it has', async () => {
  const outcomes = await rush('pear', 12)
  const taken = outcomes.filter((outcome) => !isRefusal(outcome)).length
  expect(taken).toBe(60)
  expect(await levels('pear')).toEqual([
    { allocated: 700, on_hand: 700 },
    { allocated: 500, on_hand: 500 },
  ])
  await booksAgree(shop.database)
})
