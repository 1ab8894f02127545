import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, cause, openScene, orderOf, type Scene } from '../../../test/scene.ts'
import { isRefusal, newId, sql } from '../../base/platform/index.ts'
import { endReservations, reserveStock } from '../../ground/stock/index.ts'
import { placeOrders, readOrders } from '../../orders/index.ts'
import { allocateWaiting, together } from './allocate.ts'
import { allocationFollowers } from './index.ts'

let scene: Scene
let sku = ''
let count = 0
beforeAll(async () => {
  scene = await openScene()
  await scene.locations('MAIN', 'SHOP')
})
afterAll(() => scene.close())
beforeEach(async () => {
  sku = `SKU-${++count}`
  await scene.variants([sku])
})

const follow = () => scene.follow(...allocationFollowers)
const one = (quantity: number, promisedFor?: string) => ({
  lines: [{ sku, quantity }],
  ...(promisedFor && { promisedFor }),
})
async function allocatedTo(orders: readonly { id: string }[]): Promise<number[]> {
  const ids = orders.map(({ id }) => id)
  const found = await scene.database.read((tx) => readOrders(tx, ids))
  return ids.map((id) =>
    (found.get(id)?.lines ?? []).reduce((sum, { allocated }) => sum + allocated, 0),
  )
}
/** Claims at most what there is, and the levels agree with the allocations and the lines behind them. */
async function expectBooksToAgree(): Promise<void> {
  const rows = await scene.rows(sql`
    select level.sku from stock.levels as level
    where allocated <> (select coalesce(sum(quantity), 0) from stock.allocations
        where sku = level.sku and location = level.location)
      or allocated + reserved > on_hand`)
  expect(rows).toEqual([])
  const lines = await scene.rows(sql`
    select order_id, line from orders.lines
    where allocated - shipped <> (select coalesce(sum(quantity), 0) from stock.allocations
      where allocations.order_id = lines.order_id and allocations.line = lines.line)`)
  expect(lines).toEqual([])
}

describe('stock that comes in', () => {
  it('goes to the oldest promise first, and the first in line takes what there is', async () => {
    const orders = await scene.place(
      one(2, '2026-06-03T00:00:00Z'),
      one(2, '2026-06-01T00:00:00Z'),
      one(5),
      one(2, '2026-06-02T00:00:00Z'),
    )
    await scene.command((orders[2] as { id: string }).id, { type: 'change', promisedFor: null })
    await scene.stock(sku, 8)
    await follow()
    // Without a promise an order counts from when it was placed, which was before all these promises.
    expect(await allocatedTo(orders)).toEqual([0, 2, 5, 1])
    await scene.stock(sku, 2)
    await follow()
    expect(await allocatedTo(orders)).toEqual([1, 2, 5, 2])
    await expectBooksToAgree()
  })

  it('is taken from several locations for one line', async () => {
    const orders = await scene.place(one(5))
    await scene.stock(sku, 2, 'SHOP')
    await scene.stock(sku, 2)
    await follow()
    expect(await allocatedTo(orders)).toEqual([4])
    const pieces = await scene.rows(
      sql`select location, quantity from stock.allocations where sku = ${sku} order by location`,
    )
    expect(pieces).toEqual([
      { location: 'MAIN', quantity: 2 },
      { location: 'SHOP', quantity: 2 },
    ])
  })

  it('leaves a fact of each allocation, by whom and for which command', async () => {
    const [order] = await scene.place(one(1))
    await scene.stock(sku, 1)
    await follow()
    expect((await scene.facts(order?.id ?? '')).at(-1)).toMatchObject({
      type: 'order.allocated',
      data: { pieces: [{ line: 1, location: 'MAIN', quantity: 1 }] },
      by: 'system',
      command: 'allocation',
    })
  })

  it('passes by orders that are held, until the hold is lifted', async () => {
    const [held, free] = await scene.place(one(1), one(1))
    const hold = { code: 'fraud', blocks: ['allocate' as const] }
    await scene.command(held?.id ?? '', { type: 'hold', hold })
    await scene.stock(sku, 2)
    await follow()
    expect(await allocatedTo([held, free] as never)).toEqual([0, 1])
    await scene.command(held?.id ?? '', { type: 'lift' })
    await follow()
    expect(await allocatedTo([held, free] as never)).toEqual([1, 1])
  })

  it('does not pass by orders whose hold stops only what comes later', async () => {
    const [order] = await scene.place(one(1))
    const hold = { code: 'address', blocks: ['ship' as const] }
    await scene.command(order?.id ?? '', { type: 'hold', hold })
    await scene.stock(sku, 1)
    await follow()
    expect(await allocatedTo([order] as never)).toEqual([1])
  })

  it('gives a younger order nothing of another sku that an older order waits for', async () => {
    const other = `${sku}-OTHER`
    await scene.variants([other])
    const [young, old] = await scene.place(
      {
        lines: [
          { sku, quantity: 1 },
          { sku: other, quantity: 1 },
        ],
        promisedFor: '2026-06-02T00:00:00Z',
      },
      { lines: [{ sku: other, quantity: 1 }], promisedFor: '2026-06-01T00:00:00Z' },
    )
    await scene.stock(sku, 1)
    await scene.stock(other, 1)
    // Only the first sku is news here: the order that is first in its queue is second in the other's.
    await scene.database.begin((tx) => allocateWaiting(tx, new Set([sku]), at))
    expect(await allocatedTo([young, old] as never)).toEqual([1, 0])
    await follow()
    expect(await allocatedTo([young, old] as never)).toEqual([1, 1])
  })

  it('is not given to a variant that nobody may wait for: its order was refused', async () => {
    const strict = `${sku}-STRICT`
    await scene.variants([strict], 'refuse')
    await expect(scene.place({ lines: [{ sku: strict, quantity: 1 }] })).rejects.toThrow(
      'out_of_stock',
    )
    await scene.stock(strict, 1)
    await follow()
    expect(await scene.rows(sql`select from stock.allocations where sku = ${strict}`)).toEqual([])
  })

  it('stays where it is at a location out of use, and the queue of others goes on', async () => {
    const orders = await scene.place(one(1))
    await scene.stock(sku, 1, 'SHOP')
    await scene.run(sql`update stock.locations set active = false where code = 'SHOP'`)
    await follow()
    expect(await allocatedTo(orders)).toEqual([0])
    await scene.run(sql`update stock.locations set active = true where code = 'SHOP'`)
    await scene.stock(sku, 1, 'SHOP')
    await follow()
    expect(await allocatedTo(orders)).toEqual([1])
  })
})

