import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, cause, openScene, type Scene } from '../../../test/scene.ts'
import { newId, sql } from '../../base/platform/index.ts'
import { readOrders } from '../../orders/index.ts'
import { aftersalesContract, aftersalesHandlers, receiveReturns } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(aftersalesContract, aftersalesHandlers(database)),
  )
  await scene.locations('MAIN', 'SHOP')
  await scene.variants(['MUG'])
  await scene.stock('MUG', 100)
})
afterAll(() => scene.close())

const delivered = () =>
  scene.delivered({ lines: [{ sku: 'MUG', quantity: 3, price: 334, discount: 2 }] })
const onHand = async (location: string) =>
  (
    await scene.rows<{ on_hand: number }>(
      sql`select on_hand from stock.levels where sku = 'MUG' and location = ${location}`,
    )
  )[0]?.on_hand ?? 0
const orderNow = async (id: string) =>
  (await scene.database.read((tx) => readOrders(tx, [id]))).get(id)

describe('taking pieces of an order back', () => {
  it('credits exactly what each unit cost, unit by unit, and all of them together the line', async () => {
    const order = await delivered()
    const credits = []
    for (let piece = 0; piece < 3; piece++) {
      const body = { lines: [{ line: 1, quantity: 1 }], reason: 'broken' }
      const { status, json } = await scene.call(`POST /api/orders/${order.id}/return`, { body })
      expect(status).toBe(201)
      credits.push(json.credit)
    }
    expect(credits).toEqual([333, 333, 334])
    expect(await orderNow(order.id)).toMatchObject({ credited: 1000, lines: [{ returned: 3 }] })
  })

  it('puts the goods on the first shelf of the caller, or on the one that is named, or on none', async () => {
    const order = await delivered()
    const before = { main: await onHand('MAIN'), shop: await onHand('SHOP') }
    const take = (more: object, as = {}) =>
      scene.call(`POST /api/orders/${order.id}/return`, {
        body: { lines: [{ line: 1, quantity: 1 }], ...more },
        as,
      })
    expect((await take({})).json).toMatchObject({
      location: 'MAIN',
      lines: [{ disposition: 'restock' }],
    })
    expect((await take({}, { locations: ['SHOP'] })).json).toMatchObject({ location: 'SHOP' })
    const kept = await take({ restock: false, condition: 'damaged' })
    expect(kept.json).toMatchObject({
      location: null,
      lines: [{ condition: 'damaged', disposition: 'none' }],
    })
    expect(await onHand('MAIN')).toBe(before.main + 1)
    expect(await onHand('SHOP')).toBe(before.shop + 1)
  })

  it('refuses more than arrived, a line that is not there and a foreign shelf, and changes nothing', async () => {
    const order = await delivered()
    const before = await onHand('MAIN')
    const [{ count }] = (await scene.rows<{ count: number }>(
      sql`select count(*) from aftersales.returns`,
    )) as [{ count: number }]
    const take = (body: object, as = {}) =>
      scene.call(`POST /api/orders/${order.id}/return`, { body, as })
    const one = [{ line: 1, quantity: 1 }]
    const answers = [
      await take({ lines: [{ line: 1, quantity: 4 }] }),
      await take({ lines: [...one, { line: 1, quantity: 3 }] }),
      await take({ lines: [{ line: 9, quantity: 1 }] }),
      await take({ lines: one, location: 'NOWHERE' }),
      await take({ lines: one, location: 'MAIN' }, { locations: ['SHOP'] }),
      await take({ lines: one }, { channels: ['phone'] }),
      await take({ lines: [] }),
    ]
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [409, 'not_enough'],
      [409, 'not_enough'],
      [422, 'unknown_line'],
      [422, 'unknown_location'],
      [422, 'unknown_location'],
      [404, 'not_found'],
      [422, 'invalid'],
    ])
    expect(await orderNow(order.id)).toEqual(order)
    expect(await onHand('MAIN')).toBe(before)
    expect(await scene.rows(sql`select count(*) from aftersales.returns`)).toEqual([{ count }])
    expect(scene.errors).toEqual([])
  })

  it('happens once for one key', async () => {
    const order = await delivered()
    const body = { lines: [{ line: 1, quantity: 1 }] }
    const ask = () => scene.call(`POST /api/orders/${order.id}/return`, { body, key: 'the-same' })
    const [first, second] = [await ask(), await ask()]
    expect(second.json).toEqual(first.json)
    expect(await orderNow(order.id)).toMatchObject({ lines: [{ returned: 1 }] })
  })
})

