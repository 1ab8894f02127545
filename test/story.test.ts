// The life of one order from outside: each chapter is what somebody at their desk would do, by HTTP and nothing else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fact, Item } from '../src/outside/client/index.ts'
import { verifyAll } from '../src/verify.ts'
import { type House, openHouse, smallOrder } from './house.ts'
import { quiet } from './witness.ts'

let house: House
let story: { id: string; hold: string; fulfilment: string; package: string; beginning: string }
beforeAll(async () => {
  house = await openHouse()
  story = { id: '', hold: '', fulfilment: '', package: '', beginning: '' }
})
afterAll(async () => await house.close())

const order = () => ({ params: { id: story.id } })
const fulfilment = () => ({ params: { id: story.fulfilment } })

async function onHand(): Promise<Record<string, number[]>> {
  const { items } = await house.client.call('GET /api/stock', { query: { sku: ['TEA', 'CUP'] } })
  return Object.fromEntries(
    items.map(({ sku, location, onHand, allocated, available }) => [
      `${sku} ${location}`,
      [onHand, allocated, available],
    ]),
  )
}

async function isPaper(paper: Blob): Promise<boolean> {
  const start = Buffer.from(await paper.arrayBuffer()).subarray(0, 5)
  return start.toString() === '%PDF-' && paper.size > 1_000
}

