// Merging, leaving, releasing, packing and shipping at the same moment: whoever comes first, a parcel is whole or there is none.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { booksAgree } from '../../../test/shop.ts'
import { isRefusal } from '../../base/platform/index.ts'
import { mergeOrders, perform } from '../../orders/index.ts'
import { packFulfilmentOrders, releaseOrders } from '../warehouse/index.ts'
import { shipFulfilmentOrders } from './ship.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
  await floor.stock('tea', 5_000)
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await booksAgree(floor.database)
  await floor.close()
})

type Id = { id: string }
const tea = (quantity: number) => [{ sku: 'tea', quantity }]
const mergesOf = async (orders: readonly Id[]) => {
  const found = await Promise.all(orders.map(({ id }) => floor.order(id)))
  return found.map((order) => order.merge)
}
const confirmed = (n: number): Promise<Id[]> =>
  Promise.all(Array.from({ length: n }, () => floor.confirmed(tea(1))))

/** Orders of one parcel, picked and ready to be packed. */
async function picked(...quantities: number[]) {
  const orders: Id[] = []
  for (const quantity of quantities) orders.push(await floor.confirmed(tea(quantity)))
  await floor.ask('POST /api/orders/merge', { body: { orders: orders.map(({ id }) => id) } })
  const answer = await floor.ask(`POST /api/orders/${orders[0]?.id}/release`)
  const parts: Id[] = answer.fulfilmentOrders
  for (const { id } of parts)
    await floor.ask(`POST /api/fulfilment-orders/${id}/pick`, { body: {} })
  return { orders, parts }
}

const scope = { channels: null, locations: null }
const asking = { scope, ifVersion: null, by: 'usr_test', command: 'req_test' }
const inDatabase = <T>(work: Parameters<typeof floor.database.begin<T>>[0]) =>
  floor.database.begin(work)
const mergeOf = (orders: readonly Id[]) => () =>
  inDatabase(async (tx) => {
    const orderIds = orders.map(({ id }) => id)
    const request = { orderIds, by: 'usr_test', commandId: 'req_test', channels: null }
    return (await mergeOrders(tx, [request], new Date()))[0] as object
  })
const commandOf =
  ({ id: orderId }: Id, command: Parameters<typeof perform>[1][0]['command']) =>
  () =>
    inDatabase(async (tx) => {
      const rest = { by: 'usr_test', commandId: 'req_test', ifVersion: null, ...scope }
      return (await perform(tx, [{ orderId, command, ...rest }], new Date()))[0] as object
    })
const atOnce = async (steps: (() => Promise<object>)[], turn: number) => {
  const turned = [...steps.slice(turn % steps.length), ...steps.slice(0, turn % steps.length)]
  return await Promise.all(turned.map((step) => step()))
}

test('two merges that share an order become one or follow one another, and no order is in two', async () => {
  for (let round = 0; round < 8; round++) {
    const [a, b, c] = (await confirmed(3)) as [Id, Id, Id]
    await atOnce([mergeOf([a, b]), mergeOf([b, c])], round)
    const merges = await mergesOf([a, b, c])
    expect(new Set(merges).size).toBe(1)
    expect(merges[0]).not.toBe(null)
  }
})

test('of a merge and a cancellation at the same moment nobody is left alone in a merge', async () => {
  for (let round = 0; round < 8; round++) {
    const [a, b] = (await confirmed(2)) as [Id, Id]
    await atOnce([mergeOf([a, b]), commandOf(a, { type: 'cancel', reason: 'x' })], round)
    expect(await mergesOf([a, b])).toEqual([null, null])
    expect((await floor.order(a.id)).status).toBe('cancelled')
  }
})

test('of a merge and a release at the same moment all of the parcel is released, or it was too late to merge', async () => {
  for (let round = 0; round < 10; round++) {
    const [a, b] = (await confirmed(2)) as [Id, Id]
    const release = () =>
      inDatabase(async (tx) => {
        const request = { ...asking, orderId: a.id }
        return (await releaseOrders(tx, [request], new Date()))[0] as object
      })
    await atOnce([mergeOf([a, b]), release], round)
    const orders = await Promise.all([a, b].map(({ id }) => floor.order(id)))
    const [one, two] = orders.map(({ lines }) => lines[0].released)
    const together = orders[0].merge !== null
    expect([one, two]).toEqual(together ? [1, 1] : [1, 0])
  }
})

test('whoever packs or ships a parcel from two sides at once does it once', async () => {
  for (let round = 0; round < 6; round++) {
    const { orders, parts } = await picked(1, 2)
    const packages = [{ weightG: 400 }]
    const packing = parts.map(
      ({ id }: Id) =>
        () =>
          inDatabase(async (tx) => {
            const outcomes = await packFulfilmentOrders(
              tx,
              [{ ...asking, id, packages }],
              new Date(),
            )
            return outcomes[0] as object
          }),
    )
    const packed = await atOnce(packing, round)
    expect(packed.filter(isRefusal)).toHaveLength(1)
    const shipping = parts.map(
      ({ id }: Id) =>
        () =>
          inDatabase(
            async (tx) =>
              (await shipFulfilmentOrders(tx, [{ ...asking, id }], new Date()))[0] as object,
          ),
    )
    const sent = await atOnce(shipping, round)
    expect(sent.filter(isRefusal)).toHaveLength(1)
    for (const { id } of orders) {
      const { tracking: _, items } = await floor.ask(`GET /api/orders/${id}/packages`)
      expect(items).toHaveLength(1)
      expect(items[0].trackingNumber).toBe(items[0].parcel)
      expect(await floor.order(id)).toMatchObject({ fulfilment: 'shipped' })
    }
  }
})

test('both asked for in one batch leave together, once', async () => {
  const { parts } = await picked(1, 1)
  const body = { packages: [{ weightG: 900 }] }
  await floor.ask(`POST /api/fulfilment-orders/${parts[0]?.id}/pack`, { body })
  const batch = parts.map(({ id }: Id) => ({ ...asking, id }))
  const outcomes = await inDatabase((tx) => shipFulfilmentOrders(tx, batch, new Date()))
  expect(outcomes).toMatchObject([{ packages: [{}, {}] }, { refused: 'not_packed' }])
})