describe('pieces that came back without an order', () => {
  const receive = async (quantity: number, credit: number) => {
    const id = newId('ret')
    const lines = [{ sku: 'MUG', quantity, credit, matches: [] }]
    const source = { document: 'doc_1', reference: 'C1' }
    const rest = { customer: null, currency: 'GBP', at, reason: 'credit_note' }
    await scene.database.begin((tx) => receiveReturns(tx, [{ id, source, ...rest, lines }], cause))
    return id
  }
  const match = (id: string, order: string, quantity: number, more: object = {}) =>
    scene.call(`POST /api/returns/${id}/match`, {
      body: { order, lines: [{ line: 1, orderLine: 1, quantity }], ...more },
    })

  it('are matched to orders one after the other, and every penny of the credit finds its order', async () => {
    const [first, second] = [await delivered(), await delivered()]
    const id = await receive(3, 1000)
    const part = await match(id, first.id, 1)
    expect(part.json).toMatchObject({
      orderId: null,
      channel: 'web',
      version: 2,
      lines: [{ matched: 1 }],
    })
    const whole = await match(id, second.id, 2)
    expect(whole.json).toMatchObject({ version: 3, lines: [{ matched: 3 }] })
    expect((await scene.call(`GET /api/returns/${id}`)).json).toEqual(whole.json)
    const credited = [await orderNow(first.id), await orderNow(second.id)].map((o) => o?.credited)
    expect(credited).toEqual([334, 666])
    const facts = await scene.facts(id)
    expect(facts.map(({ type }) => type)).toEqual([
      'return.received',
      'return.matched',
      'return.matched',
    ])
  })

  it('are cancelled where the order never left', async () => {
    const [order] = await scene.place({ lines: [{ sku: 'MUG', quantity: 2 }] })
    const id = await receive(1, 500)
    const { json } = await match(id, order?.id ?? '', 1, { how: 'cancel' })
    expect(json).toMatchObject({ orderId: order?.id })
    expect(await orderNow(order?.id ?? '')).toMatchObject({
      credited: 0,
      lines: [{ cancelled: 1 }],
    })
  })

  it('are not matched to more than came back, to what did not arrive or to other goods, and nothing changes', async () => {
    await scene.variants(['BOWL'])
    await scene.stock('BOWL', 1)
    const order = await delivered()
    const bowl = await scene.delivered({ lines: [{ sku: 'BOWL', quantity: 1 }] })
    const euro = await scene.delivered({ lines: [{ sku: 'MUG', quantity: 1 }], currency: 'EUR' })
    const id = await receive(4, 1000)
    const before = (await scene.call(`GET /api/returns/${id}`)).json
    const answers = [
      await match(id, order.id, 5),
      await match(id, order.id, 4),
      await match(id, bowl.id, 1),
      await match(id, euro.id, 1),
      await match(id, order.id, 1, { lines: [{ line: 2, orderLine: 1, quantity: 1 }] }),
      await match(id, newId('ord'), 1),
      await match(newId('ret'), order.id, 1),
    ]
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [409, 'not_enough'],
      [409, 'not_enough'],
      [422, 'other_sku'],
      [409, 'currency_differs'],
      [422, 'unknown_line'],
      [404, 'not_found'],
      [404, 'not_found'],
    ])
    expect((await scene.call(`GET /api/returns/${id}`)).json).toEqual(before)
    expect(await orderNow(order.id)).toEqual(order)
  })

  it('matched by many at once are matched once', async () => {
    const orders = [await delivered(), await delivered(), await delivered()]
    const id = await receive(2, 1000)
    const answers = await Promise.all(orders.map((order) => match(id, order.id, 1)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409])
    const credited = await Promise.all(orders.map(async ({ id }) => (await orderNow(id))?.credited))
    expect(credited.sort()).toEqual([0, 500, 500])
    expect(scene.errors).toEqual([])
  })

  it('and everything else of a return are settled once', async () => {
    const id = await receive(1, 1)
    const settle = () => scene.call(`POST /api/returns/${id}/settle`, { body: {} })
    expect((await settle()).json).toMatchObject({ state: 'settled', version: 2 })
    expect(await settle()).toMatchObject({ status: 409, json: { code: 'already_settled' } })
  })
})

describe('the list of returns', () => {
  it('is read to its end by its cursor, newest first, each return once', async () => {
    const order = await delivered()
    for (let piece = 0; piece < 3; piece++)
      await scene.call(`POST /api/orders/${order.id}/return`, {
        body: { lines: [{ line: 1, quantity: 1 }] },
      })
    const url = `GET /api/returns?order=${order.id}&limit=2`
    const first = await scene.call(url)
    const second = await scene.call(`${url}&cursor=${first.json.next}`)
    const ids = [...first.json.items, ...second.json.items].map(({ id }: { id: string }) => id)
    expect(ids).toHaveLength(3)
    expect(ids).toEqual([...new Set(ids)].sort().reverse())
    expect(second.json.next).toBeNull()
    const { json } = await scene.call(`GET /api/returns/${ids[0]}`)
    expect(json).toMatchObject({ orderId: order.id, lines: [{ matches: [{ orderId: order.id }] }] })
  })

  it('shows a caller only the channels that are theirs; foreign and absent answer alike', async () => {
    const order = await delivered()
    const body = { lines: [{ line: 1, quantity: 1 }] }
    const { json } = await scene.call(`POST /api/orders/${order.id}/return`, { body })
    const as = { channels: ['phone'] }
    expect((await scene.call('GET /api/returns', { as })).json.items).toEqual([])
    const foreign = await scene.call(`GET /api/returns/${json.id}`, { as })
    const absent = await scene.call(`GET /api/returns/${newId('ret')}`, { as })
    expect({ ...foreign.json, requestId: '' }).toEqual({ ...absent.json, requestId: '' })
    expect(foreign.status).toBe(404)
  })
})
