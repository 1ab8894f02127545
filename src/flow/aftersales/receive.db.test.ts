import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, cause, openScene, type Scene } from '../../../test/scene.ts'
import { newId, sql } from '../../base/platform/index.ts'
import { readOrders } from '../../orders/index.ts'
import { type ReceivedReturn, receiveReturns } from './index.ts'
import { readReturns } from './returns.sql.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.locations('MAIN')
  await scene.variants(['MUG', 'BOWL'])
})
afterAll(() => scene.close())

const creditNote = (lines: ReceivedReturn['lines']): ReceivedReturn => ({
  id: newId('ret'),
  source: { document: 'doc_1', reference: 'C536379' },
  customer: 'Customer 17850',
  currency: 'GBP',
  at: new Date('2026-05-01T10:00:00Z'),
  reason: 'credit_note',
  state: 'settled',
  lines,
})
const receive = (...batch: ReceivedReturn[]) =>
  scene.database.begin((tx) => receiveReturns(tx, batch, cause))
const orderNow = async (id: string) =>
  (await scene.database.read((tx) => readOrders(tx, [id]))).get(id)

describe('a return that was received', () => {
  it('credits delivered pieces, cancels those that never left, and keeps the rest to be matched later', async () => {
    await scene.stock('MUG', 3)
    const delivered = await scene.delivered({ lines: [{ sku: 'MUG', quantity: 3 }] })
    const [waiting] = await scene.place({ lines: [{ sku: 'MUG', quantity: 2 }] })
    const waitingId = waiting?.id ?? ''
    const [outcome] = await receive(
      creditNote([
        {
          sku: 'MUG',
          quantity: 5,
          credit: 4999,
          matches: [
            { orderId: delivered.id, line: 1, quantity: 2, how: 'return' },
            { orderId: waitingId, line: 1, quantity: 1, how: 'cancel' },
          ],
        },
        { sku: null, charge: 'shipping', label: 'POST', quantity: 1, credit: 250, matches: [] },
      ]),
    )
    expect(outcome?.refused).toEqual([])
    expect(outcome?.return).toMatchObject({
      credit: 5249,
      orderId: null,
      channel: 'web',
      state: 'settled',
      document: 'doc_1',
      reference: 'C536379',
      lines: [
        { quantity: 5, matched: 3, credit: 4999 },
        { sku: null, charge: 'shipping', credit: 250 },
      ],
    })
    expect(await orderNow(delivered.id)).toMatchObject({ credited: 2000, lines: [{ returned: 2 }] })
    expect(await orderNow(waitingId)).toMatchObject({ credited: 0, lines: [{ cancelled: 1 }] })
  })

  it('reads back as it was answered, and its fact tells the same', async () => {
    const [outcome] = await receive(
      creditNote([{ sku: 'BOWL', quantity: 2, credit: 300, matches: [] }]),
    )
    const id = outcome?.return.id ?? ''
    const stored = await scene.database.read((tx) => readReturns(tx, [id]))
    expect(stored.get(id)).toEqual(outcome?.return)
    const [fact] = await scene.facts(id)
    expect({ id, ...fact?.data }).toEqual(outcome?.return)
    expect(fact).toMatchObject({ type: 'return.received', version: 1, by: cause.by, at })
  })

  it('stays without an order where the order refuses, and the order is as it was', async () => {
    await scene.stock('MUG', 2)
    const order = await scene.delivered({ lines: [{ sku: 'MUG', quantity: 2 }] })
    const [outcome] = await receive(
      creditNote([
        {
          sku: 'MUG',
          quantity: 3,
          credit: 3000,
          matches: [{ orderId: order.id, line: 1, quantity: 3, how: 'return' }],
        },
      ]),
    )
    expect(outcome?.refused).toMatchObject([
      { orderId: order.id, refusal: { refused: 'not_enough' } },
    ])
    expect(outcome?.return).toMatchObject({ credit: 3000, lines: [{ matched: 0, matches: [] }] })
    expect(await orderNow(order.id)).toEqual(order)
  })

  it('takes a piece back only once when two returns of a batch claim it', async () => {
    await scene.stock('MUG', 1)
    const order = await scene.delivered({ lines: [{ sku: 'MUG', quantity: 1 }] })
    const matches = [{ orderId: order.id, line: 1, quantity: 1, how: 'return' as const }]
    const note = () => creditNote([{ sku: 'MUG', quantity: 1, credit: 1000, matches }])
    const outcomes = await receive(note(), note())
    expect(outcomes.map(({ refused }) => refused.length)).toEqual([0, 1])
    expect(outcomes[0]?.return.orderId).toBe(order.id)
    expect(await orderNow(order.id)).toMatchObject({ credited: 1000, lines: [{ returned: 1 }] })
  })

  it('puts matched pieces on the shelf that it names', async () => {
    await scene.stock('BOWL', 2)
    const order = await scene.delivered({ lines: [{ sku: 'BOWL', quantity: 2 }] })
    const matches = [{ orderId: order.id, line: 1, quantity: 2, how: 'return' as const }]
    const note = creditNote([{ sku: 'BOWL', quantity: 2, credit: 2000, matches }])
    await receive({ ...note, restockedAt: 'MAIN' })
    const levels = await scene.rows(
      sql`select on_hand, (select sum(quantity) from stock.movements where sku = 'BOWL') as moved
          from stock.levels where sku = 'BOWL'`,
    )
    expect(levels).toEqual([{ on_hand: 2, moved: 2 }])
  })

  it('is refused by the table itself when it would match more than came back', async () => {
    const outcome = scene.run(
      sql`update aftersales.lines set matched = quantity + 1 where sku is not null`,
    )
    await expect(outcome).rejects.toThrow('never_matched_twice')
  })
})
