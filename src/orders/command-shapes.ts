// The commands of the API: their bodies, their refusals, and how each becomes the command that the rules work on.
import { z } from 'zod'
import { type Contract, field } from '../base/http/index.ts'
import { maxAmount } from '../base/platform/index.ts'
import type { Asked } from './act.ts'
import { type CommandName, commands } from './commands.ts'
import { transitions } from './order.ts'
import { order, orderChange } from './shapes.ts'

const lineNumber = z.int().min(1).max(100_000)
const pieces = z
  .array(z.strictObject({ line: lineNumber, quantity: field.quantity }))
  .min(1)
  .max(5_000)
/** Pieces by the order's line number, and their location; when it is left out, the location is found by the stock. */
const located = z
  .array(
    z.strictObject({
      line: lineNumber,
      quantity: field.quantity,
      location: field.text(50).optional(),
    }),
  )
  .min(1)
  .max(5_000)

const money = z.strictObject({
  amount: z
    .int()
    .min(1)
    .max(maxAmount)
    .meta({ description: 'minor units of the order’s currency' }),
  method: field.code.meta({ examples: ['card', 'bank_transfer', 'cash', 'alipay', 'wechat_pay'] }),
  reference: field.text(100).optional(),
})

const common = [
  'version_mismatch',
  'held',
  'wrong_status',
  'not_enough',
  'unknown_line',
  'nothing_to_do',
]

type Shape<Body extends z.ZodObject> = {
  summary: string
  body: Body
  refusals: readonly string[]
  /** Turns a body into the command that the rules work on. */
  asked: (body: z.output<Body>) => Asked
}

function shape<Body extends z.ZodObject>(of: Shape<Body>): Shape<Body> {
  return of
}

export const shapes = {
  confirm: shape({
    summary: 'Confirm an order',
    body: z.strictObject({ reason: field.code.optional() }),
    refusals: common,
    asked: ({ reason }) => ({ type: 'confirm', reason }),
  }),
  hold: shape({
    summary: 'Put a hold on an order',
    body: z.strictObject({
      code: field.code,
      blocks: z.array(z.enum(transitions)).min(1).default(['confirm', 'release', 'ship']),
      params: z
        .record(field.text(50), z.union([field.text(200), z.number()]))
        // Every row of a list contains its holds, and before this limit one hold could have 6 MB of parameters.
        .refine((params) => Object.keys(params).length <= 20, 'too_many')
        .optional(),
      note: field.text(1_000).optional(),
    }),
    refusals: [...common, 'too_many_holds'],
    asked: ({ code, blocks, params, note }) => ({
      type: 'hold',
      hold: { code, blocks, ...(params && { params }), ...(note !== undefined && { note }) },
    }),
  }),
  lift: shape({
    summary: 'Lift a hold',
    body: z.strictObject({ hold: field.id.optional(), reason: field.code.optional() }),
    refusals: [...common, 'not_held', 'which_hold'],
    asked: (body) => ({ type: 'lift', ...body }),
  }),
  change: shape({
    summary:
      'Change where an order goes, how its customer is reached, its note, promise or carrier',
    body: orderChange,
    refusals: [
      ...['version_mismatch', 'wrong_status', 'nothing_to_do', 'already_released'],
      ...['everything_left', 'unknown_carrier'],
    ],
    asked: (body) => ({ type: 'change', ...body }),
  }),
  unmerge: shape({
    summary: 'Unmerge an order, so that it ships on its own again',
    body: z.strictObject({}),
    refusals: ['version_mismatch', 'not_merged', 'already_released'],
    asked: () => ({ type: 'unmerge' }),
  }),
  cancel: shape({
    summary: 'Cancel an order, lines of it, or part of a line',
    body: z.strictObject({
      reason: field.code.default('customer_request'),
      lines: pieces.optional(),
    }),
    refusals: [...common, 'already_released'],
    asked: ({ reason, lines }) => ({ type: 'cancel', reason, pieces: lines }),
  }),
  allocate: shape({
    summary: 'Allocate stock to the pieces that have none yet',
    body: z.strictObject({ lines: pieces.optional(), location: field.text(50).optional() }),
    refusals: [...common, 'out_of_stock'],
    asked: ({ lines, location }) => ({ type: 'allocate', pieces: lines, location }),
  }),
  release: shape({
    summary:
      'Release allocated pieces to the warehouse, all or those named: makes one fulfilment order per location',
    body: z.strictObject({ lines: located.optional() }),
    refusals: [...common, 'merge_waits', 'goes_together', 'not_allocated_there'],
    asked: ({ lines }) => ({ type: 'release', pieces: lines }),
  }),
  ship: shape({
    summary: 'Record what was shipped, with carrier and tracking number',
    body: z.strictObject({
      lines: located.optional(),
      carrier: field.code.optional().meta({
        description: 'when left out, the carrier of the order, or `manual` if it has none',
      }),
      trackingNumber: field.text(60).optional(),
    }),
    refusals: [...common, 'not_allocated_there', 'packed', 'goes_together'],
    asked: ({ lines, ...rest }) => ({ type: 'ship', pieces: lines, ...rest }),
  }),
  deliver: shape({
    summary: 'Record what was delivered',
    body: z.strictObject({ lines: pieces.optional(), at: field.time.optional() }),
    refusals: common,
    asked: ({ lines, at }) => ({ type: 'deliver', pieces: lines, at }),
  }),
  pay: shape({
    summary: 'Record a payment; more than is owed is accepted',
    body: money,
    refusals: ['version_mismatch', 'amount_too_large'],
    asked: (body) => ({ type: 'pay', ...body }),
  }),
  refund: shape({
    summary: 'Record a refund, of at most what was paid',
    body: money,
    refusals: ['version_mismatch', 'more_than_paid'],
    asked: (body) => ({ type: 'refund', ...body }),
  }),
} as const satisfies Partial<Record<CommandName, unknown>>

