// Short words for orders that go in one parcel, on the floor of warehouse and shipping.
import { expect } from 'vitest'
import type { Floor } from './floor.ts'

type Id = { id: string }

/**
 * The steps of a parcel. `floor` is asked for when a step is taken, for tests open it before they begin.
 * @public
 */
export function parcelsOn(floor: () => Floor) {
  /** Confirmed orders of so many pieces of tea each, in one merge. */
  const merged = async (...quantities: number[]) => {
    const orders = []
    for (const quantity of quantities)
      orders.push(await floor().confirmed([{ sku: 'tea', quantity }]))
    await floor().ask('POST /api/orders/merge', { body: { orders: orders.map(({ id }) => id) } })
    return orders
  }
  const step = (name: 'pick' | 'pack' | 'ship', { id }: Id, body: object) =>
    floor().ask(`POST /api/fulfilment-orders/${id}/${name}`, { body })
  return {
    merged,
    /** The same, and the fulfilment orders that were made of them. */
    released: async (...quantities: number[]) => {
      const orders = await merged(...quantities)
      const answer = await floor().ask(`POST /api/orders/${orders[0]?.id}/release`)
      return { orders, parts: answer.fulfilmentOrders }
    },
    pick: (part: Id) => step('pick', part, {}),
    pack: (part: Id, body: object = { packages: [{ weightG: 900 }] }) => step('pack', part, body),
    ship: (part: Id, body: object = {}) => step('ship', part, body),
    /** What is refused changes nothing. */
    refused: async (name: string, ask: object, answer: object) => {
      const before = await floor().state()
      expect(await floor().call(name, ask)).toMatchObject(answer)
      expect(await floor().state()).toEqual(before)
    },
  }
}
