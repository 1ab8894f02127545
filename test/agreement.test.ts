// Many hands on few orders, by every door at once: afterwards the order, the warehouse and the packages tell one story.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from '../src/base/platform/index.ts'
import { type Floor, openFloor } from './floor.ts'
import { booksAgree } from './shop.ts'

let floor: Floor
beforeEach(async () => {
  floor = await openFloor()
  await floor.stock('tea', 200)
  await floor.stock('tea', 200, 'NORTH')
  await floor.stock('cup', 200)
})
afterEach(async () => {
  expect(floor.errors).toEqual([])
  await floor.close()
})

/** A chance of its own for each hand, the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
}

type Roll = (below: number) => number
type Deed = (id: string, roll: Roll) => Promise<unknown>

const post = (path: string, body: object = {}) => floor.call(`POST ${path}`, { body })
const fewOf = (line: number, roll: Roll) => [{ line, quantity: 1 + roll(4) }]

async function someFulfilmentOrder(order: string, roll: Roll): Promise<string> {
  const { items } = await floor.ask(`GET /api/fulfilment-orders?order=${order}`)
  return `/api/fulfilment-orders/${items[roll(items.length)]?.id ?? 'ful_00000000000000000000000000'}`
}

const byTheBook: Deed[] = [
  (id) => post(`/api/orders/${id}/release`),
  (id) => post(`/api/orders/${id}/allocate`, { lines: [{ line: 1, quantity: 1 }] }),
  async (id, roll) =>
    post(`${await someFulfilmentOrder(id, roll)}/pick`, { lines: fewOf(1 + roll(2), roll) }),
  async (id, roll) => post(`${await someFulfilmentOrder(id, roll)}/pick`),
  async (id, roll) => {
    const packages = [{ weightG: 1, lines: fewOf(1 + roll(2), roll) }]
    return await post(`${await someFulfilmentOrder(id, roll)}/pack`, { packages })
  },
  async (id, roll) =>
    post(`${await someFulfilmentOrder(id, roll)}/pack`, { packages: [{ weightG: 1 }] }),
  async (id, roll) => post(`${await someFulfilmentOrder(id, roll)}/ship`),
  async (id, roll) => {
    const { items } = await floor.ask(`GET /api/packages?order=${id}`)
    const at = '2026-05-05T09:00:00Z'
    const events = [{ package: items[roll(items.length)]?.id, status: 'delivered', at }]
    return items.length === 0 ? null : await post('/api/tracking-events', { events })
  },
]
const byHand: Deed[] = [
  (id, roll) => post(`/api/orders/${id}/ship`, { lines: fewOf(1 + roll(2), roll) }),
  (id, roll) => post(`/api/orders/${id}/deliver`, { lines: fewOf(1 + roll(2), roll) }),
]

async function storm(deeds: readonly Deed[]): Promise<string[]> {
  const orders: string[] = []
  for (let index = 0; index < 4; index++) {
    const lines = [
      { sku: 'tea', quantity: 58 - index },
      { sku: 'cup', quantity: 12 },
    ]
    orders.push((await floor.confirmed(lines)).id)
  }
  await Promise.all(
    [1, 2, 3, 4].map(async (seed) => {
      const roll = chance(seed)
      for (let deed = 0; deed < 60; deed++)
        await deeds[roll(deeds.length)]?.(orders[roll(orders.length)] as string, roll)
    }),
  )
  await floor.followAll()
  return orders
}

type Story = {
  released: number
  picked: number
  shipped: number
  delivered: number
  asked: number
  pickedThere: number
  shippedThere: number
  inPackages: number
  arrived: number
  unreleased: number
  byHand: number
}

/** What each book says of every order line. */
async function stories(): Promise<Story[]> {
  return await floor.rows<Story>(sql`
    select released, picked, shipped, delivered,
      coalesce(there.asked, 0)::int as asked, coalesce(there.picked_there, 0)::int as "pickedThere",
      coalesce(there.shipped_there, 0)::int as "shippedThere", coalesce(left_house.pieces, 0)::int as "inPackages",
      coalesce(left_house.arrived, 0)::int as arrived, coalesce(told.unreleased, 0)::int as unreleased,
      coalesce(told.by_hand, 0)::int as "byHand"
    from orders.lines as line
    left join lateral (
      select sum(l.quantity) as asked, sum(l.picked) as picked_there, sum(l.shipped) as shipped_there
      from warehouse.fulfilment_orders f join warehouse.lines l on l.fulfilment_order_id = f.id
      where f.order_id = line.order_id and l.line = line.line) as there on true
    left join lateral (
      select sum(l.quantity) as pieces, sum(l.delivered) as arrived
      from warehouse.packages p join warehouse.package_lines l on l.package_id = p.id
      where p.order_id = line.order_id and l.line = line.line and p.shipped_at is not null) as left_house on true
    left join lateral (
      select sum((piece->>'unreleased')::int) as unreleased,
        sum((piece->>'quantity')::int) filter (where data->>'package' is null) as by_hand
      from platform.facts, json_array_elements(data->'pieces') as piece
      where stream = line.order_id and type = 'order.shipped' and (piece->>'line')::int = line.line) as told on true`)
}

function agree(story: Story): void {
  expect(story.asked + story.unreleased).toBe(story.released)
  expect(story.shippedThere + story.unreleased).toBe(story.shipped)
  expect(story.inPackages).toBe(story.shipped)
  expect(story.arrived).toBeLessThanOrEqual(story.delivered)
}

test('while everybody keeps to the steps, every book says the same of every line', async () => {
  await storm(byTheBook)
  const told = await stories()
  expect(told.reduce((sum, { shipped }) => sum + shipped, 0)).toBeGreaterThan(0)
  expect(told.reduce((sum, { delivered }) => sum + delivered, 0)).toBeGreaterThan(0)
  for (const story of told) {
    agree(story)
    expect(story.unreleased).toBe(0)
    expect(story.pickedThere).toBe(story.picked)
    expect(story.arrived).toBe(story.delivered)
  }
  await booksAgree(floor.database)
})

test('the books agree too when pieces leave and arrive by hand beside the steps', async () => {
  await storm([...byTheBook, ...byHand])
  const told = await stories()
  expect(told.reduce((sum, { byHand }) => sum + byHand, 0)).toBeGreaterThan(0)
  expect(
    told.reduce((sum, { inPackages, byHand }) => sum + inPackages - byHand, 0),
  ).toBeGreaterThan(0)
  for (const story of told) {
    agree(story)
    expect(story.picked).toBeLessThanOrEqual(story.pickedThere + story.byHand)
  }
  await booksAgree(floor.database)
})

test('a fulfilment order or a package that was changed behind its log is found', async () => {
  const { one, fulfilmentOrder } = await floor.sent([{ sku: 'tea', quantity: 1 }])
  await booksAgree(floor.database)
  await floor.run(sql`update warehouse.fulfilment_orders set state = 'packed'`)
  await expect(booksAgree(floor.database)).rejects.toThrow(fulfilmentOrder.id)
  await floor.run(sql`update warehouse.fulfilment_orders set state = 'shipped'`)
  await floor.run(sql`update warehouse.packages set tracking_number = 'OTHER'`)
  await expect(booksAgree(floor.database)).rejects.toThrow(one.id)
})
