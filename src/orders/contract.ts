import { z } from 'zod'
import { type Contract, field } from '../base/http/index.ts'
import { deskContract } from './desk-contract.ts'
import { mergeContract } from './merge-contract.ts'
import { transitions } from './order.ts'
import { quoteContract } from './quote-shapes.ts'
import { newOrder, order, orderBrief, orderChange } from './shapes.ts'

const byId = z.strictObject({ id: field.id })
const pieces = z
  .array(z.strictObject({ line: z.int().min(1).max(100_000), quantity: field.quantity }))
  .min(1)
  .max(5_000)
/** Pieces by the order's line number, and where they are taken from; the stock finds that where it is left out. */
export const located = z
  .array(
    z.strictObject({
      line: z.int().min(1).max(100_000),
      quantity: field.quantity,
      location: field.text(50).optional(),
    }),
  )
  .min(1)
  .max(5_000)

const common = [
  'version_mismatch',
  'held',
  'wrong_status',
  'not_enough',
  'unknown_line',
  'nothing_to_do',
]
const placing = [
  'unknown_customer',
  'unknown_sku',
  'no_price',
  'amount_too_large',
  'discount_too_large',
  'total_negative',
  'out_of_stock',
  'duplicate_external_ref',
]
const command = {
  params: byId,
  personal: true,
  answer: order,
  keyed: { together: 256 },
} as const

const bodies = {
  confirm: z.strictObject({ reason: field.code.optional() }),
  hold: z.strictObject({
    code: field.code,
    blocks: z.array(z.enum(transitions)).min(1).default(['confirm', 'release', 'ship']),
    params: z
      .record(field.text(50), z.union([field.text(200), z.number()]))
      // Holds travel with every row of a list: 6 MB of parameters were taken on one hold.
      .refine((params) => Object.keys(params).length <= 20, 'too_many')
      .optional(),
    note: field.text(1_000).optional(),
  }),
  lift: z.strictObject({ hold: field.id.optional(), reason: field.code.optional() }),
  cancel: z.strictObject({
    reason: field.code.default('customer_request'),
    lines: pieces.optional(),
  }),
  allocate: z.strictObject({ lines: pieces.optional(), location: field.text(50).optional() }),
  ship: z.strictObject({
    lines: located.optional(),
    carrier: field.code.optional().meta({ description: 'else the order’s, else `manual`' }),
    trackingNumber: field.text(60).optional(),
  }),
  deliver: z.strictObject({ lines: pieces.optional(), at: field.time.optional() }),
}

/** One command on one order, as batches and bulk runs take it. */
export const commandBody = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('confirm'), ...bodies.confirm.shape }),
  z.strictObject({ command: z.literal('hold'), ...bodies.hold.shape }),
  z.strictObject({ command: z.literal('lift'), ...bodies.lift.shape }),
  // The same note, promise or carrier can be meant for many; an address or a name is of one order.
  z.strictObject({
    command: z.literal('change'),
    ...orderChange.pick({ note: true, promisedFor: true, carrier: true, reason: true }).shape,
  }),
  z.strictObject({ command: z.literal('cancel'), ...bodies.cancel.shape }),
  z.strictObject({ command: z.literal('allocate'), ...bodies.allocate.shape }),
  z.strictObject({ command: z.literal('ship'), ...bodies.ship.shape }),
  z.strictObject({ command: z.literal('deliver'), ...bodies.deliver.shape }),
])

const outcome = z.object({
  status: z.int(),
  order: orderBrief.optional(),
  problem: z.record(z.string(), z.unknown()).optional(),
})

export const ordersContract = {
  'POST /api/orders': {
    summary: 'Place an order',
    permission: 'orders:place',
    personal: true,
    body: newOrder,
    status: 201,
    answer: order,
    keyed: { together: 128, lanes: 3 },
    bodyLimit: 1024 * 1024,
    refusals: placing,
  },
  'POST /api/orders/batch': {
    summary: 'Place up to 5,000 orders; each gets its own outcome',
    permission: 'orders:place',
    body: z.strictObject({ orders: z.array(z.unknown()).min(1).max(5_000) }),
    answer: z.object({ outcomes: z.array(outcome) }),
    keyed: { together: 1, lanes: 2 },
    bodyLimit: 32 * 1024 * 1024,
    refusals: placing,
  },
  'POST /api/orders/commands': {
    summary: 'Perform up to 5,000 commands; each gets its own outcome',
    permission: 'orders:read',
    body: z.strictObject({
      commands: z
        .array(z.strictObject({ id: field.id, ifVersion: z.int().optional(), do: commandBody }))
        .min(1)
        .max(5_000),
    }),
    answer: z.object({ outcomes: z.array(outcome) }),
    keyed: { together: 1, lanes: 2 },
    bodyLimit: 8 * 1024 * 1024,
    refusals: [
      ...[...common, 'not_held', 'which_hold', 'too_many_holds', 'already_released'],
      ...['everything_left', 'unknown_carrier', 'out_of_stock', 'not_allocated_there'],
      ...['packed', 'goes_together'],
    ],
  },
  ...quoteContract,
  ...mergeContract,
  ...deskContract,
  'POST /api/orders/{id}/confirm': {
    summary: 'Confirm an order',
    permission: 'orders:confirm',
    ...command,
    body: bodies.confirm,
    refusals: common,
  },
  'POST /api/orders/{id}/hold': {
    summary: 'Put a hold on an order',
    permission: 'orders:hold',
    ...command,
    body: bodies.hold,
    refusals: [...common, 'too_many_holds'],
  },
  'POST /api/orders/{id}/lift': {
    summary: 'Lift a hold',
    permission: 'orders:hold',
    ...command,
    body: bodies.lift,
    refusals: [...common, 'not_held', 'which_hold'],
  },
  'POST /api/orders/{id}/change': {
    summary:
      'Change where an order goes, how its customer is reached, its note, promise or carrier',
    permission: 'orders:change',
    ...command,
    body: orderChange,
    refusals: [
      'version_mismatch',
      'wrong_status',
      'nothing_to_do',
      'already_released',
      'everything_left',
      'unknown_carrier',
    ],
  },
  'POST /api/orders/{id}/unmerge': {
    summary: 'Let an order go by itself again',
    permission: 'orders:release',
    ...command,
    refusals: ['version_mismatch', 'not_merged', 'already_released'],
  },
  'POST /api/orders/{id}/cancel': {
    summary: 'Cancel an order, lines of it, or part of a line',
    permission: 'orders:cancel',
    ...command,
    body: bodies.cancel,
    refusals: [...common, 'already_released'],
  },
  'POST /api/orders/{id}/allocate': {
    summary: 'Claim stock for what is not allocated yet',
    permission: 'orders:allocate',
    ...command,
    body: bodies.allocate,
    refusals: [...common, 'out_of_stock'],
  },
  'POST /api/orders/{id}/ship': {
    summary: 'Say what left, with carrier and tracking number',
    permission: 'orders:ship',
    ...command,
    body: bodies.ship,
    refusals: [...common, 'not_allocated_there', 'packed', 'goes_together'],
  },
  'POST /api/orders/{id}/deliver': {
    summary: 'Say what arrived',
    permission: 'orders:deliver',
    ...command,
    body: bodies.deliver,
    refusals: common,
  },
} as const satisfies Contract
