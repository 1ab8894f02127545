// Orders as values, at any stage, for the tests of the order's rules.
import type { Command } from './decide.ts'
import { decide } from './decide.ts'
import { begin, evolve } from './evolve.ts'
import type { OrderFact, Placed } from './facts.ts'
import type { Hold, Order } from './order.ts'

export type PlacedLine = Placed['lines'][number]

export const tenApples: PlacedLine = {
  line: 1,
  sku: 'apple',
  name: { en: 'Apple' },
  unitPrice: 333,
  discount: 100,
  tax: 647,
  ordered: 10,
}
export const fourPears: PlacedLine = {
  line: 2,
  sku: 'pear',
  name: { en: 'Pear' },
  unitPrice: 250,
  discount: 0,
  tax: 200,
  ordered: 4,
}

/** Placed and nothing more: ten apples and four pears, tax on top. */
export function placedWith(
  lines: PlacedLine[] = [tenApples, fourPears],
  taxIncluded = false,
): Placed {
  const sum = (amount: (line: PlacedLine) => number) =>
    lines.reduce((all, line) => all + amount(line), 0)
  const goods = sum((line) => line.unitPrice * line.ordered)
  const discount = sum((line) => line.discount)
  const tax = sum((line) => line.tax)
  return {
    id: 'ord_1',
    number: 100_001,
    channel: 'web',
    externalRef: null,
    currency: 'GBP',
    taxIncluded,
    customer: { name: 'Ann' },
    shipTo: { name: 'Ann', country: 'GB', city: 'Leeds', street: '1 High Street' },
    note: null,
    promisedFor: null,
    placedAt: '2026-03-01T09:00:00.000Z',
    lines,
    charges: [],
    goods,
    discount,
    charged: 0,
    tax,
    total: goods - discount + (taxIncluded ? 0 : tax),
  }
}

export const at = (line: number, quantity: number, location = 'main') => ({
  line,
  quantity,
  location,
})

/** Does the commands one after the other; each must be allowed. */
export function given(...commands: Command[]): Order {
  return commands.reduce((order, command) => {
    const fact = decide(command, order)
    if ('refused' in fact) throw new Error(`${command.type} was refused: ${fact.refused}`)
    return evolve(order, fact as Exclude<OrderFact, { type: 'order.placed' }>)
  }, begin(placedWith()))
}

export const confirm: Command = { type: 'confirm' }
export const cancelAll: Command = { type: 'cancel', reason: 'changed' }
export const allocateAll: Command = { type: 'allocate', pieces: [at(1, 10), at(2, 4)] }
export const releaseAll: Command = { type: 'release', pieces: [at(1, 10), at(2, 4)] }
export const recalling = (line: number, quantity: number): Command => ({
  type: 'recall',
  pieces: [at(line, quantity)],
})
export const pickAll: Command = { type: 'pick', pieces: [at(1, 10), at(2, 4)] }
export const shipAll: Command = { type: 'ship', pieces: [at(1, 10), at(2, 4)] }
/** The same straight from the shelf, without releasing before. */
export const shipUntold: Command = {
  type: 'ship',
  pieces: [
    { ...at(1, 10), unreleased: 10 },
    { ...at(2, 4), unreleased: 4 },
  ],
}
export const deliverAll: Command = { type: 'deliver' }
export const returning = (line: number, quantity: number, credit?: number): Command => ({
  type: 'return',
  reason: 'unwanted',
  pieces: [{ line, quantity, ...(credit !== undefined && { credit }) }],
})
export const pay = (amount: number): Command => ({ type: 'pay', amount, method: 'card' })
export const refund = (amount: number): Command => ({ type: 'refund', amount, method: 'card' })
export const hold = (id: string, blocks: Hold['blocks'] = ['ship']): Command => ({
  type: 'hold',
  hold: { id, code: 'check', blocks },
})
export const unhold = (id?: string): Command => ({ type: 'lift', hold: id })

/** Everything up to and including a stage. */
export const upTo = {
  confirmed: [confirm],
  allocated: [confirm, allocateAll],
  released: [confirm, allocateAll, releaseAll],
  picked: [confirm, allocateAll, releaseAll, pickAll],
  shipped: [confirm, allocateAll, releaseAll, pickAll, shipAll],
  delivered: [confirm, allocateAll, releaseAll, pickAll, shipAll, deliverAll],
}
