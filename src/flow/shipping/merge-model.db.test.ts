// Random steps on orders that may go in one parcel: whatever is asked in whatever order, no merge has one order only or two
// recipients, what is released goes whole, and every parcel is of one merge and leaves once.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { booksAgree } from '../../../test/shop.ts'
import { sql } from '../../base/platform/index.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
  await floor.stock('tea', 50_000)
})
afterAll(async () => {
  await floor.close()
})

const streets = ['1 Oak Lane', '2 Elm Row']
const names = [
  ...([
    'merge',
    'merge',
    'unmerge',
    'change',
    'change',
    'change',
    'cancel',
    'hold',
    'lift',
  ] as const),
  ...(['release', 'release', 'recall', 'pick', 'pick', 'pack', 'ship', 'leave', 'track'] as const),
]
type Name = (typeof names)[number]
type Step = { name: Name; one: number; two: number }
type Works = { id: string; state: string }[]

const address = (place: number) => {
  const street = streets[place % 2] as string
  return { name: 'Ada Byron', country: 'GB', city: 'Leeds', street }
}

/** Asks; what is refused is counted, what fails is not forgiven. */
async function ask(name: string, body?: object) {
  const answer = await floor.call(name, { ...(body && { body }) })
  expect(answer.status, JSON.stringify(answer.json)).toBeLessThan(500)
  return answer.status < 300
}

async function workOf(order: string, two: number): Promise<string> {
  const { items } = (await floor.ask(`GET /api/fulfilment-orders?order=${order}`)) as {
    items: Works
  }
  const open = items.filter(({ state }) => state !== 'recalled')
  return open[two % Math.max(1, open.length)]?.id ?? 'ful_00000000000000000000000000'
}

async function take({ name, one, two }: Step, ids: readonly string[]): Promise<boolean> {
  const id = ids[one % ids.length] as string
  const other = ids[two % ids.length] as string
  const order = `/api/orders/${id}`
  switch (name) {
    case 'merge':
      return await ask('POST /api/orders/merge', { orders: [id, other] })
    case 'unmerge':
      return await ask(`POST ${order}/unmerge`)
    case 'cancel':
      return await ask(`POST ${order}/cancel`, {})
    case 'change':
      return await ask(`POST ${order}/change`, { shipTo: address(two) })
    case 'hold':
      return await ask(`POST ${order}/hold`, { code: 'x', blocks: ['release'] })
    case 'lift':
      return await ask(`POST ${order}/lift`, {})
    case 'release':
      return await ask(`POST ${order}/release`, {})
    case 'leave':
      return await ask(`POST ${order}/ship`, {})
    case 'track': {
      const { items } = await floor.ask(`GET ${order}/packages`)
      const events = [
        { package: items[0]?.id ?? 'pkg_0', status: 'delivered', at: '2026-05-05T08:00:00Z' },
      ]
      return await ask('POST /api/tracking-events', { events })
    }
    default: {
      const body = name === 'pack' ? { packages: [{ weightG: 100 }] } : {}
      const named = name === 'recall' ? undefined : body
      return await ask(`POST /api/fulfilment-orders/${await workOf(id, two)}/${name}`, named)
    }
  }
}

/** What direct SQL says of merges and parcels after a step. */
async function whole(ids: readonly string[]): Promise<void> {
  const merges = await floor.rows<{ members: number; streets: number; open: number }>(sql`
    select count(*)::int as members, count(distinct ship_to->>'street')::int as streets,
      count(distinct (select sum(released) = 0 from orders.lines where order_id = id))::int as open
    from orders.orders where merge is not null and id = any(${ids}::text[]) group by merge`)
  for (const { members, streets: several, open } of merges) {
    expect(members).toBeGreaterThan(1)
    expect(several).toBe(1)
    expect(open).toBe(1)
  }
  const parcels = await floor.rows<{
    ways: number
    merges: number
    packages: number
    orders: number
  }>(sql`
    select count(distinct (carrier, tracking_number, shipped_at, delivered_at is null))::int as ways,
      count(distinct work.merge)::int as merges, count(*)::int as packages,
      count(distinct package.order_id)::int as orders
    from warehouse.packages package join warehouse.fulfilment_orders work on work.id = fulfilment_order_id
    where parcel is not null and package.order_id = any(${ids}::text[]) group by parcel`)
  for (const { ways, merges: several, packages, orders } of parcels) {
    expect([ways, several]).toEqual([1, 1])
    expect(packages).toBeGreaterThan(1)
    expect(orders).toBeGreaterThan(1)
  }
}

const step = fc.record({ name: fc.constantFrom(...names), one: fc.nat(3), two: fc.nat(3) })

/** Few random ways lead to a parcel that is ready: every second run begins there. */
const ready: Step[] = [
  { name: 'release', one: 0, two: 0 },
  ...[0, 1, 2].map((one) => ({ name: 'pick' as const, one, two: 0 })),
]
const runs = fc.tuple(fc.boolean(), fc.array(step, { minLength: 15, maxLength: 30, size: 'max' }))

test('whatever is asked in whatever order, merges and parcels stay whole, and the books agree', async () => {
  const done = new Map<Name, number>()
  await fc.assert(
    fc.asyncProperty(runs, async ([begun, steps]) => {
      const ids: string[] = []
      for (const place of [0, 0, 0, 1]) {
        const lines = [{ sku: 'tea', quantity: 1 }]
        ids.push((await floor.confirmed(lines, { shipTo: address(place) })).id)
      }
      await ask('POST /api/orders/merge', { orders: ids.slice(0, 3) })
      for (const one of begun ? [...ready, ...steps] : steps) {
        if (await take(one, ids)) done.set(one.name, (done.get(one.name) ?? 0) + 1)
        await whole(ids)
      }
    }),
    { numRuns: 20, seed: 19 },
  )
  expect(floor.errors).toEqual([])
  await booksAgree(floor.database)
  for (const name of ['change', 'unmerge', 'recall', 'pack', 'ship'] as const)
    expect(done.get(name) ?? 0, name).toBeGreaterThan(0)
})
