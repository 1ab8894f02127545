// The promise of a placed order and of its quote are one rule: the same moment gives the same date.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cause, openScene, orderOf, type Scene } from '../../../test/scene.ts'
import { isRefusal, newId } from '../../base/platform/index.ts'
import { changeCompany } from '../../ground/company/index.ts'
import { type NewOrder, type PlaceRequest, placeOrders, replay } from '../../orders/index.ts'
import { readQuote } from './quote.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
  await scene.variants(['TEA'])
  const channel = (code: string, promiseHours: number | null) => ({
    kind: 'channel' as const,
    code,
    value: { name: { zh: code, en: code }, promiseHours, active: true },
  })
  await scene.database.begin((tx) =>
    changeCompany(tx, [channel('fast', 2), channel('slow', 72), channel('silent', null)], cause),
  )
})
afterAll(async () => {
  expect(scene.errors).toEqual([])
  await scene.close()
})

const at = new Date('2026-05-04T08:10:00Z')
const from = (channel: string, promisedFor?: string) =>
  orderOf({
    channel,
    lines: [{ sku: 'TEA', quantity: 1 }],
    ...(promisedFor !== undefined && { promisedFor }),
  })

async function place(orders: readonly NewOrder[], more: Partial<PlaceRequest> = {}) {
  const requests = orders.map((order) => ({
    ...{ id: newId('ord', at.getTime()), order, by: 'usr_test', command: 'req_test' },
    ...{ placedAt: at.toISOString(), ...more },
  }))
  // What is written at another moment than it is placed at is promised by the latter.
  const later = new Date(at.getTime() + 3_600_000)
  const outcomes = await scene.database.begin((tx) => placeOrders(tx, requests, later))
  return outcomes.map((outcome) => {
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    return outcome
  })
}

test('an order without a date is promised what its quote tells, whatever its channel', async () => {
  const asked = ['fast', 'slow', 'silent', 'unheard'].map((channel) => from(channel))
  const placed = await place(asked)
  const promised = placed.map(({ promisedFor }) => promisedFor)
  expect(promised).toEqual([
    '2026-05-04T11:00:00.000Z',
    '2026-05-07T09:00:00.000Z',
    '2026-05-06T09:00:00.000Z',
    '2026-05-06T09:00:00.000Z',
  ])
  const quotes = await scene.database.read((tx) =>
    Promise.all(asked.map((order) => readQuote(tx, order, at))),
  )
  expect(quotes.map(({ promisedFor }) => promisedFor)).toEqual(promised)
})

test('the promise is in the fact, so that replaying the log gives the same', async () => {
  const [order] = await place([from('fast')])
  const facts = await scene.facts(order?.id ?? '')
  expect(facts[0]?.data).toMatchObject({ promisedFor: '2026-05-04T11:00:00.000Z' })
  expect(replay(facts as never)?.promisedFor).toBe('2026-05-04T11:00:00.000Z')
})

test('a date that was agreed stays as it is, beside orders that bring none', async () => {
  const agreed = '2030-01-01T00:00:00Z'
  const placed = await place([from('fast', agreed), from('fast')])
  expect(placed.map(({ promisedFor }) => promisedFor)).toEqual([agreed, '2026-05-04T11:00:00.000Z'])
})

test('what is history already has no promise but one that it brings', async () => {
  const placed = await place([from('slow'), from('slow', '2026-05-05T00:00:00Z')], {
    backorder: true,
  })
  expect(placed.map(({ promisedFor }) => promisedFor)).toEqual([null, '2026-05-05T00:00:00Z'])
})
