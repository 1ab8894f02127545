import { expect, test } from 'vitest'
import { type Command, decide } from './decide.ts'
import { begin, evolve, replay } from './evolve.ts'
import type { OrderFact } from './facts.ts'
import { transitions } from './order.ts'
import {
  allocateAll,
  at,
  cancelAll,
  confirm,
  given,
  hold,
  placedWith,
  shipAll,
  upTo,
} from './scene.fixture.ts'

type Changed = Extract<OrderFact, { type: 'order.changed' }>

const elsewhere = { name: 'Ann', country: 'GB', city: 'York', street: '2 Low Street' }
const readdress: Command = { type: 'change', shipTo: elsewhere }
const annotate: Command = { type: 'change', note: 'Ring twice' }
const byCarrier: Command = { type: 'change', carrier: 'sf' }
const shipSome: Command = { type: 'ship', pieces: [at(1, 3)] }
const releaseSome: Command = { type: 'release', pieces: [at(2, 1)] }

test('the fact tells what differs, before and after, and nothing else', () => {
  const order = given()
  const asked: Command = {
    type: 'change',
    shipTo: elsewhere,
    customer: { name: 'Ann', email: 'ann@example.org', phone: null },
    note: null,
    promisedFor: '2026-03-05T18:00:00Z',
    carrier: 'sf',
    reason: 'customer_request',
  }
  expect(decide(asked, order)).toEqual({
    type: 'order.changed',
    data: {
      before: { shipTo: order.shipTo, customer: { email: null }, promisedFor: null, carrier: null },
      after: {
        shipTo: elsewhere,
        customer: { email: 'ann@example.org' },
        promisedFor: '2026-03-05T18:00:00Z',
        carrier: 'sf',
      },
      reason: 'customer_request',
    },
  })
})

test('the order after it has the changed parts and is otherwise as it was', () => {
  const order = given()
  const asked: Command = { type: 'change', shipTo: elsewhere, customer: { phone: '0113 496 0000' } }
  const fact = decide(asked, order) as Changed
  const customer = { name: 'Ann', phone: '0113 496 0000' }
  expect(evolve(order, fact)).toEqual({ ...order, version: 2, shipTo: elsewhere, customer })
  const back = { type: 'change', customer: { phone: null } } as const
  const then = evolve(evolve(order, fact), decide(back, evolve(order, fact)) as Changed)
  expect(then.customer).toEqual({ name: 'Ann' })
})

test('the log tells the order again, change after change', () => {
  const placed = placedWith()
  const first = decide(annotate, begin(placed)) as Changed
  const after = evolve(begin(placed), first)
  const second = decide({ type: 'change', note: null, customer: { name: 'Anna' } }, after)
  const log = [{ type: 'order.placed', data: placed }, first, second as Changed]
  expect(replay(JSON.parse(JSON.stringify(log)))).toEqual(evolve(after, second as Changed))
})

test.each<[string, Command[], Command]>([
  ['readdress a new order', [], readdress],
  ['readdress an order that has its stock', upTo.allocated, readdress],
  ['annotate what the warehouse is working on', upTo.picked, annotate],
  ['choose the carrier while a piece is here', [...upTo.allocated, shipSome], byCarrier],
  ['promise another day for what has left in part', [...upTo.allocated, shipSome], annotate],
  ['readdress whatever is held', [hold('h', [...transitions])], readdress],
])('it is allowed to %s', (_, before, command) => {
  expect(decide(command, given(...before))).toMatchObject({ type: 'order.changed' })
})

test.each<[string, Command[], Command, object]>([
  [
    'change a cancelled order',
    [cancelAll],
    annotate,
    { refused: 'wrong_status', params: { status: 'cancelled' } },
  ],
  [
    'change a closed order',
    upTo.delivered,
    annotate,
    { refused: 'wrong_status', params: { status: 'closed' } },
  ],
  ['change what has left whole', upTo.shipped, annotate, { refused: 'everything_left' }],
  ['choose a carrier for it then', upTo.shipped, byCarrier, { refused: 'everything_left' }],
  [
    'choose the carrier it has',
    [byCarrier],
    byCarrier,
    { refused: 'nothing_to_do', params: { transition: 'change' } },
  ],
  [
    'change what has left from the shelf',
    [confirm, allocateAll, shipAll],
    readdress,
    { refused: 'everything_left' },
  ],
  [
    'readdress once the warehouse knows of a single piece',
    [...upTo.allocated, releaseSome],
    readdress,
    { refused: 'already_released', at: '/shipTo' },
  ],
  [
    'readdress and annotate at once then, in part',
    upTo.released,
    { ...annotate, shipTo: elsewhere } as Command,
    { refused: 'already_released', at: '/shipTo' },
  ],
  [
    'change nothing',
    [],
    { type: 'change', reason: 'why' },
    { refused: 'nothing_to_do', params: { transition: 'change' } },
  ],
  [
    'change it to what it is',
    [annotate],
    { ...annotate, shipTo: given().shipTo, customer: { name: 'Ann', phone: null } } as Command,
    { refused: 'nothing_to_do', params: { transition: 'change' } },
  ],
  [
    'promise the same moment written otherwise',
    [{ type: 'change', promisedFor: '2026-03-05T18:00:00.000Z' }],
    { type: 'change', promisedFor: '2026-03-05T18:00:00Z' },
    { refused: 'nothing_to_do', params: { transition: 'change' } },
  ],
])('it is refused to %s, and nothing changes', (_, before, command, refusal) => {
  const order = given(...before)
  const kept = structuredClone(order)
  expect(decide(command, order)).toEqual(refusal)
  expect(order).toEqual(kept)
})

test('the same address is no change, though the warehouse knows of it', () => {
  const order = given(...upTo.released)
  const asked: Command = { ...annotate, shipTo: { ...order.shipTo } } as Command
  expect(decide(asked, order)).toMatchObject({ data: { after: { note: 'Ring twice' } } })
})