describe('stock that is given back', () => {
  it('by a cancelled order goes to those who wait', async () => {
    await scene.stock(sku, 2)
    const [first, second] = await scene.place(one(2), one(2))
    await scene.command(first?.id ?? '', { type: 'cancel', reason: 'customer_request' })
    await follow()
    expect(await allocatedTo([first, second] as never)).toEqual([0, 2])
    await expectBooksToAgree()
  })

  it('by a customer goes to those who wait, if it stands on the shelf again', async () => {
    await scene.stock(sku, 2)
    const gone = await scene.delivered(one(2))
    const [waiting] = await scene.place(one(2))
    const pieces = [{ line: 1, quantity: 1 }]
    const back = { type: 'return' as const, reason: 'wrong_size', pieces }
    await scene.command(gone.id, back)
    await follow()
    expect(await allocatedTo([waiting] as never)).toEqual([0])
    await scene.command(gone.id, { ...back, restockedAt: 'SHOP' })
    await follow()
    expect(await allocatedTo([waiting] as never)).toEqual([1])
    await expectBooksToAgree()
  })
})

describe('stock that was only reserved', () => {
  it('goes to those who wait when its reservation is given back', async () => {
    await scene.stock(sku, 3)
    const id = newId('rsv')
    const by = 'usr_test'
    const expiresAt = new Date(at.getTime() + 1e12)
    const request = { id, lines: [{ sku, quantity: 3 }], expiresAt, by, command: 'req_test' }
    await scene.database.begin((tx) => reserveStock(tx, [request], at))
    const [order] = await scene.place(one(2))
    await follow()
    expect(await allocatedTo([order] as never)).toEqual([0])
    await scene.database.begin((tx) => endReservations(tx, { id, by }, cause))
    await follow()
    expect(await allocatedTo([order] as never)).toEqual([2])
    await expectBooksToAgree()
  })
})

describe('a long queue', () => {
  it('is served to its end, batch after batch, and only as far as the stock goes', async () => {
    const orders = await scene.place(...Array.from({ length: together + 40 }, () => one(1)))
    await scene.stock(sku, together + 10)
    await follow()
    const allocated = await allocatedTo(orders)
    expect(allocated.slice(0, together + 10).every((pieces) => pieces === 1)).toBe(true)
    expect(allocated.slice(together + 10).every((pieces) => pieces === 0)).toBe(true)
    await expectBooksToAgree()
  })

  it('and placements at the same time never take a piece twice, and none is left lying', async () => {
    const waiting = await scene.place(...Array.from({ length: 60 }, () => one(2)))
    const placeSome = async () => {
      const placed = []
      for (let round = 0; round < 15; round++) {
        const id = newId('ord')
        const request = {
          id,
          order: orderOf(one(1)),
          by: 'usr_test',
          command: 'req_test',
          placedAt: new Date().toISOString(),
        }
        const [outcome] = await scene.database.begin((tx) => placeOrders(tx, [request], new Date()))
        if (outcome && !isRefusal(outcome)) placed.push(outcome)
      }
      return placed
    }
    const bring = async () => {
      for (let round = 0; round < 20; round++) await scene.stock(sku, 4)
    }
    const cancelSome = async () => {
      for (const { id } of waiting.slice(0, 20))
        await scene.command(id, { type: 'cancel', reason: 'customer_request' })
    }
    const [first, second] = await Promise.all([
      placeSome(),
      placeSome(),
      bring(),
      cancelSome(),
      follow(),
    ])
    await follow()
    const allocated = await allocatedTo([...waiting, ...first, ...second])
    expect(allocated.reduce((sum, pieces) => sum + pieces, 0)).toBe(80)
    const kept = allocated.slice(20, 60)
    expect(kept).toEqual([...kept].sort((a, b) => b - a))
    await expectBooksToAgree()
  })
})
