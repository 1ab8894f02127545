// Changing an order by the API: rows, log, search, lists and papers follow; what is refused changes nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../../test/house.ts'
import { booksAgree } from '../../test/shop.ts'
import { quiet, witness } from '../../test/witness.ts'
import type { Client } from '../outside/client/index.ts'

let house: House
let call: Client['call']

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  call = house.client.call
})
afterAll(async () => {
  await booksAgree(house.database)
  await house.close()
})

const route = 'POST /api/orders/{id}/change'
const york = { name: 'Ada', country: 'GB', city: 'York', street: '2 Low Street', postcode: 'YO1' }
const place = async () => {
  const { id } = await call('POST /api/orders', { body: smallOrder() })
  return { params: { id } }
}
const found = async (q: string) =>
  (await call('GET /api/orders', { query: { q } })).items.map(({ id }) => id)

test('what is changed is in the order, in its log, in the search, and can be seen as it was', async () => {
  const of = await place()
  const placed = await call('GET /api/orders/{id}', of)
  const promisedFor = '2026-01-02T03:04:05.678912Z'
  const body = {
    shipTo: york,
    customer: { email: 'ada@york.example', phone: '01904 496 0000' },
    note: 'Ring twice',
    promisedFor,
    reason: 'customer_request',
  }
  const answer = await call(route, { ...of, body })
  expect(answer).toMatchObject({ version: 3, shipTo: york, note: 'Ring twice' })
  const kept = await call('GET /api/orders/{id}', of)
  expect(kept).toEqual({ ...answer, promisedFor: kept.promisedFor, together: [] })
  expect(kept.customer).toEqual({
    name: 'Ada Lovelace',
    email: 'ada@york.example',
    phone: '01904 496 0000',
  })
  const { items } = await call('GET /api/orders/{id}/events', of)
  expect(items.at(-1)).toMatchObject({
    type: 'order.changed',
    data: {
      before: { shipTo: { city: 'London' }, customer: { email: null, phone: null }, note: null },
      after: { shipTo: york, customer: body.customer, promisedFor },
      reason: 'customer_request',
    },
  })
  await quiet(house.database)
  expect(await found('ada@york.example')).toEqual([of.params.id])
  expect(await found('York 01904-496')).toEqual([of.params.id])
  const late = await call('GET /api/orders', { query: { bucket: 'late' } })
  expect(late.items.map(({ id }) => id)).toContain(of.params.id)
  const then = await call('GET /api/orders/{id}', { ...of, query: { asOf: 2 } })
  expect(then).toMatchObject({
    ...{ note: null, shipTo: { city: 'London' } },
    promisedFor: placed.promisedFor,
  })
})

test('null empties, what is not named stays, and the books agree', async () => {
  const of = await place()
  await call(route, { ...of, body: { note: 'One', customer: { phone: '01904 496 0001' } } })
  const then = await call(route, { ...of, body: { note: null, customer: { phone: null } } })
  expect(then.note).toBeNull()
  expect(then.customer).toEqual({ name: 'Ada Lovelace' })
  expect(await call('GET /api/orders/{id}', of)).toEqual({ ...then, together: [] })
  await booksAgree(house.database)
})

describe('it is refused, and changes nothing,', () => {
  const refused = async (of: object, body: object, problem: object, client = house.client) => {
    await quiet(house.database)
    const before = await witness(house.database)
    await expect(client.call(route, { ...of, body } as never)).rejects.toMatchObject(problem)
    expect(await witness(house.database)).toEqual(before)
  }

  test('where the warehouse was told, for the address only', async () => {
    const of = await place()
    await call('POST /api/orders/{id}/confirm', of)
    await call('POST /api/orders/{id}/release', of)
    const errors = [{ pointer: '/shipTo', code: 'already_released' }]
    await refused(of, { shipTo: york }, { status: 409, code: 'already_released', errors })
    expect(await call(route, { ...of, body: { note: 'Fragile' } })).toMatchObject({
      note: 'Fragile',
    })
  })

  test('where everything has left, or the order is over', async () => {
    const of = await place()
    await call('POST /api/orders/{id}/confirm', of)
    await call('POST /api/orders/{id}/ship', of)
    await refused(of, { note: 'late' }, { status: 409, code: 'everything_left' })
    const other = await place()
    await call('POST /api/orders/{id}/cancel', { ...other, body: {} })
    await refused(other, { note: 'late' }, { status: 409, code: 'wrong_status' })
  })

  test('where nothing differs, or a field is wrong', async () => {
    const of = await place()
    await refused(of, {}, { status: 409, code: 'nothing_to_do' })
    await refused(
      of,
      { shipTo: { ...york, city: '' }, customer: { email: 'nobody' } },
      { status: 422, errors: [{ pointer: '/shipTo/city' }, { pointer: '/customer/email' }] },
    )
  })

  test('to who may only look', async () => {
    const of = await place()
    const { secret } = await call('POST /api/keys', { body: { name: 'view', role: 'viewer' } })
    const viewer = house.clientOf(secret)
    await refused(of, { note: 'n' }, { status: 403, code: 'not_allowed' }, viewer)
  })
})

test('of two at once on the version they both saw one is done and the other hears who was faster', async () => {
  const of = await place()
  const { version } = await call('GET /api/orders/{id}', of)
  const notes = ['one', 'two']
  const outcomes = await Promise.allSettled(
    notes.map((note) => call(route, { ...of, body: { note }, ifMatch: version })),
  )
  const won = outcomes.findIndex(({ status }) => status === 'fulfilled')
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes[1 - won]).toMatchObject({
    reason: { status: 412, code: 'version_mismatch', params: { version: version + 1 } },
  })
  const now = await call('GET /api/orders/{id}', of)
  expect(now).toMatchObject({ version: version + 1, note: notes[won] })
})

test('many at once without a version are all done, one after the other', async () => {
  const of = await place()
  const { version } = await call('GET /api/orders/{id}', of)
  const numbers = Array.from({ length: 12 }, (_, n) => n)
  await Promise.all(numbers.map((n) => call(route, { ...of, body: { note: `note ${n}` } })))
  const { items } = await call('GET /api/orders/{id}/events', of)
  const changes = items.filter(({ type }) => type === 'order.changed')
  const data = changes.map(
    (fact) => fact.data as { before: { note: string | null }; after: object },
  )
  expect(data).toHaveLength(12)
  // Each begins where the one before ended.
  for (let n = 1; n < data.length; n++) expect(data[n]?.before).toEqual(data[n - 1]?.after)
  const now = await call('GET /api/orders/{id}', of)
  expect(now.version).toBe(version + 12)
  expect({ note: now.note }).toEqual(data.at(-1)?.after)
})