describe.sequential('one order, one life', () => {
  test('there is something to sell, a price for it, a place it lies in, and some of it', async () => {
    const { call } = house.client
    const variants = [
      { sku: 'TEA', name: { zh: '绿茶', en: 'Green tea' }, weightG: 120 },
      { sku: 'CUP', name: { en: 'Cup' }, weightG: 300 },
    ]
    const made = await call('PUT /api/variants', { body: { variants } })
    expect(made.outcomes.map(({ status }) => status)).toEqual([200, 200])
    await call('PUT /api/price-lists', { body: { code: 'gbp', currency: 'GBP' } })
    await call('PUT /api/tax-rates', { body: { rates: [{ country: 'GB', ratePpm: 200_000 }] } })
    const prices = [
      { sku: 'TEA', priceList: 'gbp', amount: 600 },
      { sku: 'CUP', priceList: 'gbp', amount: 1_250 },
    ]
    await call('POST /api/prices', { body: { prices } })
    await call('PUT /api/locations', { body: { code: 'MAIN', name: { zh: '主仓', en: 'Main' } } })
    const opening = { location: 'MAIN', cause: 'received' as const }
    const movements = [
      { sku: 'TEA', quantity: 10, ...opening },
      { sku: 'CUP', quantity: 5, ...opening },
    ]
    const moved = await call('POST /api/stock/movements', { body: { movements } })
    expect(moved.outcomes.map(({ movement }) => movement?.onHand)).toEqual([10, 5])
    expect(await onHand()).toEqual({ 'TEA MAIN': [10, 0, 10], 'CUP MAIN': [5, 0, 5] })
    const { items } = await call('GET /api/events', { query: { limit: 1_000 } })
    story.beginning = items.at(-1)?.cursor ?? '0-0'
  })

  test('it is ordered with the fewest words there are, priced, taxed, and promised to the customer', async () => {
    const lines = [
      { sku: 'TEA', quantity: 3 },
      { sku: 'CUP', quantity: 1 },
    ]
    const placed = await house.client.call('POST /api/orders', { body: { ...smallOrder(), lines } })
    story.id = placed.id
    expect(placed).toMatchObject({
      number: 100_001,
      status: 'received',
      fulfilment: 'allocated',
      payment: 'none',
      promisedFor: expect.any(String),
    })
    expect(placed).toMatchObject({ goods: 3_050, tax: 508, taxIncluded: true, total: 3_050 })
    expect(await onHand()).toEqual({ 'TEA MAIN': [10, 3, 7], 'CUP MAIN': [5, 1, 4] })
  })

  test('it is confirmed and paid', async () => {
    const confirmed = await house.client.call('POST /api/orders/{id}/confirm', order())
    expect(confirmed.status).toBe('confirmed')
    const body = { amount: 3_050, method: 'card', reference: 'ch_1' }
    const paid = await house.client.call('POST /api/orders/{id}/payments', { ...order(), body })
    expect(paid).toMatchObject({ payment: 'paid', paid: 3_050 })
  })

  test('a hold stops it on its way to the warehouse, and lifting the hold lets it go', async () => {
    const body = { code: 'address_check', note: 'Is the street right?' }
    const held = await house.client.call('POST /api/orders/{id}/hold', { ...order(), body })
    story.hold = held.holds[0]?.id ?? ''
    const early = house.client.call('POST /api/orders/{id}/release', order())
    await expect(early).rejects.toMatchObject({
      status: 409,
      code: 'held',
      params: { hold: story.hold },
    })
    const lifted = await house.client.call('POST /api/orders/{id}/lift', {
      ...order(),
      body: { hold: story.hold },
    })
    expect(lifted.holds).toEqual([])
  })

  test('the warehouse is told, picks, packs and prints', async () => {
    const { call } = house.client
    const told = await call('POST /api/orders/{id}/release', order())
    expect(told.fulfilmentOrders).toMatchObject([{ location: 'MAIN', state: 'released', units: 4 }])
    story.fulfilment = told.fulfilmentOrders[0]?.id ?? ''
    const list = await call('GET /api/fulfilment-orders', {
      query: { state: 'open', location: 'MAIN' },
    })
    expect(list.items.map(({ id }) => id)).toEqual([story.fulfilment])
    const picked = await call('POST /api/fulfilment-orders/{id}/pick', fulfilment())
    expect(picked).toMatchObject({ state: 'picked', picked: 4 })
    const body = { packages: [{ weightG: 700, lengthMm: 300, widthMm: 200, heightMm: 150 }] }
    const packed = await call('POST /api/fulfilment-orders/{id}/pack', { ...fulfilment(), body })
    expect(packed).toMatchObject({
      fulfilmentOrder: { state: 'packed' },
      packages: [{ weightG: 700 }],
    })
    story.package = packed.packages[0]?.id ?? ''
    const slip = await call('GET /api/fulfilment-orders/{id}/packing-slip', fulfilment())
    const label = await call('GET /api/packages/{id}/label', {
      params: { id: story.package },
      query: { language: 'zh' },
    })
    expect([await isPaper(slip), await isPaper(label)]).toEqual([true, true])
    expect(await onHand()).toEqual({ 'TEA MAIN': [10, 3, 7], 'CUP MAIN': [5, 1, 4] })
  })

  test('it leaves, and what was promised is gone from the shelf', async () => {
    const body = { packages: [{ id: story.package, trackingNumber: 'TL0001GB' }] }
    const shipped = await house.client.call('POST /api/fulfilment-orders/{id}/ship', {
      ...fulfilment(),
      body,
    })
    expect(shipped).toMatchObject({
      fulfilmentOrder: { state: 'shipped' },
      packages: [{ trackingNumber: 'TL0001GB' }],
    })
    expect(await house.client.call('GET /api/orders/{id}', order())).toMatchObject({
      fulfilment: 'shipped',
    })
    expect(await onHand()).toEqual({ 'TEA MAIN': [7, 0, 7], 'CUP MAIN': [4, 0, 4] })
  })

  test('the carrier tells of it, twice and out of order, until it is delivered', async () => {
    const now = Date.now()
    const event = (
      status: 'in_transit' | 'out_for_delivery' | 'delivered',
      minutesAgo: number,
    ) => ({
      trackingNumber: 'TL0001GB',
      status,
      at: new Date(now - minutesAgo * 60_000).toISOString(),
      place: 'London',
    })
    const events = [
      event('out_for_delivery', 2),
      event('in_transit', 3),
      event('in_transit', 3),
      event('delivered', 1),
    ]
    const told = await house.client.call('POST /api/tracking-events', { body: { events } })
    expect(told.outcomes.every(({ status }) => status < 300)).toBe(true)
    expect(told.outcomes.reduce((sum, { recorded = 0 }) => sum + recorded, 0)).toBe(3)
    const parcels = await house.client.call('GET /api/orders/{id}/packages', order())
    expect(parcels.tracking).toBe('delivered')
    expect(await house.client.call('GET /api/orders/{id}', order())).toMatchObject({
      fulfilment: 'delivered',
    })
  })

  test('one piece comes back, is credited, stands on the shelf again, and the money goes back', async () => {
    const body = { lines: [{ line: 1, quantity: 1 }], reason: 'wrong_taste' }
    const back = await house.client.call('POST /api/orders/{id}/return', { ...order(), body })
    expect(back).toMatchObject({ orderId: story.id, credit: 600, location: 'MAIN' })
    const refunded = await house.client.call('POST /api/orders/{id}/refunds', {
      ...order(),
      body: { amount: 600, method: 'card' },
    })
    expect(refunded).toMatchObject({
      aftersales: 'partly_returned',
      payment: 'partly_refunded',
      credited: 600,
    })
    expect(await onHand()).toEqual({ 'TEA MAIN': [8, 0, 8], 'CUP MAIN': [4, 0, 4] })
  })

  test('the stock is what it was at the start but for what the customer kept', async () => {
    const { lines } = await house.client.call('GET /api/orders/{id}', order())
    const kept = Object.fromEntries(
      lines.map(({ sku, delivered, returned }) => [sku, delivered - returned]),
    )
    expect(kept).toEqual({ TEA: 2, CUP: 1 })
    for (const [sku, start] of [
      ['TEA', 10],
      ['CUP', 5],
    ] as const) {
      const moved: Item<'GET /api/stock/movements'>[] = []
      for await (const movement of house.client.pages('GET /api/stock/movements', {
        sku,
        limit: 1,
      }))
        moved.push(movement)
      expect(moved.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(start - (kept[sku] ?? 0))
    }
  })

  test('its log tells the whole life in order: the order’s own pages, the log, and the stream agree', async () => {
    const { items } = await house.client.call('GET /api/orders/{id}/events', order())
    expect(items.map(({ type }) => type.replace('order.', ''))).toEqual([
      'placed',
      'allocated',
      'confirmed',
      'paid',
      'held',
      'hold_lifted',
      'released',
      'picked',
      'shipped',
      'delivered',
      'returned',
      'refunded',
    ])
    expect(items.map(({ version }) => version)).toEqual(items.map((_, index) => index + 1))
    expect(new Set(items.map(({ by }) => by)).size).toBe(1)
    const heard: Fact[] = []
    for await (const fact of house.client.stream({ after: story.beginning, topics: ['order.*'] })) {
      heard.push(fact)
      if (heard.length === items.length) break
    }
    expect(heard).toEqual(items)
  })

  test('whoever asks later finds it by a word that stood in it', async () => {
    await quiet(house.database)
    const found = await house.client.call('GET /api/orders', { query: { q: 'lovelace' } })
    expect(found.items.map(({ id }) => id)).toEqual([story.id])
  })

  test('the books agree to the last piece and penny', async () => {
    await quiet(house.database)
    const { checks, ok } = await verifyAll(house.database)
    expect(checks.flatMap(({ differences }) => differences)).toEqual([])
    expect(ok).toBe(true)
    expect(house.errors).toEqual([])
  })
})
