// Where orders stand while parts of them go on: the desk's queues, their counts and what is told of the rest agree.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  accepted,
  booksAgree,
  cause,
  openShop,
  placed,
  request,
  type Shop,
} from '../../../test/shop.ts'
import { isRefusal, migrate, sql } from '../../base/platform/index.ts'
import { postMovements } from '../../ground/stock/index.ts'
import {
  type Asked,
  foldTallies,
  type Order,
  orderView,
  queues,
  readOrders,
} from '../../orders/index.ts'
import { countOrders } from './counts.ts'
import { listOrders, type OrderSummary } from './list.ts'

const sku = 'later'
let shop: Shop
beforeAll(async () => {
  shop = await openShop({ [sku]: { main: 3 } })
})
afterAll(async () => {
  await booksAgree(shop.database)
  await shop.close()
})

const pieces = (quantity: number) => [{ line: 1, quantity, location: '' }]
const receive = (quantity: number) =>
  shop.database.begin((tx) =>
    postMovements(
      tx,
      [{ sku, location: 'main', quantity, cause: 'received', reference: null }],
      cause,
    ),
  )

/** Every order by the queue whose list shows it; each in one list at most, and as many as are counted. */
async function inQueues(): Promise<Map<string, OrderSummary>> {
  return await shop.database.read(async (tx) => {
    const { counts } = await countOrders(tx, { channels: null })
    const found = new Map<string, OrderSummary>()
    for (const bucket of queues.standingBuckets) {
      const page = await listOrders(tx, { bucket, limit: 1_000 }, null)
      if (isRefusal(page)) throw new Error(page.refused)
      expect([bucket, page.items.length]).toEqual([bucket, counts.buckets[bucket]])
      for (const item of page.items) {
        expect([item.queue, found.has(item.id)]).toEqual([bucket, false])
        found.set(item.id, item)
      }
    }
    return found
  })
}

/** What the list tells of an order, which must be what is told of it alone. */
async function told(id: string) {
  const row = (await inQueues()).get(id)
  const order = (await shop.database.read((tx) => readOrders(tx, [id]))).get(id)
  if (!row || !order) throw new Error('the order is in no queue')
  const alone = orderView(order)
  for (const key of ['queue', 'step', 'fulfilment', 'restWaitsFor', 'units'] as const)
    expect([key, row[key]]).toEqual([key, alone[key]])
  for (const key of ['toSend', 'toAllocate', 'toRelease'] as const)
    expect([key, row[key]]).toEqual([key, alone[key]])
  return [row.queue, row.fulfilment, row.restWaitsFor, row.toAllocate, row.toRelease]
}

test('an order of which parts go on stays where its rest waits: short, split, called back, sent, cancelled', async () => {
  const { id } = await placed(shop, { [sku]: 5 })
  const after = async (command: Asked) => {
    accepted((await shop.perform([request(id, command)]))[0])
    return await told(id)
  }
  expect(await told(id)).toEqual(['to_confirm', 'partly_allocated', 'stock', 2, 3])
  expect(await after({ type: 'confirm' })).toEqual(['waiting', 'partly_allocated', 'stock', 2, 3])
  expect(await after({ type: 'release', pieces: pieces(2) })).toEqual([
    ...['waiting', 'partly_released', 'stock', 2, 1],
  ])
  await receive(2)
  expect(await after({ type: 'allocate' })).toEqual([
    ...['to_release', 'partly_released', 'release', 0, 3],
  ])
  expect(await after({ type: 'recall', pieces: pieces(2) })).toEqual([
    ...['to_release', 'allocated', null, 0, 5],
  ])
  expect(await after({ type: 'ship', pieces: pieces(1) })).toEqual([
    ...['to_release', 'partly_shipped', 'release', 0, 4],
  ])
  expect(await after({ type: 'release' })).toEqual([
    ...['in_warehouse', 'partly_shipped', null, 0, 0],
  ])
  expect(await after({ type: 'recall', pieces: pieces(3) })).toEqual([
    ...['to_release', 'partly_shipped', 'release', 0, 3],
  ])
  expect(await after({ type: 'deliver' })).toEqual([
    ...['to_release', 'partly_delivered', 'release', 0, 3],
  ])
  expect(await after({ type: 'cancel', reason: 'r', pieces: [{ line: 1, quantity: 3 }] })).toEqual([
    ...['in_warehouse', 'partly_delivered', null, 0, 0],
  ])
  expect(await after({ type: 'ship' })).toEqual(['shipped', 'partly_delivered', null, 0, 0])
  expect(await after({ type: 'deliver' })).toEqual(['delivered', 'delivered', null, 0, 0])
})

