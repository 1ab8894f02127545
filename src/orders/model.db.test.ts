// Random sequences of commands on the real database beside a small model of counts: both must agree after every step.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  accepted,
  booksAgree,
  cause,
  openShop,
  ordering,
  request,
  type Shop,
} from '../../test/shop.ts'
import { isRefusal, newId, sql } from '../base/platform/index.ts'
import { endReservations, postMovements, reserveStock } from '../ground/stock/index.ts'
import type { Asked } from './act.ts'
import type { Performed } from './perform.ts'

const skus = ['apple', 'pear'] as const
type Sku = (typeof skus)[number]
type Stock = { onHand: number; allocated: number; reserved: number }
type One = {
  id: string
  sku: Sku
  status: 'received' | 'confirmed' | 'closed' | 'cancelled'
  ordered: number
  cancelled: number
  released: number
  picked: number
  shipped: number
  delivered: number
  returned: number
}
type Model = { stock: Record<Sku, Stock>; orders: One[] }

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ apple: { main: 12, side: 8 }, pear: { main: 6, side: 0 } })
})
afterAll(async () => {
  await shop.close()
})

const free = ({ onHand, allocated, reserved }: Stock) => onHand - allocated - reserved

const names = ['confirm', 'change', 'cancel', 'ship', 'deliver', 'return'] as const
const told = ['release', 'recall', 'pick'] as const
type Name = (typeof names)[number] | (typeof told)[number]

/** What the model expects of a command on an order: whether it is allowed, and what it then changes. */
const expectations: Record<
  Name,
  {
    allowed(one: One, quantity: number): boolean
    change(one: One, stock: Stock, quantity: number, unreleased: number): void
  }
> = {
  confirm: {
    allowed: ({ status }) => status === 'received',
    change: (one) => {
      one.status = 'confirmed'
    },
  },
  change: {
    allowed: ({ status, ordered, cancelled, shipped }) =>
      status === 'received' || (status === 'confirmed' && shipped < ordered - cancelled),
    change: () => {},
  },
  cancel: {
    allowed: ({ status, ordered, cancelled, released }, quantity) =>
      status !== 'cancelled' && quantity <= ordered - cancelled - released,
    change: (one, stock, quantity) => {
      one.cancelled += quantity
      stock.allocated -= quantity
      settle(one)
    },
  },
  release: {
    allowed: ({ status, ordered, cancelled, released }, quantity) =>
      status === 'confirmed' && quantity <= ordered - cancelled - released,
    change: (one, _, quantity) => {
      one.released += quantity
    },
  },
  recall: {
    allowed: ({ status, released, picked }, quantity) =>
      status === 'confirmed' && quantity <= released - picked,
    change: (one, _, quantity) => {
      one.released -= quantity
    },
  },
  pick: {
    allowed: ({ status, released, picked }, quantity) =>
      (status === 'confirmed' || status === 'closed') && quantity <= released - picked,
    change: (one, _, quantity) => {
      one.picked += quantity
    },
  },
  ship: {
    allowed: ({ status, ordered, cancelled, shipped }, quantity) =>
      status === 'confirmed' && quantity <= ordered - cancelled - shipped,
    // Of what leaves, the stock knows where it stood and what of it was told: only the sum is the model's.
    change: (one, stock, quantity, unreleased) => {
      one.shipped += quantity
      one.released += unreleased
      one.picked = Math.max(one.picked, one.shipped)
      stock.allocated -= quantity
      stock.onHand -= quantity
    },
  },
  deliver: {
    allowed: ({ status, shipped, delivered }, quantity) =>
      (status === 'confirmed' || status === 'closed') && quantity <= shipped - delivered,
    change: (one, _, quantity) => {
      one.delivered += quantity
      settle(one)
    },
  },
  return: {
    allowed: ({ status, delivered, returned }, quantity) =>
      (status === 'confirmed' || status === 'closed') && quantity <= delivered - returned,
    change: (one, stock, quantity) => {
      one.returned += quantity
      stock.onHand += quantity
    },
  },
}

function settle(one: One): void {
  const left = one.ordered - one.cancelled
  if (left === 0) one.status = 'cancelled'
  else if (one.delivered === left && one.status === 'confirmed') one.status = 'closed'
}

let notes = 0

function asked(type: Name, quantity: number): Asked {
  const pieces = [{ line: 1, quantity }]
  if (type === 'confirm') return { type }
  if (type === 'change') return { type, note: `note ${++notes}` }
  if (type === 'cancel') return { type, reason: 'changed', pieces }
  if (type === 'return') return { type, reason: 'unwanted', pieces, restockedAt: 'side' }
  if (type === 'deliver') return { type, pieces }
  return { type, pieces: [{ line: 1, quantity, location: '' }] }
}

/** One step: does it on both sides, and notes whether it was allowed. */
type Step = (model: Model) => Promise<boolean>

const place =
  (sku: Sku, quantity: number): Step =>
  async (model) => {
    const [outcome] = await shop.place([ordering({ [sku]: quantity })])
    const allowed = quantity <= free(model.stock[sku])
    expect(isRefusal(outcome ?? {})).toBe(!allowed)
    if (!allowed) return false
    model.stock[sku].allocated += quantity
    const counts = { cancelled: 0, released: 0, picked: 0, shipped: 0, delivered: 0, returned: 0 }
    model.orders.push({
      id: accepted(outcome).id,
      sku,
      status: 'received',
      ordered: quantity,
      ...counts,
    })
    return true
  }

