import { expect, test } from 'vitest'
import { axesOf } from './axes.ts'
import { type Command, decide } from './decide.ts'
import { evolve } from './evolve.ts'
import type { OrderFact } from './facts.ts'
import { type Transition, transitions } from './order.ts'
import {
  allocateAll,
  at,
  cancelAll,
  confirm,
  deliverAll,
  given,
  hold,
  pay,
  pickAll,
  recalling,
  refund,
  releaseAll,
  returning,
  shipAll,
  shipUntold,
  unhold,
  upTo,
} from './scene.fixture.ts'

const cancelling = (line: number, quantity: number): Command => ({
  type: 'cancel',
  reason: 'changed',
  pieces: [{ line, quantity }],
})
const delivering = (line: number, quantity: number): Command => ({
  type: 'deliver',
  pieces: [{ line, quantity }],
})
const stages: Record<Transition, [Command[], Command]> = {
  confirm: [[], confirm],
  allocate: [[], allocateAll],
  release: [upTo.allocated, releaseAll],
  pick: [upTo.released, pickAll],
  ship: [upTo.picked, shipAll],
  deliver: [upTo.shipped, deliverAll],
  return: [[...upTo.shipped, delivering(1, 5)], returning(1, 1)],
  cancel: [[], cancelAll],
}

test.each(Object.entries(stages))(
  'a hold stops %s where it blocks it, and nothing else does',
  (type, [before, command]) => {
    const transition = type as Transition
    const others = (Object.keys(stages) as Transition[]).filter((other) => other !== transition)
    const held = given(...before, hold('hld_1', [transition]))
    expect(decide(command, held)).toEqual({
      refused: 'held',
      params: { hold: 'hld_1', code: 'check', transition },
    })
    expect(decide(command, given(...before, hold('hld_1', others)))).not.toHaveProperty('refused')
    expect(
      decide(command, given(...before, hold('hld_1', [transition]), unhold())),
    ).not.toHaveProperty('refused')
  },
)

function counts(...commands: Command[]): string[] {
  return given(...commands).lines.map((line) =>
    [
      line.cancelled,
      line.allocated,
      line.released,
      line.picked,
      line.shipped,
      line.delivered,
      line.returned,
    ].join(' '),
  )
}

test('the counts of the lines move right, step by step', () => {
  expect(counts()).toEqual(['0 0 0 0 0 0 0', '0 0 0 0 0 0 0'])
  expect(counts(...upTo.allocated)).toEqual(['0 10 0 0 0 0 0', '0 4 0 0 0 0 0'])
  expect(counts(...upTo.released)).toEqual(['0 10 10 0 0 0 0', '0 4 4 0 0 0 0'])
  expect(counts(...upTo.picked)).toEqual(['0 10 10 10 0 0 0', '0 4 4 4 0 0 0'])
  expect(counts(...upTo.shipped)).toEqual(['0 10 10 10 10 0 0', '0 4 4 4 4 0 0'])
  expect(counts(...upTo.delivered, returning(1, 3))).toEqual([
    '0 10 10 10 10 10 3',
    '0 4 4 4 4 4 0',
  ])
  expect(counts(confirm, allocateAll, shipUntold)).toEqual(counts(...upTo.shipped))
})

test('what is called back stays allocated, and the order may be cancelled and sent elsewhere again', () => {
  const back: Command[] = [...upTo.released, recalling(1, 10), recalling(2, 4)]
  expect(counts(...back)).toEqual(counts(...upTo.allocated))
  const readdress: Command = { type: 'change', shipTo: { ...given().shipTo, city: 'York' } }
  for (const command of [cancelAll, readdress]) {
    expect(decide(command, given(...upTo.released))).toMatchObject({ refused: 'already_released' })
    expect(decide(command, given(...back))).not.toHaveProperty('refused')
  }
  expect(counts(...back, releaseAll)).toEqual(counts(...upTo.released))
})

test('what is picked goes on while the rest is called back, whatever hold stands', () => {
  const some: Command[] = [...upTo.released, { type: 'pick', pieces: [at(1, 7)] }]
  const back: Command[] = [...some, hold('hld_1', [...transitions]), recalling(1, 3)]
  expect(counts(...back)).toEqual(['0 10 7 7 0 0 0', '0 4 4 0 0 0 0'])
})

