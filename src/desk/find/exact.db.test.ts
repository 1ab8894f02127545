// What is searched for outright stands first, and the pages behind it stay as they are.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, openShop, ordering, type Shop } from '../../../test/shop.ts'
import { isRefusal } from '../../base/platform/index.ts'
import type { Order } from '../../orders/index.ts'
import { listDesk } from './exact.ts'
import { findFollowers } from './follow.ts'
import type { OrderFilter } from './pages.ts'

let shop: Shop
let wanted: Order
let others: Order[]

const nowhere = { after: { tx: '0', position: 0 }, upTo: { tx: '0', position: 0 } }

beforeAll(async () => {
  shop = await openShop({ 'apple-red-500': { main: 100 } })
  const place = async (...refs: string[]) => {
    const orders = refs.map((externalRef) => ordering({ 'apple-red-500': 1 }, { externalRef }))
    return (await shop.place(orders)).map((order) => accepted(order) as Order)
  }
  const [first] = await place('WEB-5')
  wanted = first as Order
  // Younger ones, which have the digits of its number too.
  others = await place(...['a', 'b', 'c'].map((letter) => `X${wanted.number}-${letter}`))
  const news = [wanted, ...others].map(({ id }) => ({ stream: id, from: 1, to: 2 }))
  for (const follower of findFollowers)
    await shop.database.begin((tx) => follower.handle(tx, news, nowhere))
})
afterAll(async () => await shop.close())

async function desk(filter: Partial<OrderFilter>, channels: string[] | null = null) {
  const page = await shop.database.read((tx) => listDesk(tx, { limit: 50, ...filter }, channels))
  if (isRefusal(page)) throw new Error(page.refused)
  const ids = (orders: { id: string }[]) => orders.map(({ id }) => id)
  return { exact: ids(page.exact), items: ids(page.items), next: page.next }
}

test.each([
  ['a number', () => String(wanted.number)],
  ['a number as people write it', () => `#${wanted.number}`],
  [
    'a number of full width',
    () => String(wanted.number).replace(/\d/g, (digit) => `０１２３４５６７８９`[+digit] ?? ''),
  ],
  ['the number of the sender, in small letters', () => 'web-5'],
  ['an id', () => wanted.id],
])('%s names an order outright', async (_, q) => {
  expect((await desk({ q: q() })).exact).toEqual([wanted.id])
})

test('what is found by a part is named by nothing, and so is what the filter or the rights leave out', async () => {
  const q = String(wanted.number)
  for (const filter of [{ q: q.slice(1) }, {}, { q, bucket: 'cancelled' }, { q, channel: 'phone' }])
    expect((await desk(filter as Partial<OrderFilter>)).exact).toEqual([])
  expect((await desk({ q }, ['phone'])).exact).toEqual([])
})

test('the pages behind it show every order that is found once, whatever their size', async () => {
  const q = String(wanted.number)
  const all = [wanted, ...others]
    .map(({ id }) => id)
    .sort()
    .reverse()
  for (const limit of [1, 2, 3, 4]) {
    const items: string[] = []
    let page = await desk({ q, limit })
    expect(page.exact).toEqual([wanted.id])
    for (;;) {
      items.push(...page.items)
      if (page.next === null) break
      page = await desk({ q, limit, cursor: page.next })
      expect(page.exact).toEqual([])
    }
    expect(items).toEqual(all)
  }
})
