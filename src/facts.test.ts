// The catalogue of what can happen: who hears of what, within which limits, and what leaves the house. A change of it is a change of
// who knows what, and is written here too.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type FactKinds, factTable } from './base/module/index.ts'
import type { OrderTold } from './ground/customers/index.ts'
import { permissions } from './ground/identity/index.ts'
import type { OrderFact } from './orders/index.ts'
import { plan } from './plan.ts'

const { facts } = plan

const heard: [readers: string, within: string | null, leaves: boolean, types: string[]][] = [
  [
    'audit:read',
    null,
    false,
    [
      'user_made',
      'user_renamed',
      'user_rights_changed',
      'user_disabled',
      'user_enabled',
      'password_set',
      'signed_in',
      'signed_out',
      'sign_in_refused',
      'key_made',
      'key_revoked',
      'webhook.added',
      'webhook.changed',
      'webhook.secret_rotated',
      'webhook.removed',
      'webhook.ping',
      'webhook.switched_off',
    ],
  ],
  [
    'audit:read',
    null,
    true,
    [
      'setting.changed',
      'setting.removed',
      'contact.revealed',
      'order_list.made',
      'bulk.started',
      'bulk.progressed',
      'bulk.stopped',
      'bulk.resumed',
      'bulk.retried',
      'view.saved',
      'view.changed',
      'view.removed',
    ],
  ],
  [
    'catalog:read',
    null,
    true,
    [
      'variant.changed',
      'price.changed',
      'price_list.changed',
      'tax_rate.changed',
      'tax_rate.ended',
    ],
  ],
  ['customers:read', null, true, ['customer.made', 'customer.changed']],
  ['stock:read', 'location', true, ['stock.moved', 'stock.safety_set']],
  ['stock:read', null, true, ['stock.reservation_ended', 'location.changed']],
  [
    'orders:read',
    'channel',
    true,
    [
      'order.placed',
      'order.confirmed',
      'order.held',
      'order.hold_lifted',
      'order.changed',
      'order.merged',
      'order.unmerged',
      'order.cancelled',
      'order.allocated',
      'order.released',
      'order.recalled',
      'order.picked',
      'order.shipped',
      'order.delivered',
      'order.returned',
      'order.paid',
      'order.refunded',
      'comment.written',
    ],
  ],
  [
    'imports:read',
    null,
    true,
    [
      'document.received',
      'document.read',
      'document.failed',
      'document.stopped',
      'document.resumed',
      'document.row_mended',
    ],
  ],
  [
    'orders:read',
    null,
    true,
    [
      'fulfilment.released',
      'fulfilment.picked',
      'fulfilment.recalled',
      'fulfilment.packed',
      'fulfilment.shipped',
      'package.packed',
      'package.shipped',
      'package.tracked',
      'return.received',
      'return.matched',
      'return.settled',
    ],
  ],
]

test('every type of fact has its readers, its limits and its end at the door of the house', () => {
  const table = Object.entries(facts).map(([type, { readers, within = {}, leaves }]) => {
    return { type, readers, within: Object.keys(within)[0] ?? null, leaves }
  })
  const expected = heard.flatMap(([readers, within, leaves, types]) =>
    types.map((type) => ({ type, readers, within, leaves })),
  )
  const byType = (one: { type: string }, other: { type: string }) =>
    one.type < other.type ? -1 : 1
  expect(table.sort(byType)).toEqual(expected.sort(byType))
})

test('one’s own runs, and only they, are heard whatever else one may hear', () => {
  const own = Object.entries(facts).flatMap(([type, { heardByDoer }]) => (heardByDoer ? type : []))
  expect(own.every((type) => type.startsWith('bulk.'))).toBe(true)
  expect(own).toHaveLength(5)
})

test('readers are permissions that somebody can have', () => {
  const known: readonly string[] = permissions
  expect(Object.values(facts).filter(({ readers }) => !known.includes(readers))).toEqual([])
})

test('a limit is read off the fact: the order whose channel it is, or the location', () => {
  const limitOf = (type: string, stream: string, data: object = {}) => {
    const { within } = facts[type] as FactKinds[string]
    if (!within) return null
    return 'channel' in within
      ? within.channel({ stream, data })
      : within.location({ stream, data })
  }
  expect(limitOf('order.placed', 'ord_1')).toBe('ord_1')
  expect(limitOf('comment.written', 'cmt_1', { order: 'ord_2', mentions: [] })).toBe('ord_2')
  expect(limitOf('stock.moved', 'stock:NORTH:TEA:GREEN')).toBe('NORTH')
  expect(limitOf('package.packed', 'pkg_1')).toBe(null)
})

test('a type without readers, or of data that no shape describes, does not compile', () => {
  const data = z.strictObject({})
  factTable({ 'bell.rung': { data, stream: 'bell_', readers: 'orders:read', leaves: true } })
  // @ts-expect-error: nobody was chosen to hear of it
  factTable({ 'bell.rung': { data, stream: 'bell_', leaves: true } })
  // @ts-expect-error: nobody said whether it leaves the house
  factTable({ 'bell.rung': { data, stream: 'bell_', readers: 'orders:read' } })
  // @ts-expect-error: it has no shape
  factTable({ 'bell.rung': { stream: 'bell_', readers: 'orders:read', leaves: true } })
})

test('what the customers read of the orders’ facts is what these say', () => {
  // The compiler tries it: the customers stand below the orders and cannot take their table.
  const heard = (fact: Extract<OrderFact, { type: OrderTold['type'] }>): OrderTold => fact
  expect(heard).toBeTypeOf('function')
})
