import { z } from 'zod'
import { type Contract, field } from '../http/index.ts'
import { factSchema } from '../orders/index.ts'

const follower = z.object({
  name: z.string(),
  facts: z.int(),
  seconds: z.number(),
  parked: z.int(),
  dead: z.int(),
  movedAt: z.string().nullable(),
})

export const systemContract = {
  'GET /livez': {
    summary: 'The process lives',
    permission: 'public',
    answer: z.object({ live: z.literal(true) }),
  },
  'GET /readyz': {
    summary: 'The database answers and the schema is the newest',
    permission: 'public',
    answer: z.object({ ready: z.literal(true), slowestFollowerSeconds: z.number() }),
  },
  'GET /metrics': { summary: 'Prometheus metrics', permission: 'public', media: 'text/plain' },
  'GET /openapi.json': {
    summary: 'This API as OpenAPI 3.1',
    permission: 'public',
    answer: z.record(z.string(), z.unknown()),
  },
  'GET /api/events': {
    summary: 'The log after a cursor: everything that happened, in an order that never changes',
    permission: 'events:read',
    query: z.strictObject({
      after: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(100),
    }),
    answer: z.object({ items: z.array(factSchema), next: z.string() }),
  },
  'GET /api/stream': {
    summary: 'The log as server-sent events; Last-Event-ID goes on where it broke off',
    permission: 'events:read',
    query: z.strictObject({
      topics: field.text(500).optional(),
      after: z.string().max(60).optional(),
    }),
    media: 'text/event-stream',
  },
  'GET /api/system': {
    summary: 'Followers and their lag, versions',
    permission: 'system:read',
    answer: z.object({ version: z.string(), followers: z.array(follower) }),
  },
  'POST /api/system/followers/{name}/replay': {
    summary: 'Let a follower try its parked streams again',
    permission: 'system:read',
    params: z.strictObject({ name: field.text(60) }),
    body: z.strictObject({ stream: field.text(200).optional() }),
    answer: z.object({ replayed: z.int() }),
  },
} as const satisfies Contract
