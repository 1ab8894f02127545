// A small desk: one order in every queue, and a second one beside each of some.

import type { Client } from '../src/outside/client/index.ts'
import { type House, openHouse, smallOrder, stockUp } from './house.ts'
import { quiet } from './witness.ts'

const past = '2026-01-02T03:04:05.678912Z'
const future = '2126-01-01T00:00:00Z'

export type Queues = Awaited<ReturnType<typeof openQueues>>

/** Opens a house with orders that are known by name; `shop` is an owner who sees the channel of that name only. */
export async function openQueues() {
  const house = await openHouse()
  await stockUp(house)
  const key = await house.client.call('POST /api/keys', {
    body: { name: 'shop', role: 'owner', channels: ['shop'], ratePerSecond: 100_000 },
  })
  const ids: Record<string, string> = {}
  const make = makerOf(house, ids)
  await makeOrders(house, make)
  await quiet(house.database)
  const named = (items: readonly { id: string }[]) =>
    items.map(({ id }) => Object.entries(ids).find(([, known]) => known === id)?.[0])
  const list = async (query: object, client: Client = house.client) =>
    named((await client.call('GET /api/orders', { query })).items)
  return {
    house,
    call: house.client.call,
    shop: house.clientOf(key.secret),
    ids,
    make,
    named,
    list,
  }
}

type Make = ReturnType<typeof makerOf>

function makerOf({ client }: House, ids: Record<string, string>) {
  return async (name: string, sku: string, quantity: number, more: object = {}) => {
    const body = { ...smallOrder(sku, quantity), ...more }
    const placed = await client.call('POST /api/orders', { body })
    ids[name] = placed.id
    return { params: { id: placed.id } }
  }
}

async function makeOrders({ client: { call } }: House, make: Make): Promise<void> {
  await make('new', 'TEA', 1, { externalRef: 'WEB-1', promisedFor: future })
  await make('new late', 'TEA', 2, { promisedFor: past, externalRef: 'TWICE' })
  const shipped = await make('shipped late', 'TEA', 3, { promisedFor: past })
  const held = await make('held', 'TEA', 4, { channel: 'shop', externalRef: 'TWICE' })
  const released = await make('released', 'CUP', 1)
  const delivered = await make('delivered', 'CUP', 2)
  const cancelled = await make('cancelled', 'CUP', 3, { promisedFor: past })
  const ready = await make('ready', 'CUP', 4, { shipTo: { ...smallOrder().shipTo, country: 'IE' } })
  for (const order of [shipped, released, delivered, ready])
    await call('POST /api/orders/{id}/confirm', order)
  await call('POST /api/orders/{id}/hold', { ...held, body: { code: 'address' } })
  await call('POST /api/orders/{id}/cancel', { ...cancelled, body: {} })
  await call('POST /api/orders/{id}/release', released)
  await call('POST /api/orders/{id}/ship', { ...shipped, body: { trackingNumber: 'JD-77' } })
  await call('POST /api/orders/{id}/ship', { ...delivered, body: {} })
  await call('POST /api/orders/{id}/deliver', { ...delivered, body: {} })
  await call('POST /api/orders/{id}/payments', {
    ...ready,
    body: { amount: 1_000, method: 'card' },
  })
}
