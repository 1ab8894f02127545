// Reading one order: what it is, what happened to it, where its pieces stand, what can be done with it.
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
    summary: 'One order, whole; `asOf` shows it as it was after that version',
    permission: 'orders:read',
    personal: true,
    params: byId,
    query: asOfVersion,
    answer: order,
    refusals: ['no_such_version'],
  },
  'POST /api/orders/{id}/reveal': {
    summary:
      'How the customer of an order is reached and where it goes, whole; it is kept who asked',
    permission: 'customers:reveal',
    params: byId,
    query: asOfVersion,
    answer: order.pick({ customer: true, shipTo: true }).meta({ id: 'OrderContact' }),
    refusals: ['no_such_version'],
  },
  'GET /api/orders/{id}/events': {
    summary: 'What happened to an order: who, when, why',
    permission: 'orders:read',
    personal: true,
    params: byId,
    answer: z.object({ items: z.array(factSchema) }),
  },
  'GET /api/orders/{id}/allocations': {
    summary: 'Where pieces of an order stand allocated, at your locations, and which were released',
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
    summary: 'What may be done with an order now, and why the rest may not',
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
