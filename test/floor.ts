// What the tests of warehouse and shipping stand on: their routes on a database of their own, and short words for the steps.

import { sql } from '../src/base/platform/index.ts'
import { shippingContract, shippingHandlers } from '../src/flow/shipping/index.ts'
import {
  warehouseContract,
  warehouseFollowers,
  warehouseHandlers,
} from '../src/flow/warehouse/index.ts'
import { ordersContract, ordersHandlers } from '../src/orders/index.ts'
import { refusals } from '../src/plan.ts'
import { type OrderAsked, openScene } from './scene.ts'

/**
 * Opens the floor: MAIN before NORTH, `tea` (100 and 50 pieces) and `cup` (20 at MAIN).
 * @public
 */
export async function openFloor() {
  const scene = await openScene((mount, database) => {
    mount(ordersContract, ordersHandlers(database, refusals))
    mount(warehouseContract, warehouseHandlers(database, refusals))
    mount(shippingContract, shippingHandlers(database, refusals))
  })
  await scene.locations('MAIN', 'NORTH')
  await scene.variants(['tea', 'cup'], 'refuse')
  await scene.stock('tea', 100)
  await scene.stock('tea', 50, 'NORTH')
  await scene.stock('cup', 20)
  const ask = async (
    name: string,
    ...rest: Parameters<typeof scene.call> extends [string, ...infer R] ? R : never
  ) => {
    const answer = await scene.call(name, ...rest)
    if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer.json)}`)
    return answer.json
  }
  /** An order that is confirmed, with its pieces allocated. */
  const confirmed = async (lines: OrderAsked['lines'], more: Partial<OrderAsked> = {}) => {
    const [order] = await scene.place({ ...more, lines })
    return await scene.command(order?.id ?? '', { type: 'confirm' })
  }
  /** The fulfilment orders of a new order. */
  const released = async (lines: OrderAsked['lines'], more: Partial<OrderAsked> = {}) => {
    const order = await confirmed(lines, more)
    const answer = await ask(`POST /api/orders/${order.id}/release`)
    return { order, fulfilmentOrders: answer.fulfilmentOrders, first: answer.fulfilmentOrders[0] }
  }
  return {
    ...scene,
    ask,
    confirmed,
    released,
    /** A package that has left, of an order of its own. */
    sent: async (lines: OrderAsked['lines'], more: Partial<OrderAsked> = {}) => {
      const { order, first } = await released(lines, more)
      await ask(`POST /api/fulfilment-orders/${first.id}/pick`, { body: {} })
      const body = { packages: [{ weightG: 500 }] }
      await ask(`POST /api/fulfilment-orders/${first.id}/pack`, { body })
      const answer = await ask(`POST /api/fulfilment-orders/${first.id}/ship`, { body: {} })
      return { order, fulfilmentOrder: answer.fulfilmentOrder, one: answer.packages[0] }
    },
    order: (id: string) => ask(`GET /api/orders/${id}`),
    fulfilmentOrder: (id: string) => ask(`GET /api/fulfilment-orders/${id}`),
    followAll: () => scene.follow(...warehouseFollowers),
    /** Everything that a refused step could have changed. */
    state: async () => {
      const [row] = await scene.rows<{ state: object }>(sql`
        select json_build_object(
          'orders', (select json_agg(o order by id) from orders.orders o),
          'lines', (select json_agg(l order by order_id, line) from orders.lines l),
          'fulfilment', (select json_agg(f order by id) from warehouse.fulfilment_orders f),
          'fulfilmentLines', (select json_agg(l order by fulfilment_order_id, line) from warehouse.lines l),
          'allocations', (select json_agg(a order by order_id, line, location) from stock.allocations a),
          'packages', (select json_agg(p order by id) from warehouse.packages p),
          'packageLines', (select json_agg(l order by package_id, line) from warehouse.package_lines l),
          'events', (select json_agg(e order by id) from shipping.tracking_events e),
          'levels', (select json_agg(l order by sku, location) from stock.levels l),
          'facts', (select count(*) from platform.facts)) as state`)
      return row?.state
    },
  }
}

/** @public */
export type Floor = Awaited<ReturnType<typeof openFloor>>
