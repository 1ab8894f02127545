import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'

const byId = z.strictObject({ id: field.id })

const comment = z.object({
  id: z.string(),
  orderId: z.string(),
  by: z.string(),
  text: z.string(),
  mentions: z.array(z.string()),
  at: z.string(),
})

export const commentsContract = {
  'GET /api/orders/{id}/comments': {
    summary: 'The comments on an order, oldest first',
    permission: 'orders:read',
    params: byId,
    query: z.strictObject({ ...field.page }),
    answer: z.object({ items: z.array(comment), next: z.string().nullable() }),
  },
  'POST /api/orders/{id}/comments': {
    summary: 'Comment on an order; the people mentioned in it find it among their mentions',
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
    summary: 'Mark your mentions as seen: all of them, or those in the given comments',
    permission: 'orders:read',
    body: z.strictObject({ comments: z.array(field.id).min(1).max(200).optional() }),
    answer: z.object({ seen: z.int() }),
    keyed: { together: 64 },
  },
} as const satisfies Contract
