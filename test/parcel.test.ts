// The parcel that orders share: carrier, pieces, papers, and what the database itself refuses.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '../src/base/papers/reading.fixture.ts'
import { isRefusal, newId, type Sql, sql } from '../src/base/platform/index.ts'
import { changeCompany } from '../src/ground/company/index.ts'
import { verifyAll } from '../src/verify.ts'
import { type Floor, openFloor } from './floor.ts'
import { parcelsOn } from './parcels.ts'
import { booksAgree } from './shop.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
  await floor.stock('tea', 5_000)
  const cause = { by: 'usr_test', command: 'req_test', at: new Date() }
  const carrier = (code: string) => {
    const name = { zh: code, en: code }
    return {
      kind: 'carrier' as const,
      code,
      value: { name, active: true, cutOff: '', trackingUrl: '' },
    }
  }
  const wishes = [carrier('sf'), carrier('zto')] as never
  const outcomes = await floor.database.begin((tx) => changeCompany(tx, wishes, cause))
  expect(outcomes.filter(isRefusal)).toEqual([])
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await booksAgree(floor.database)
  await floor.close()
})

const { released, pick, pack, ship, refused } = parcelsOn(() => floor)
type Id = { id: string }

test('a parcel takes one carrier: the one its orders name, and of several the one that is chosen', async () => {
  const { orders, parts } = await released(1, 1)
  for (const [index, { id }] of orders.entries())
    await floor.command(id, { type: 'change', carrier: index === 0 ? 'sf' : 'zto' })
  for (const part of parts) await pick(part)
  await pack(parts[0])
  const route = `POST /api/fulfilment-orders/${parts[1].id}/ship`
  await refused(route, { body: {} }, { status: 422, json: { code: 'which_carrier' } })
  await floor.command(orders[1]?.id ?? '', { type: 'change', carrier: null })
  const sent = await ship(parts[1])
  expect(sent.packages.map((one: { carrier: string }) => one.carrier)).toEqual(['sf', 'sf'])
  const late = await floor.call(`POST /api/fulfilment-orders/${parts[0].id}/ship`, { body: {} })
  expect(late).toMatchObject({ status: 409, json: { code: 'not_packed' } })
})

test('several parcels of the same orders name whose pieces they hold', async () => {
  const { parts } = await released(2, 3)
  for (const part of parts) await pick(part)
  const [first, second] = parts
  const packages = [
    {
      weightG: 500,
      lines: [
        { line: 1, quantity: 2 },
        { line: 1, quantity: 1, fulfilmentOrder: second.id },
      ],
    },
    { weightG: 300 },
  ]
  const strange = [{ weightG: 1, lines: [{ line: 1, quantity: 1, fulfilmentOrder: newId('ful') }] }]
  const route = `POST /api/fulfilment-orders/${first.id}/pack`
  await refused(route, { body: { packages: strange } }, { json: { code: 'unknown_line' } })
  const packed = await pack(first, { packages })
  const [one, two, three] = packed.packages
  expect([one.parcel, two.parcel, three.parcel]).toEqual([one.number, one.number, null])
  expect(three).toMatchObject({ orderId: second.orderId, lines: [{ quantity: 2 }] })
  const sent = await ship(second, { packages: [{ id: three.id }] })
  expect(sent.packages).toHaveLength(1)
  expect((await ship(second)).packages).toHaveLength(2)
})

test('one label and one slip, whichever of them is asked for, with all numbers and the lines by order', async () => {
  const { orders, parts } = await released(1, 2)
  for (const part of parts) await pick(part)
  const { packages } = await pack(parts[1])
  const read = async (url: string) => {
    const { rawPayload } = await floor.server.inject({ url: `${url}?language=en` })
    return (await readPdf(rawPayload)).map(({ text }) => text).join(' ')
  }
  const [one, two] = packages as [Id, Id]
  const label = await read(`/api/packages/${one.id}/label`)
  expect(await read(`/api/packages/${two.id}/label`)).toBe(label)
  const slip = await read(`/api/fulfilment-orders/${parts[1].id}/packing-slip`)
  expect(await read(`/api/fulfilment-orders/${parts[0].id}/packing-slip`)).toBe(slip)
  const [first, second] = orders.map(({ number }) => number)
  expect(label).toContain(`${first}·${second}`)
  expect(label).toContain(packages[0].parcel)
  expect(label).toContain('1/1')
  expect(slip).toContain(`${first}·${second}`)
  expect(slip).toMatch(new RegExp(`Order${first}1.*Order${second}2`))
  expect(slip).toContain('Lines2·Units3')
})

test('the database itself lets no parcel leave twice and nobody be alone in a merge', async () => {
  const { orders, parts } = await released(1, 1)
  for (const part of parts) await pick(part)
  const { packages } = await pack(parts[0])
  await ship(parts[0])
  const { id } = packages[0]
  const other = sql`update warehouse.packages set tracking_number = 'X' where id = ${id}`
  await expect(floor.run(other)).rejects.toThrow(/differ/)
  const alone = sql`update orders.orders set merge = null where id = ${orders[0]?.id ?? ''}`
  await expect(floor.run(alone)).rejects.toThrow(/not whole/)
})

test('verify finds a merge of one, a parcel that left in two ways, and an order that waits for something else', async () => {
  const { orders, parts } = await released(1, 1)
  for (const part of parts) await pick(part)
  await pack(parts[0])
  const { packages } = await ship(parts[0])
  const found = async (name: string) => {
    const { checks } = await verifyAll(floor.database)
    return checks.find((check) => check.name.startsWith(name))?.differences
  }
  const id = orders[0]?.id ?? ''
  const { merge } = await floor.order(id)
  // What the database would not let happen.
  const without = async (table: Sql, trigger: Sql, statement: Sql) => {
    await floor.run(sql`alter table ${table} disable trigger ${trigger}`)
    await floor.run(statement)
    await floor.run(sql`alter table ${table} enable trigger ${trigger}`)
  }
  const orderIs = (part: Sql) => sql`update orders.orders set ${part} where id = ${id}`
  const inMerge = (part: Sql) => without(sql`orders.orders`, sql`merge_is_whole`, orderIs(part))
  await inMerge(sql`merge = null`)
  expect(await found('merges')).toMatchObject([{ id: merge, found: 'one order' }])
  await inMerge(sql`merge = ${merge}`)
  expect(await found('merges')).toEqual([])

  const { id: one, carrier } = packages[0]
  const left = (by: string) =>
    without(
      sql`warehouse.packages`,
      sql`parcel_leaves_once`,
      sql`update warehouse.packages set carrier = ${by} where id = ${one}`,
    )
  await left('other')
  expect(await found('packages of one parcel')).toMatchObject([{ id: packages[0].parcel }])
  await left(carrier)
  expect(await found('packages of one parcel')).toEqual([])

  await floor.run(orderIs(sql`rest = 'stock'`))
  expect(await found('fulfilment, payment')).toMatchObject([{ id, expected: { rest: 'arrival' } }])
  await floor.run(orderIs(sql`rest = 'arrival'`))
})
