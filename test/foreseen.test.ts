// What a preview says and what then happens agree, whatever the orders have been through and whatever is asked of them.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { savePrices, saveVariants } from '../src/ground/catalog/index.ts'
import { postMovements } from '../src/ground/stock/index.ts'
import { type House, openHouse, smallOrder, stockUp } from './house.ts'
import { quiet } from './witness.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  const cause = { by: 'system', command: 'test', at: new Date() }
  const sizes = { weightG: null, lengthMm: null, widthMm: null, heightMm: null, hsCode: null }
  const later = { sku: 'LATER', name: { en: 'Later' }, ...sizes, origin: null }
  await house.database.begin(async (tx) => {
    await saveVariants(
      tx,
      [{ ...later, taxClass: 'standard', policy: 'backorder', active: true }],
      cause,
    )
    await savePrices(tx, [{ sku: 'LATER', priceList: 'gbp', amount: 100 }], cause)
    const found = { location: 'MAIN', cause: 'found', reference: null }
    const goods = [
      { sku: 'TEA', quantity: 10_000, ...found },
      { sku: 'LATER', quantity: 7, ...found },
    ]
    await postMovements(tx, goods, cause)
  })
  await house.client.call('PUT /api/settings/{kind}/{code}', {
    params: { kind: 'carrier', code: 'sf' },
    body: { name: { zh: '顺丰', en: 'SF' } },
  })
})
afterAll(() => house.close())

const commands = fc.oneof(
  fc.constant({ command: 'confirm' as const }),
  fc.constantFrom<'confirm' | 'release' | 'ship'>('confirm', 'release', 'ship').map((blocked) => ({
    ...{ command: 'hold' as const, code: 'check', blocks: [blocked] },
  })),
  fc.constant({ command: 'lift' as const }),
  fc.constantFrom('manual', 'sf', 'nobody', null).map((carrier) => ({
    ...{ command: 'change' as const, carrier },
  })),
  fc.constant({ command: 'cancel' as const, reason: 'test' }),
  fc.constant({ command: 'allocate' as const }),
  fc.constant({ command: 'release' as const }),
  fc.constant({ command: 'release' as const }),
  fc.constant({ command: 'ship' as const }),
  fc.constant({ command: 'deliver' as const }),
)
const step = fc.record({ of: fc.uniqueArray(fc.nat(7), { minLength: 1 }), command: commands })

const unknownCarrier = [
  { of: [0, 1], command: { command: 'change' as const, carrier: 'nobody' as const } },
]
/** One of a parcel is confirmed and the other is not. */
const waitingParcel = [
  { of: [3], command: { command: 'confirm' as const } },
  { of: [3, 0], command: { command: 'release' as const } },
]

/** Four pairs of orders: of tea, of what comes later, both; the last two go in one parcel. */
async function placeEight(): Promise<string[]> {
  const { call } = house.client
  const skus = [['TEA'], ['LATER'], ['TEA', 'LATER'], ['TEA']]
  const ids: string[] = []
  for (const each of [...skus, ...skus]) {
    const lines = each.map((sku) => ({ sku, quantity: 2 }))
    const placed = await call('POST /api/orders', { body: { ...smallOrder(), lines } })
    ids.push(placed.id)
  }
  await call('POST /api/orders/merge', { body: { orders: [ids[3] as string, ids[7] as string] } })
  return ids
}

/** How many would be refused, or were, by code. */
function byCode(refused: readonly { code: string; n: number }[]): Record<string, number> {
  return Object.fromEntries(refused.map(({ code, n }) => [code, n]))
}

test('what a preview says and what a run does are the same, carriers and parcels included', async () => {
  const { call } = house.client
  const met = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
      const orders = await placeEight()
      for (const { of, command } of steps) {
        await quiet(house.database)
        const asked = { do: command, of: { ids: of.map((index) => orders[index] as string) } }
        const told = await call('POST /api/bulk/preview', { body: asked })
        const run = await call('POST /api/bulk', { body: asked })
        const { items } = await call('GET /api/bulk/{id}/items', {
          ...{ params: { id: run.id }, query: { outcome: 'refused' } },
        })
        const codes = items.map(({ problem }) => String(problem?.code))
        const refused = codes.map((code) => ({ code, n: codes.filter((c) => c === code).length }))
        for (const code of codes) met.add(code)
        expect({ done: told.allowed, ...byCode(told.refused) }).toEqual({
          ...{ done: run.done, ...byCode(refused) },
        })
      }
    }),
    { numRuns: 8, examples: [[unknownCarrier], [waitingParcel]] },
  )
  // Else the two could not have differed where they once did.
  expect([...met]).toEqual(expect.arrayContaining(['unknown_carrier', 'merge_waits']))
})
