// What the floor says of itself is what its log says: fulfilment orders and packages that were altered beside it are found.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../test/floor.ts'
import { type Sql, sql } from './base/platform/index.ts'
import { shipping } from './flow/shipping/index.ts'
import { warehouse } from './flow/warehouse/index.ts'
import { plan } from './plan.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
  await floor.stock('tea', 10)
  const { first } = await floor.released([{ sku: 'tea', quantity: 3 }])
  const path = `/api/fulfilment-orders/${first.id}`
  await floor.ask(`POST ${path}/pick`, { body: { lines: [{ line: 1, quantity: 2 }] } })
  await floor.ask(`POST ${path}/recall`)
  await floor.ask(`POST ${path}/pack`, { body: { packages: [{ weightG: 100 }] } })
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await floor.close()
})

const untouched = sql`select`

test.each<[string, Sql, string[]]>([
  ['nothing', untouched, []],
  [
    'a piece that was called back',
    sql`update warehouse.lines set recalled = recalled + 1`,
    ['fulfilment order'],
  ],
  [
    'the version of a fulfilment order',
    sql`update warehouse.fulfilment_orders set version = version + 1`,
    ['fulfilment order'],
  ],
  ['the weight of a package', sql`update warehouse.packages set weight_g = 99`, ['package']],
])('%s that was altered is found where it is', async (_, alter, expected) => {
  const undone = new Error('so that nothing stays altered')
  let found: { compared: number; what: string[] } | undefined
  const altering = floor.database.begin(async (tx) => {
    await tx.run(alter)
    const checks = [...(await warehouse.checks(tx, plan)), ...(await shipping.checks(tx, plan))]
    found = {
      compared: checks.reduce((sum, { compared }) => sum + compared, 0),
      what: checks.flatMap(({ differences }) => differences.map(({ what }) => what)),
    }
    throw undone
  })
  await expect(altering).rejects.toBe(undone)
  expect(found).toEqual({ compared: 3, what: expected })
})
