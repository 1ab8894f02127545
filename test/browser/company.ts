// A small company with life in it for the browser tests: orders in every state, money, returns, a document with a broken row,
// and a person of every role. Made through the API, as its users would.
import type { Client } from '../../src/outside/client/index.ts'
import { type House, stockUp } from '../house.ts'
import { invite } from './people.ts'

const buyers = ['Ada Lovelace', '张伟', 'Emmy Noether', '刘洋', 'Sofia Kovalevskaya', '黄丽华']

/** What the tests speak about by name. */
export type Company = {
  orders: string[]
  held: string
  confirmed: string
  shipped: string
  document: string
}

/** Fills an empty house. The first ten orders stay untouched, the rest are at every step of the flow. */
export async function openCompany(house: House): Promise<Company> {
  await stockUp(house)
  const { client } = house
  await invite(client)
  await sellWithoutStock(client)
  await setUp(client)
  const orders = await placeAll(client)
  const [held, paid, shipped, delivered, returned, cancelled, waiting] = orders.slice(10) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const of = (id: string) => ({ params: { id } })
  const hold = { code: 'address', note: '门牌号不全 / no house number' }
  await client.call('POST /api/orders/{id}/hold', { ...of(held), body: hold })
  for (const id of [paid, shipped, delivered, returned, waiting])
    await client.call('POST /api/orders/{id}/confirm', { ...of(id), body: {} })
  const money = { amount: 500, method: 'card', reference: 'CH-1' }
  for (const id of [paid, returned])
    await client.call('POST /api/orders/{id}/payments', { ...of(id), body: money })
  for (const id of [shipped, delivered, returned]) await ship(client, id)
  for (const id of [delivered, returned])
    await client.call('POST /api/orders/{id}/deliver', { ...of(id), body: {} })
  const back = { lines: [{ line: 1, quantity: 1 }] }
  await client.call('POST /api/orders/{id}/return', { ...of(returned), body: back })
  await client.call('POST /api/orders/{id}/cancel', { ...of(cancelled), body: {} })
  return { orders, held, confirmed: paid, shipped, document: await importBook(client) }
}

/** A pot that nobody has on the shelf: who orders it waits. */
async function sellWithoutStock(client: Client): Promise<void> {
  const name = { zh: '紫砂壶', en: 'Clay pot' }
  await client.call('PUT /api/variants', {
    body: { variants: [{ sku: 'POT', name, policy: 'backorder' }] },
  })
  await client.call('POST /api/prices', {
    body: { prices: [{ sku: 'POT', priceList: 'gbp', amount: 2_800 }] },
  })
}

async function setUp(client: Client): Promise<void> {
  const channels = {
    web: { zh: '网店', en: 'Web shop' },
    phone: { zh: '电话', en: 'Telephone' },
  }
  for (const [code, name] of Object.entries(channels))
    await client.call('PUT /api/settings/{kind}/{code}', {
      params: { kind: 'channel', code },
      body: { name, promiseHours: 48, active: true },
    })
}

async function placeAll(client: Client): Promise<string[]> {
  const bodies = Array.from({ length: 40 }, (_, n) => orderOf(n))
  const { outcomes } = await client.call('POST /api/orders/batch', { body: { orders: bodies } })
  return outcomes.map(({ order }, n) => {
    if (!order) throw new Error(`order ${n} was refused`)
    return order.id
  })
}

function orderOf(n: number) {
  const name = buyers[n % buyers.length] ?? ''
  const chinese = n % 2 === 1
  return {
    channel: n % 3 === 0 ? 'phone' : 'web',
    currency: 'GBP',
    externalRef: `WEB-${1000 + n}`,
    customer: {
      name,
      email: `buyer${n % buyers.length}@example.com`,
      phone: `+44 20 7946 001${n % buyers.length}`,
    },
    shipTo: chinese
      ? {
          name,
          country: 'CN',
          region: '浙江省',
          city: '杭州市',
          street: `文三路 ${n} 号`,
          postcode: '310012',
        }
      : {
          name,
          country: 'GB',
          city: 'London',
          street: `${n} Analytical Road`,
          postcode: 'SW1A 1AA',
        },
    lines: [
      { sku: 'TEA', quantity: 1 + (n % 3) },
      ...(n % 4 === 0 ? [{ sku: 'CUP', quantity: 1 }] : []),
      ...(n % 16 === 0 ? [{ sku: 'POT', quantity: 1 }] : []),
    ],
    charges: [{ code: 'shipping', amount: 395 }],
    ...(n % 5 === 0 && { note: '请在下午送 / afternoon please' }),
    promisedFor: promise(n),
  }
}

/** Every seventh order is late by some hours; the others have one to three days. */
function promise(n: number): string {
  const hours = n % 7 === 3 ? -5 - n : 24 + (n % 3) * 24
  return new Date(Date.now() + hours * 3_600_000).toISOString()
}

async function ship(client: Client, id: string): Promise<void> {
  const asked = { params: { id } }
  const { fulfilmentOrders } = await client.call('POST /api/orders/{id}/release', asked)
  for (const { id: fulfilment } of fulfilmentOrders) {
    const of = { params: { id: fulfilment } }
    await client.call('POST /api/fulfilment-orders/{id}/pick', { ...of, body: {} })
    await client.call('POST /api/fulfilment-orders/{id}/pack', {
      ...of,
      body: { packages: [{ weightG: 480 }] },
    })
    await client.call('POST /api/fulfilment-orders/{id}/ship', { ...of, body: {} })
  }
}

/** An order book of three rows, the second of them with a quantity that is none. */
export const brokenBook = [
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  '536365,TEA,Tea,6,2010-12-01 08:26:00,2.55,17850,United Kingdom',
  '536366,CUP,Cup,six,2010-12-01 08:28:00,1.85,17850,United Kingdom',
  '536367,TEA,Tea,2,2010-12-01 08:34:00,2.55,13047,United Kingdom',
  '',
].join('\n')

/** Sends the broken order book; the answer is its document. */
export async function importBook(client: Client): Promise<string> {
  const { id } = await client.call('POST /api/imports', {
    query: { name: 'book.csv' },
    body: brokenBook as never,
    contentType: 'text/csv',
  })
  return id
}