export type ShapeName = keyof typeof shapes

/** Many orders may get the same note, promise or carrier; an address or a name belongs to one order. */
const changeOfMany = orderChange.pick({
  note: true,
  promisedFor: true,
  carrier: true,
  reason: true,
})

function batched<Name extends ShapeName, Body extends z.ZodRawShape>(name: Name, body: Body) {
  return z.strictObject({ command: z.literal(name), ...body })
}

/** One command on one order, as it appears in batches and bulk runs. */
export const commandBody = z.discriminatedUnion('command', [
  batched('confirm', shapes.confirm.body.shape),
  batched('hold', shapes.hold.body.shape),
  batched('lift', shapes.lift.body.shape),
  batched('change', changeOfMany.shape),
  batched('cancel', shapes.cancel.body.shape),
  batched('allocate', shapes.allocate.body.shape),
  batched('ship', shapes.ship.body.shape),
  batched('deliver', shapes.deliver.body.shape),
])

/** Every refusal that a command of a batch may answer. */
export const batchRefusals = [
  ...new Set(
    commandBody.options.flatMap(({ shape: { command } }) => shapes[command.value].refusals),
  ),
]

/** Turns a body that has the shape of the named command into the command that the rules work on. */
export function askedOf(name: ShapeName, body: object): Asked {
  return (shapes[name].asked as (body: object) => Asked)(body)
}

/** A command in the body of `POST /api/orders/commands`. */
export type CommandBody = z.output<typeof commandBody>

/** Turns a command of a batch into the one that the rules work on. */
export function commandOf({ command, ...body }: CommandBody | { command: 'release' }): Asked {
  return askedOf(command, body)
}

/** The route of a command on one order: it has the body, the permission and the refusals of the command. */
export function route<Name extends ShapeName>(name: Name) {
  const { summary, body, refusals } = shapes[name] as (typeof shapes)[Name]
  return {
    summary,
    permission: commands[name].permission,
    params: z.strictObject({ id: field.id }),
    personal: true,
    body: body as (typeof shapes)[Name]['body'],
    answer: order,
    keyed: { together: 256 },
    refusals,
  } as const satisfies Contract[keyof Contract]
}
