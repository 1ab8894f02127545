// The carrier of an order: chosen, put on the label, taken by whoever ships without naming one, and taken back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../../test/house.ts'
import { booksAgree } from '../../test/shop.ts'
import { witness } from '../../test/witness.ts'
import type { Client } from '../outside/client/index.ts'

let house: House
let call: Client['call']

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  call = house.client.call
  await carrier('sf')
  await carrier('zto')
  await carrier('old', false)
})
afterAll(async () => {
  await booksAgree(house.database)
  await house.close()
})

const carrier = (code: string, active = true) =>
  call('PUT /api/settings/{kind}/{code}', {
    params: { kind: 'carrier', code },
    body: { name: { zh: code, en: code }, active },
  })
const place = async () => {
  const { id } = await call('POST /api/orders', { body: smallOrder() })
  return { params: { id } }
}
const route = 'POST /api/orders/{id}/change'

test('an order names the carrier it shall go with, and its log tells which it was before', async () => {
  const of = await place()
  expect(await call('GET /api/orders/{id}', of)).toMatchObject({ carrier: null })
  for (const code of ['sf', 'zto', 'manual', null])
    expect(await call(route, { ...of, body: { carrier: code } })).toMatchObject({ carrier: code })
  await call(route, { ...of, body: { carrier: 'sf' } })
  const { items } = await call('GET /api/orders', { query: { limit: 200 } })
  expect(items.find(({ id }) => id === of.params.id)).toMatchObject({ carrier: 'sf' })
  const events = await call('GET /api/orders/{id}/events', of)
  expect(events.items.slice(-2).map(({ data }) => data)).toEqual([
    { before: { carrier: 'manual' }, after: { carrier: null } },
    { before: { carrier: null }, after: { carrier: 'sf' } },
  ])
  const { version } = await call('GET /api/orders/{id}', of)
  const then = await call('GET /api/orders/{id}', { ...of, query: { asOf: version - 1 } })
  expect(then.carrier).toBeNull()
})

test('a carrier that nobody set up, or that was put out of use, is refused, and nothing changes', async () => {
  const of = await place()
  const before = await witness(house.database)
  for (const code of ['nobody', 'old'])
    await expect(call(route, { ...of, body: { carrier: code, note: 'n' } })).rejects.toMatchObject({
      ...{ status: 422, code: 'unknown_carrier', params: { carrier: code } },
      errors: [{ pointer: '/carrier', code: 'unknown_carrier' }],
    })
  expect(await witness(house.database)).toEqual(before)
})

test('many orders are given another carrier at once, and a run of it is taken back', async () => {
  const orders = await Promise.all([place(), place()])
  const ids = orders.map(({ params }) => params.id)
  const carriers = async () =>
    await Promise.all(orders.map(async (of) => (await call('GET /api/orders/{id}', of)).carrier))
  const change = { command: 'change' as const, carrier: 'sf' }
  const { outcomes } = await call('POST /api/orders/commands', {
    body: {
      commands: [
        ...ids.map((id) => ({ id, do: change })),
        { id: ids[0] ?? '', do: { ...change, carrier: 'old' } },
      ],
    },
  })
  expect(outcomes.map(({ status }) => status)).toEqual([200, 200, 422])
  expect(await carriers()).toEqual(['sf', 'sf'])
  const ended = async (id: string) => {
    const params = { id }
    for (;;) {
      const run = await call('GET /api/bulk/{id}', { params })
      if (run.state !== 'running') return run
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const body = { do: { ...change, carrier: 'zto' }, of: { ids } }
  const run = await ended((await call('POST /api/bulk', { body })).id)
  expect([run.done, await carriers()]).toEqual([2, ['zto', 'zto']])
  await ended((await call('POST /api/bulk/{id}/undo', { params: { id: run.id } })).id)
  expect(await carriers()).toEqual(['sf', 'sf'])
})

test('whoever ships without naming a carrier sends it with the order’s, until the last piece has left', async () => {
  const of = await place()
  await call('POST /api/orders/{id}/confirm', of)
  await call(route, { ...of, body: { carrier: 'sf' } })
  const told = await call('POST /api/orders/{id}/release', of)
  const params = { id: told.fulfilmentOrders[0]?.id ?? '' }
  await call('POST /api/fulfilment-orders/{id}/pick', { params })
  await call('POST /api/fulfilment-orders/{id}/pack', {
    params,
    body: { packages: [{ weightG: 100 }] },
  })
  await call(route, { ...of, body: { carrier: 'zto' } })
  const sent = await call('POST /api/fulfilment-orders/{id}/ship', { params })
  expect(sent.packages).toMatchObject([{ carrier: 'zto' }])
  const { version } = await call('GET /api/orders/{id}', of)
  const versions = Array.from({ length: version }, (_, before) => before + 1)
  const then = await Promise.all(
    versions.map((asOf) => call('GET /api/orders/{id}', { ...of, query: { asOf } })),
  )
  const changes = then.map(({ carrier }) => carrier)
  expect(changes.filter((carrier, at) => carrier !== changes[at - 1])).toEqual([null, 'sf', 'zto'])
  const [one] = (await call('GET /api/orders/{id}/packages', of)).items
  expect(one).toMatchObject({ carrier: 'zto' })
  const { items } = await call('GET /api/orders/{id}/events', of)
  expect(items.at(-1)).toMatchObject({ type: 'order.shipped', data: { carrier: 'zto' } })
  await expect(call(route, { ...of, body: { carrier: 'sf' } })).rejects.toMatchObject({
    code: 'everything_left',
  })
})