/** The rule once more, piece by piece, over the rows of the lines. */
function expected({ status, holds, lines }: Order): string | null {
  const open = status === 'received' || status === 'confirmed'
  if (!open) return status === 'cancelled' ? 'cancelled' : 'delivered'
  if (holds.length > 0) return 'held'
  if (status === 'received') return 'to_confirm'
  const some = (left: (line: Order['lines'][number]) => number) =>
    lines.some((line) => left(line) > 0)
  if (some((line) => line.ordered - line.cancelled - line.allocated)) return 'waiting'
  if (some((line) => line.allocated - line.released)) return 'to_release'
  return some((line) => line.released - line.shipped) ? 'in_warehouse' : 'shipped'
}

/** Each command with what it takes and nothing else: the rest would stand in the log. */
function moving(
  type: 'release' | 'recall' | 'pick' | 'ship' | 'deliver' | 'cancel',
  count: number,
): Asked {
  const there = pieces(count)
  const anywhere = there.map(({ line, quantity }) => ({ line, quantity }))
  if (type === 'cancel') return { type, reason: 'r', pieces: anywhere }
  return type === 'deliver' ? { type, pieces: anywhere } : { type, pieces: there }
}

const quantity = fc.integer({ min: 1, max: 4 })
const commands = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Asked>({ type: 'confirm' }) },
  { weight: 2, arbitrary: fc.constant<Asked>({ type: 'allocate' }) },
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.constantFrom('release', 'recall', 'pick', 'ship', 'deliver', 'cancel'), quantity)
      .map(([type, n]) => moving(type, n)),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Asked>({
      type: 'hold',
      hold: { id: 'hld_1', code: 'check', blocks: ['ship'] },
    }),
  },
  { weight: 1, arbitrary: fc.constant<Asked>({ type: 'lift', hold: 'hld_1' }) },
)
const lives = fc.array(
  fc.record({
    ordered: fc.integer({ min: 1, max: 6 }),
    received: fc.nat(4),
    commands: fc.array(commands, { maxLength: 12, size: 'max' }),
  }),
  { minLength: 1, maxLength: 8 },
)

test('whatever becomes of orders, each stands in one queue, and a queue counts the rows it shows', async () => {
  const seen = new Set<string | null>()
  await fc.assert(
    fc.asyncProperty(lives, async (all) => {
      for (const life of all) {
        const { id } = await placed(shop, { [sku]: life.ordered })
        if (life.received > 0) await receive(life.received)
        await shop.perform(life.commands.map((command) => request(id, command)))
      }
      const found = await inQueues()
      const orders = await shop.database.read(async (tx) => {
        const ids = await tx.rows<{ id: string }>(sql`select id from orders.orders`)
        return await readOrders(
          tx,
          ids.map(({ id }) => id),
        )
      })
      for (const [id, order] of orders) {
        const queue = found.get(id)?.queue ?? null
        expect([order, queue]).toEqual([order, expected(order)])
        seen.add(queue)
      }
      await shop.database.begin(foldTallies)
      expect([...(await inQueues()).keys()]).toEqual([...found.keys()])
    }),
    { numRuns: 25, seed: 20 },
  )
  expect([...seen].sort()).toEqual([...queues.standingBuckets].sort())
})

test('orders from before are put where they belong, and counted so, when the database is brought up to date', async () => {
  const before = await inQueues()
  const { id } = await placed(shop, { [sku]: 1 })
  await shop.database.begin(async (tx) => {
    // As it was: no column for the rest, one word for what is released whole or in part, tallies without the rest.
    await tx.run(sql`alter table orders.orders drop column rest`)
    await tx.run(sql`
      update orders.orders set fulfilment = 'released' where fulfilment = 'partly_released'`)
    await tx.run(sql`alter table orders.tally_changes drop column rest`)
    await tx.run(sql`delete from orders.tallies`)
    await tx.run(sql`alter table orders.tallies drop column rest`)
    await tx.run(sql`
      alter table orders.tallies add constraint tallies_pkey
        primary key (channel, currency, status, fulfilment, held)`)
    await tx.run(sql`
      delete from public.throughline_migrations where name = '0022_rest.sql'`)
  })
  expect(await migrate(shop.url)).toEqual(['0022_rest.sql'])
  const after = await inQueues()
  const stood = [...before].map(([known, { queue, step }]) => [known, queue, step])
  expect(stood.map(([known]) => [known, after.get(String(known))?.queue])).toEqual(
    stood.map(([known, queue]) => [known, queue]),
  )
  expect(after.get(id)?.queue).toBe('to_confirm')
  await booksAgree(shop.database)
})