const command =
  (type: Name, which: number, quantity: number): Step =>
  async (model) => {
    const one = model.orders.at(-1 - (which % Math.max(1, model.orders.length)))
    if (!one) return false
    const [outcome] = await shop.perform([request(one.id, asked(type, quantity))])
    const allowed = expectations[type].allowed(one, quantity)
    expect(isRefusal(outcome ?? {}), `${type} ${quantity} of ${JSON.stringify(one)}`).toBe(!allowed)
    if (allowed)
      expectations[type].change(
        one,
        model.stock[one.sku],
        quantity,
        unreleasedOf(accepted(outcome)),
      )
    return allowed
  }

function unreleasedOf({ fact }: Performed): number {
  if (fact.type !== 'order.shipped') return 0
  return fact.data.pieces.reduce((sum, { unreleased = 0 }) => sum + unreleased, 0)
}

const move =
  (sku: Sku, location: string, quantity: number): Step =>
  async (model) => {
    const movement = { sku, location, quantity, cause: 'counted', reference: null }
    const [outcome] = await shop.database.begin((tx) => postMovements(tx, [movement], cause))
    const allowed = !isRefusal(outcome ?? {})
    // Where the claims stand is the book's affair; that they are covered is everyone's.
    if (quantity > 0) expect(allowed).toBe(true)
    if (-quantity > free(model.stock[sku])) expect(allowed).toBe(false)
    if (allowed) model.stock[sku].onHand += quantity
    return allowed
  }

const reserve =
  (sku: Sku, quantity: number): Step =>
  async (model) => {
    const lines = [{ sku, quantity }]
    const one = { id: newId('rsv'), lines, expiresAt: new Date(0), by: 'u', command: 'c' }
    const [outcome] = await shop.database.begin((tx) => reserveStock(tx, [one], cause.at))
    const allowed = quantity <= free(model.stock[sku])
    expect(isRefusal(outcome ?? {})).toBe(!allowed)
    if (allowed) model.stock[sku].reserved += quantity
    return allowed
  }

const lapse: Step = async (model) => {
  await shop.database.begin((tx) => endReservations(tx, 'expired', cause))
  for (const sku of skus) model.stock[sku].reserved = 0
  return true
}

/** What direct SQL says after a step: counts as the model has them, and nothing promised that is not there. */
async function agrees({ stock, orders }: Model): Promise<void> {
  const [levels, lines] = await shop.database.read((tx) =>
    Promise.all([
      tx.rows<Stock & { sku: Sku }>(sql`
        select sku, sum(on_hand)::int as "onHand", sum(allocated)::int as allocated, sum(reserved)::int as reserved
        from stock.levels group by sku order by sku`),
      tx.rows(sql`
        select id, sku, status, ordered, cancelled, released, picked, shipped, delivered, returned
        from orders.orders join orders.lines on order_id = id
        where id = any(${orders.map(({ id }) => id)}::text[])`),
    ]),
  )
  expect(levels).toEqual(skus.map((sku) => ({ sku, ...stock[sku] })))
  const byId = (a: object, b: object) => ((a as One).id < (b as One).id ? -1 : 1)
  expect([...lines].sort(byId)).toEqual([...orders].sort(byId))
  for (const sku of skus) expect(free(stock[sku])).toBeGreaterThanOrEqual(0)
}

const sku = fc.constantFrom(...skus)
const few = fc.integer({ min: 1, max: 4 })
const steps = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(sku, fc.integer({ min: 1, max: 9 })).map(([s, n]) => place(s, n)),
  },
  {
    weight: 12,
    arbitrary: fc
      .tuple(
        fc.constantFrom<Name[]>(
          ...(['confirm', 'change', 'cancel', 'release', 'release'] as const),
          ...(['recall', 'pick', 'ship', 'ship', 'deliver', 'return'] as const),
        ),
        fc.nat(3),
        few,
      )
      .map(([type, which, n]) => command(type, which, n)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(sku, fc.constantFrom('main', 'side'), fc.constantFrom(-5, -3, -1, 1, 2, 4))
      .map(([s, location, n]) => move(s, location, n)),
  },
  { weight: 1, arbitrary: fc.tuple(sku, few).map(([s, n]) => reserve(s, n)) },
  { weight: 1, arbitrary: fc.constant(lapse) },
)

test('whatever is asked in whatever order, the database does what the model of counts does', async () => {
  const total = { allowed: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 60, size: 'max' }), async (sequence) => {
      const model = await modelOfNow()
      for (const step of sequence) {
        if (await step(model)) total.allowed++
        else total.refused++
        await agrees(model)
      }
      await booksAgree(shop.database)
    }),
    { numRuns: 25, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: false },
  )
  expect(total.allowed).toBeGreaterThan(50)
  expect(total.refused).toBeGreaterThan(50)
})

/** Each run begins where the last one ended, without its orders: the stock is kept, so that no run starts from the same. */
async function modelOfNow(): Promise<Model> {
  const levels = await shop.database.read((tx) =>
    tx.rows<Stock & { sku: Sku }>(sql`
      select sku, sum(on_hand)::int as "onHand", sum(allocated)::int as allocated, sum(reserved)::int as reserved
      from stock.levels group by sku`),
  )
  const stock = Object.fromEntries(levels.map(({ sku: name, ...counts }) => [name, counts]))
  return { stock: stock as Model['stock'], orders: [] }
}
