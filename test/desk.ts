// What the tests of the desk stand on: a listening house, many orders, and short words for asking about runs.
import { expect, vi } from 'vitest'
import { type Database, isRefusal, newId } from '../src/base/platform/index.ts'
import { postMovements } from '../src/ground/stock/index.ts'
import { type NewOrder, placeOrders } from '../src/orders/index.ts'
import { openHouse, smallOrder, stockUp } from './house.ts'

export const cause = { by: 'usr_test', command: 'req_test', at: new Date('2026-05-04T08:00:00Z') }

/** A house with goods for many orders. */
export async function openDesk() {
  const house = await openHouse()
  await stockUp(house)
  const plenty = { cause: 'found', reference: null, quantity: 500_000 }
  await house.database.begin((tx) =>
    postMovements(tx, [{ sku: 'TEA', location: 'MAIN', ...plenty }], cause),
  )
  const { call } = house.client
  return {
    ...house,
    place: (count: number, order: Partial<NewOrder> = {}) =>
      placeMany(house.database, count, { ...smallOrder(), ...order }),
    /** The same command on each order. */
    commandEach: async (ids: readonly string[], command: object) => {
      const commands = ids.map((id) => ({ id, do: command }))
      await call('POST /api/orders/commands', { body: { commands: commands as never } })
    },
    read: (ids: readonly string[]) =>
      Promise.all(ids.map((id) => call('GET /api/orders/{id}', { params: { id } }))),
    /** The run when it does not go on any more. */
    ended: async (id: string) =>
      await vi.waitFor(
        async () => {
          const run = await call('GET /api/bulk/{id}', { params: { id } })
          expect(run.state).not.toBe('running')
          return run
        },
        { timeout: 120_000, interval: 50 },
      ),
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** Places equal orders; answers their ids, the oldest first. */
export async function placeMany(database: Database, count: number, order: NewOrder) {
  const ids: string[] = []
  while (ids.length < count) {
    const batch = Array.from({ length: Math.min(1_000, count - ids.length) }, () => ({
      ...{ id: newId('ord'), order, by: cause.by, command: cause.command },
      placedAt: cause.at.toISOString(),
    }))
    const placed = await database.begin((tx) => placeOrders(tx, batch, cause.at))
    for (const one of placed) if (isRefusal(one)) throw new Error(one.refused)
    ids.push(...batch.map(({ id }) => id))
  }
  return ids
}
