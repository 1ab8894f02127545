import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { commandBody } from '../../orders/index.ts'
import { orderFilter } from '../find/index.ts'

/** The largest number of orders in one run. */
export const mostOrders = 50_000

export const byId = z.strictObject({ id: field.id })

const bulkCommand = z.discriminatedUnion('command', [
  ...commandBody.options,
  z.strictObject({ command: z.literal('release') }),
])
export type BulkCommand = z.output<typeof bulkCommand>

const seenOrder = z.strictObject({
  id: field.id,
  ifVersion: z.int().min(1).max(2_147_483_647).optional().meta({
    description: 'the order is refused if it has another version when the run reaches it',
  }),
})
const asked = z.strictObject({
  do: bulkCommand,
  of: z.union([
    z.strictObject({ ids: z.array(field.id).min(1).max(mostOrders) }),
    z.strictObject({ orders: z.array(seenOrder).min(1).max(mostOrders) }),
    z.strictObject({ filter: orderFilter }),
  ]),
})
export type BulkAsked = z.output<typeof asked>

const run = z
  .object({
    id: z.string(),
    do: z.record(z.string(), z.unknown()),
    state: z.enum(['running', 'stopped', 'done']),
    total: z.int(),
    done: z.int(),
    refused: z.int(),
    by: z.string(),
    version: z.int(),
    madeAt: z.string(),
    changedAt: z.string(),
    undone: z.object({ run: z.string(), by: z.string(), at: z.string() }).nullable(),
  })
  .meta({
    id: 'BulkRun',
    description:
      'One command on many orders: total = done + refused + open; `undone` is the run that undoes it',
  })

/** Restarting a run is refused where beginning it would be, and once it was undone. */
const beyond = ['not_allowed', 'more_than_yours', 'already_undone']
const selecting = ['too_many_orders', 'no_orders', 'not_allowed']

export const runsContract = {
  'POST /api/bulk/preview': {
    summary: 'Preview what a command would do to many orders, without doing it',
    permission: 'orders:read',
    body: asked,
    answer: z.object({
      orders: z.int(),
      allowed: z.int(),
      refused: z.array(z.object({ code: z.string(), n: z.int() })),
    }),
    bodyLimit: 4 * 1024 * 1024,
    refusals: selecting,
  },
  'POST /api/bulk': {
    summary:
      'Perform one command on up to 50,000 orders: up to 100 at once, more in the background',
    permission: 'orders:read',
    body: asked,
    status: 202,
    answer: run,
    keyed: { together: 1, lanes: 2 },
    bodyLimit: 4 * 1024 * 1024,
    refusals: selecting,
  },
  'GET /api/bulk': {
    summary: 'Your runs, newest first',
    permission: 'orders:read',
    query: z.strictObject({ ...field.page }),
    answer: z.object({ items: z.array(run), next: z.string().nullable() }),
  },
  'GET /api/bulk/{id}': {
    summary: 'One run of yours and its progress',
    permission: 'orders:read',
    params: byId,
    answer: run,
  },
  'GET /api/bulk/{id}/items': {
    summary: 'The outcome of each order of a run',
    permission: 'orders:read',
    params: byId,
    query: z.strictObject({ ...field.page, outcome: z.enum(['done', 'refused']).optional() }),
    answer: z.object({
      items: z.array(
        z.object({
          place: z.int(),
          order: z.string(),
          number: z.int().nullable(),
          outcome: z.enum(['done', 'refused']).nullable(),
          problem: z
            .object({ code: z.string(), params: z.record(z.string(), z.unknown()) })
            .nullable(),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
  'POST /api/bulk/{id}/stop': {
    summary: 'Stop a run after the orders it is working on',
    permission: 'orders:read',
    params: byId,
    answer: run,
    keyed: { together: 16 },
    refusals: ['run_is_over'],
  },
  'POST /api/bulk/{id}/resume': {
    summary: 'Resume a stopped run',
    permission: 'orders:read',
    params: byId,
    answer: run,
    keyed: { together: 16 },
    refusals: ['run_is_over', 'run_goes_on', ...beyond],
  },
  'POST /api/bulk/{id}/undo': {
    summary: 'Undo what a run held, lifted, changed or released; the undoing is a run of its own',
    permission: 'orders:read',
    params: byId,
    status: 202,
    answer: run,
    keyed: { together: 1 },
    refusals: ['run_goes_on', 'cannot_be_undone', 'nothing_done', 'already_undone', 'not_allowed'],
  },
  'POST /api/bulk/{id}/retry': {
    summary: 'Retry the refused orders of a run',
    permission: 'orders:read',
    params: byId,
    answer: run,
    keyed: { together: 16 },
    refusals: ['run_goes_on', 'nothing_refused', ...beyond],
  },
} as const satisfies Contract
