// Reading one order: its data, its history, where its pieces are allocated, and what can be done with it.
import { z } from 'zod'
import { type Contract, factSchema, field } from '../base/http/index.ts'
import { optionNames } from './commands.ts'
import { order } from './shapes.ts'

const byId = z.strictObject({ id: field.id })
const count = z.int().min(0)
const asOfVersion = z.strictObject({
  asOf: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
})

export const oneContract = {
  'GET /api/orders/{id}': {
    summary: 'One order; `asOf` shows it as it was after that version',
    permission: 'orders:read',
    personal: true,
    params: byId,
    query: asOfVersion,
    answer: order,
    refusals: ['no_such_version'],
  },
  'POST /api/orders/{id}/reveal': {
    summary: 'The unmasked contact data and address of an order; it is recorded who asked',
    permission: 'customers:reveal',
    params: byId,
    query: asOfVersion,
    answer: order.pick({ customer: true, shipTo: true }).meta({ id: 'OrderContact' }),
    refusals: ['no_such_version'],
  },
  'GET /api/orders/{id}/events': {
    summary: 'The history of an order: what happened, who did it, when and why',
    permission: 'orders:read',
    personal: true,
    params: byId,
    answer: z.object({ items: z.array(factSchema) }),
  },
  'GET /api/orders/{id}/allocations': {
    summary: 'Where pieces of an order are allocated at your locations, and which are released',
    permission: 'orders:read',
    params: byId,
    answer: z.object({
      items: z.array(
        z.object({
          line: z.int(),
          sku: z.string(),
          location: z.string(),
          quantity: z.int(),
          released: count,
        }),
      ),
    }),
  },
  'GET /api/orders/{id}/commands': {
    summary: 'What you may do with an order now, and why you may not do the rest',
    permission: 'orders:read',
    params: byId,
    answer: z.object({
      items: z.array(
        z.object({
          command: z.enum(optionNames),
          allowed: z.boolean(),
          problem: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  },
} as const satisfies Contract
