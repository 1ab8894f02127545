import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScene, type Scene } from '../../test/scene.ts'
import { newId } from '../base/platform/index.ts'
import { refusals } from '../plan.ts'
import { ordersContract, ordersHandlers } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(ordersContract, ordersHandlers(database, refusals)),
  )
  await scene.variants(['MUG'])
})
afterAll(() => scene.close())

const placed = async () => {
  const [order] = await scene.place({ lines: [{ sku: 'MUG', quantity: 1, price: 1000 }] })
  return order?.id ?? ''
}
const pay = (id: string, amount: number, more: object = {}) =>
  scene.call(`POST /api/orders/${id}/payments`, { body: { amount, method: 'card' }, ...more })
const refund = (id: string, amount: number, more: object = {}) =>
  scene.call(`POST /api/orders/${id}/refunds`, { body: { amount, method: 'card' }, ...more })

describe('money told of an order', () => {
  it('moves its payment state from none over partly paid and paid to overcharged', async () => {
    const id = await placed()
    const states = []
    for (const amount of [400, 600, 1]) states.push((await pay(id, amount)).json.payment)
    expect(states).toEqual(['partly_paid', 'paid', 'overcharged'])
  })

  it('goes back at most as far as it came, and a refusal changes nothing', async () => {
    const id = await placed()
    await pay(id, 1000)
    expect((await refund(id, 300)).json).toMatchObject({
      payment: 'partly_refunded',
      refunded: 300,
    })
    const before = await scene.facts(id)
    const refused = await refund(id, 701)
    expect(refused).toMatchObject({
      status: 409,
      json: { code: 'more_than_paid', params: { left: 700 } },
    })
    expect(await scene.facts(id)).toEqual(before)
    expect((await refund(id, 700)).json).toMatchObject({ payment: 'refunded', refunded: 1000 })
  })

  it('is counted once for one key, and another amount under that key is refused', async () => {
    const id = await placed()
    await pay(id, 100, { key: 'pay-once' })
    const again = await pay(id, 100, { key: 'pay-once' })
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(again.json.paid).toBe(100)
    expect(await pay(id, 200, { key: 'pay-once' })).toMatchObject({
      status: 422,
      json: { code: 'idempotency_key_reused' },
    })
  })

  it('refunded by many at once is never more than was paid', async () => {
    const id = await placed()
    await pay(id, 1000)
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(id, 100)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
    expect((await pay(id, 1)).json).toMatchObject({ paid: 1001, refunded: 1000 })
  })

  it('is listed with who told it, when and its reference', async () => {
    const id = await placed()
    await pay(id, 500, { body: { amount: 500, method: 'bank_transfer', reference: 'ABC 1' } })
    await refund(id, 200)
    const { json } = await scene.call(`GET /api/orders/${id}/payments`)
    expect(json.items).toMatchObject([
      {
        kind: 'payment',
        amount: 500,
        currency: 'GBP',
        method: 'bank_transfer',
        reference: 'ABC 1',
      },
      { kind: 'refund', amount: 200, reference: null, by: 'usr_test', version: 3 },
    ])
  })

  it('is refused with nothing, with fractions, for an old version and for the orders of others', async () => {
    const id = await placed()
    const answers = [
      await pay(id, 0),
      await pay(id, 1.5),
      await pay(id, 1, { headers: { 'if-match': '"7"' } }),
      await pay(id, 1, { as: { channels: ['phone'] } }),
      await pay(newId('ord'), 1),
      await scene.call(`GET /api/orders/${id}/payments`, { as: { channels: ['phone'] } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 412, 404, 404, 404])
    expect(await scene.facts(id)).toHaveLength(1)
    expect(scene.errors).toEqual([])
  })
})
