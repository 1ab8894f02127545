// Who writes a price and who changes the currency of its list at the same moment: an amount is never read in another currency.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cause, openScene, type Scene } from '../../../test/scene.ts'
import { isRefusal, sql } from '../../base/platform/index.ts'
import { savePriceLists, savePrices } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.variants(['tea'])
})
afterAll(async () => {
  expect(scene.errors).toEqual([])
  await scene.close()
})

const list = { code: 'guests', taxIncluded: true, channels: null, priority: 1 }
const inCurrency = (currency: string) =>
  scene.database.begin((tx) => savePriceLists(tx, [{ ...list, currency }], cause))

test('the currency of a list does not change under a price that is being written', async () => {
  await inCurrency('GBP')
  const meanwhile = await scene.database.begin(async (tx) => {
    await savePrices(tx, [{ sku: 'tea', priceList: 'guests', amount: 1_250 }], cause)
    const changing = inCurrency('JPY')
    return { first: await Promise.race([changing, waitsForALock()]), changing: () => changing }
  })
  expect(meanwhile.first).toBe('waits')
  const outcome = await meanwhile.changing()
  expect(isRefusal(outcome) && outcome.refused).toBe('price_list_in_use')
})

async function waitsForALock(): Promise<'waits'> {
  for (;;) {
    const waiting = await scene.database.begin((tx) =>
      tx.rows(sql`
        select from pg_locks where not granted and relation = 'catalog.price_lists'::regclass`),
    )
    if (waiting.length > 0) return 'waits'
    await new Promise((resume) => setTimeout(resume, 20))
  }
}
