// Merging orders into one parcel, and looking first at what would happen.

import { z } from 'zod'
import { type Contract, field } from '../base/http/index.ts'
import { commands } from './commands.ts'
import { mergeWaitings, mostMerged } from './merge.ts'
import { recipientFields } from './recipient.ts'
import { order, orderBrief } from './shapes.ts'

const chosen = z.strictObject({ orders: z.array(field.id).min(2).max(mostMerged) })
const problem = z.record(z.string(), z.unknown())

const member = order
  .pick({ id: true, number: true, status: true, placedAt: true, currency: true, total: true })
  .extend({
    units: z.int().meta({ description: 'pieces that are not cancelled' }),
    waits: z
      .enum(mergeWaitings)
      .nullable()
      .meta({ description: 'why it cannot be released yet; until it can, the whole merge waits' }),
  })
  .meta({ id: 'MergeMember' })

/** The orders of a parcel, and those that could join it. */
export const companions = z.object({
  merge: z.string().nullable(),
  orders: z.array(member).meta({ description: 'the other orders of its merge, sorted by number' }),
  fitting: z
    .array(member)
    .meta({ description: 'orders that could be merged with it, newest first' }),
})

export const mergeContract = {
  'POST /api/orders/merge': {
    summary:
      'Merge 2 to 50 orders into one parcel, all or none; an order brings along those it is merged with',
    permission: commands.merge.permission,
    body: chosen,
    answer: z.object({ merge: z.string(), orders: z.array(orderBrief) }),
    keyed: { together: 16 },
    refusals: [
      ...['nothing_to_do', 'wrong_status', 'already_released', 'already_merged'],
      ...['too_many_merged', 'other_channel', 'other_recipient'],
    ],
  },
  'POST /api/orders/merge/preview': {
    summary:
      'Preview whether orders could be merged, and what differs between them; changes nothing',
    permission: 'orders:read',
    personal: true,
    body: chosen,
    answer: z.object({
      orders: z.array(
        z.object({
          order,
          differs: z.array(z.enum(recipientFields)).meta({
            description: 'the fields in which its recipient differs from that of the first order',
          }),
        }),
      ),
      problem: problem.optional().meta({ description: 'why merging would be refused' }),
    }),
  },
} as const satisfies Contract
