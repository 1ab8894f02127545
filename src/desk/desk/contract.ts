import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { bulkContract } from './bulk-contract.ts'
import { exportContract } from './export-contract.ts'

const byId = z.strictObject({ id: field.id })

/** What a list looks like and shows, under a name. */
const viewFields = {
  place: field.code,
  name: field.text(100),
  shared: z.boolean().default(false),
  query: z
    .record(field.text(50), field.optionalText(500))
    .refine((query) => Object.keys(query).length <= 50, 'too_many')
    .default({}),
  columns: z
    .array(
      z.strictObject({
        key: field.text(50),
        width: z.int().min(20).max(2_000).optional(),
        pinned: z.boolean().optional(),
      }),
    )
    .max(60)
    .default([]),
  density: z.enum(['cosy', 'compact']).nullable().default(null),
  position: z.int().min(0).max(10_000).default(0),
}
export const viewBody = z.strictObject(viewFields)

const view = z
  .object({
    id: z.string(),
    ...viewFields,
    ownerId: z.string(),
    mine: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'View' })

const comment = z.object({
  id: z.string(),
  orderId: z.string(),
  by: z.string(),
  text: z.string(),
  mentions: z.array(z.string()),
  at: z.string(),
})

const viewsContract = {
  'GET /api/views': {
    summary: 'The saved views of a list: your own and the shared ones',
    permission: 'signedIn',
    query: z.strictObject({ place: field.code }),
    answer: z.object({ items: z.array(view) }),
  },
  'POST /api/views': {
    summary: 'Save a view, for yourself or, with `views:share`, for all',
    permission: 'signedIn',
    body: viewBody,
    status: 201,
    answer: view,
    keyed: { together: 16 },
    refusals: ['too_many_views', 'not_allowed'],
  },
  'PUT /api/views/{id}': {
    summary: 'Change a view of yours, or a shared one with `views:share`',
    permission: 'signedIn',
    params: byId,
    body: viewBody,
    answer: view,
    keyed: { together: 16 },
    refusals: ['version_mismatch', 'not_allowed'],
  },
  'DELETE /api/views/{id}': {
    summary: 'Remove a view of yours, or a shared one with `views:share`',
    permission: 'signedIn',
    params: byId,
    answer: z.object({ id: z.string() }),
    keyed: { together: 16 },
    refusals: ['version_mismatch', 'not_allowed'],
  },
} as const satisfies Contract

const commentsContract = {
  'GET /api/orders/{id}/comments': {
    summary: 'What people wrote about an order, oldest first',
    permission: 'orders:read',
    params: byId,
    query: z.strictObject({ ...field.page }),
    answer: z.object({ items: z.array(comment), next: z.string().nullable() }),
  },
  'POST /api/orders/{id}/comments': {
    summary: 'Write a comment about an order; who is mentioned finds it among the mentions',
    permission: 'orders:comment',
    params: byId,
    body: z.strictObject({
      text: field.text(4_000),
      mentions: z.array(field.id).max(20).default([]),
    }),
    status: 201,
    answer: comment,
    keyed: { together: 64 },
  },
  'GET /api/mentions': {
    summary: 'Comments that mention you, newest first, and how many you have not seen',
    permission: 'orders:read',
    query: z.strictObject({ ...field.page }),
    answer: z.object({
      items: z.array(comment.extend({ orderNumber: z.int(), seen: z.boolean() })),
      unseen: z.int(),
      next: z.string().nullable(),
    }),
  },
  'POST /api/mentions/seen': {
    summary: 'Say that you have seen your mentions: all of them, or those in these comments',
    permission: 'orders:read',
    body: z.strictObject({ comments: z.array(field.id).min(1).max(200).optional() }),
    answer: z.object({ seen: z.int() }),
    keyed: { together: 64 },
  },
} as const satisfies Contract

export const deskContract = {
  ...viewsContract,
  ...bulkContract,
  ...exportContract,
  ...commentsContract,
} as const satisfies Contract