test('what leaves goes with the carrier that is named, else with the order’s, else with none but ourselves', () => {
  const carrierOf = (...commands: Command[]) =>
    (decide(shipAll, given(...commands)) as OrderFact).data
  const by: Command = { type: 'change', carrier: 'sf' }
  expect(carrierOf(...upTo.picked)).toMatchObject({ carrier: 'manual' })
  expect(carrierOf(...upTo.picked, by)).toMatchObject({ carrier: 'sf' })
  const named = decide({ ...shipAll, carrier: 'zto' } as Command, given(...upTo.picked, by))
  expect(named).toMatchObject({ data: { carrier: 'zto' } })
})

test('cancelling takes first the pieces that have no stock, and tells how many gave some back', () => {
  const order = given({ type: 'allocate', pieces: [at(1, 6)] })
  const fact = decide(cancelling(1, 7), order) as OrderFact
  expect(fact.data).toEqual({ reason: 'changed', pieces: [{ line: 1, quantity: 7, allocated: 3 }] })
  expect(counts({ type: 'allocate', pieces: [at(1, 6)] }, cancelling(1, 7))[0]).toBe(
    '7 3 0 0 0 0 0',
  )
})

test('an order is cancelled when nothing is left of it, and closed when all that is left has arrived', () => {
  expect(given(cancelling(1, 10), cancelling(2, 4)).status).toBe('cancelled')
  expect(given(...upTo.shipped, delivering(1, 10)).status).toBe('confirmed')
  expect(given(...upTo.delivered).status).toBe('closed')
  const some: Command[] = [confirm, { type: 'allocate', pieces: [at(1, 10)] }]
  const ten: Command = { type: 'ship', pieces: [{ ...at(1, 10), unreleased: 10 }] }
  expect(given(...some, ten, deliverAll, cancelling(2, 4)).status).toBe('closed')
})

test.each<[string, Command[], string, string, string]>([
  ['placed', [], 'none', 'none', 'none'],
  [
    'allocated in part',
    [{ type: 'allocate', pieces: [at(1, 1)] }],
    'partly_allocated',
    'none',
    'none',
  ],
  ['allocated', [allocateAll], 'allocated', 'none', 'none'],
  [
    'allocated, the rest cancelled',
    [{ type: 'allocate', pieces: [at(1, 10)] }, cancelling(2, 4)],
    'allocated',
    'none',
    'none',
  ],
  [
    'released in part',
    [...upTo.allocated, { type: 'release', pieces: [at(1, 10)] }],
    'partly_released',
    'none',
    'none',
  ],
  [
    'released in part, the rest cancelled',
    [...upTo.allocated, { type: 'release', pieces: [at(1, 10)] }, cancelling(2, 4)],
    'released',
    'none',
    'none',
  ],
  ['released', upTo.released, 'released', 'none', 'none'],
  [
    'picked in part',
    [...upTo.released, { type: 'pick', pieces: [at(1, 1)] }],
    'picking',
    'none',
    'none',
  ],
  ['picked', upTo.picked, 'picked', 'none', 'none'],
  [
    'shipped in part',
    [...upTo.picked, { type: 'ship', pieces: [at(2, 1)] }],
    'partly_shipped',
    'none',
    'none',
  ],
  ['shipped', upTo.shipped, 'shipped', 'none', 'none'],
  ['delivered in part', [...upTo.shipped, delivering(1, 1)], 'partly_delivered', 'none', 'none'],
  ['delivered', upTo.delivered, 'delivered', 'none', 'none'],
  ['cancelled', [cancelAll], 'cancelled', 'none', 'none'],
  ['paid in part', [pay(1)], 'none', 'partly_paid', 'none'],
  ['paid', [pay(5077)], 'none', 'paid', 'none'],
  ['paid too much', [pay(5078)], 'none', 'overcharged', 'none'],
  ['paid and then cancelled', [pay(5077), cancelAll], 'cancelled', 'overcharged', 'none'],
  ['refunded in part', [pay(5077), refund(1)], 'none', 'partly_refunded', 'none'],
  ['refunded', [pay(5077), refund(5077)], 'none', 'refunded', 'none'],
  [
    'returned in part',
    [...upTo.delivered, returning(1, 10)],
    'delivered',
    'none',
    'partly_returned',
  ],
  [
    'returned',
    [...upTo.delivered, returning(1, 10), returning(2, 4)],
    'delivered',
    'none',
    'returned',
  ],
])('an order that is %s says so on its axes', (_, commands, fulfilment, payment, aftersales) => {
  expect(axesOf(given(...commands))).toMatchObject({ fulfilment, payment, aftersales })
})

test('a fact of a line that the order lacks is an error, not a guess', () => {
  const fact = { type: 'order.picked', data: { pieces: [at(9, 1)] } } satisfies OrderFact
  expect(() => evolve(given(), fact)).toThrow('names line 9, which it lacks')
})
