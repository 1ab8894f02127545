import { z } from 'zod'
import { type Contract, factSchema, field } from '../../base/http/index.ts'

const follower = z.object({
  name: z.string(),
  facts: z.int(),
  seconds: z.number(),
  parked: z.int(),
  dead: z.int(),
  movedAt: z.string().nullable(),
})

const jobKind = z.object({
  kind: z.string(),
  waiting: z.int(),
  running: z.int(),
  dead: z.int(),
  oldestDueSeconds: z.number(),
})

const deadCause = z.object({
  kind: z.string(),
  cause: z.string(),
  jobs: z.int(),
  oldestSeconds: z.number(),
})

const parkedStream = z.object({
  follower: z.string(),
  stream: z.string(),
  fromVersion: z.int(),
  tries: z.int(),
  error: z.string(),
  dueAt: z.string(),
})

const process = z.object({
  node: z.string(),
  startedAt: z.string(),
  uptimeSeconds: z.number(),
  memoryBytes: z.int(),
})

const database = z.object({
  version: z.string(),
  bytes: z.int(),
  startedAt: z.string(),
  connections: z.int(),
  maxConnections: z.int(),
  migrations: z.object({ applied: z.int(), newest: z.string(), at: z.string() }),
  seals: z
    .object({ number: z.int(), at: z.string() })
    .nullable()
    .meta({ description: 'the newest seal of the log' }),
})

const deadJob = z.object({
  id: z.int(),
  kind: z.string(),
  stream: z.string(),
  version: z.int(),
  tries: z.int(),
  cause: z.string(),
  ageSeconds: z.number(),
  waiting: z.int(),
})

const deadFilter = z
  .strictObject({
    kind: field.code.optional(),
    cause: field.sought(2_000).optional(),
    id: z.int().min(1).optional(),
  })
  .refine((filter) => Object.values(filter).some((part) => part !== undefined), 'nothing_named')

export const systemContract = {
  'GET /livez': {
    summary: 'Whether the process is running',
    permission: 'public',
    answer: z.object({ live: z.literal(true) }),
  },
  'GET /readyz': {
    summary: 'Whether the database answers and its schema is the newest',
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
    summary: 'The log of facts after a cursor, in an order that never changes',
    permission: 'events:read',
    personal: true,
    query: z.strictObject({
      after: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(100),
    }),
    answer: z.object({ items: z.array(factSchema), next: z.string() }),
  },
  'GET /api/stream': {
    summary: 'The log as server-sent events; Last-Event-ID continues after an interruption',
    permission: 'events:read',
    personal: true,
    query: z.strictObject({
      topics: field.text(500).optional(),
      after: z.string().max(60).optional(),
    }),
    media: 'text/event-stream',
  },
  'GET /api/system': {
    summary: 'Followers and their lag, parked streams, jobs and dead letters, database, versions',
    permission: 'system:read',
    answer: z.object({
      version: z.string(),
      followers: z.array(follower),
      jobs: z.array(jobKind),
      deadJobs: z.array(deadJob),
      deadCauses: z.array(deadCause),
      parked: z.array(parkedStream),
      process,
      database,
    }),
  },
  'POST /api/system/jobs/replay': {
    summary: 'Retry dead jobs: one, or all of a kind or cause',
    permission: 'system:manage',
    body: deadFilter,
    answer: z.object({ replayed: z.int() }),
  },
  'POST /api/system/jobs/skip': {
    summary: 'Discard dead jobs for good, so that the jobs waiting behind them continue',
    permission: 'system:manage',
    body: deadFilter,
    answer: z.object({ skipped: z.int() }),
  },
  'POST /api/system/followers/{name}/replay': {
    summary: 'Let a follower retry its parked streams',
    permission: 'system:manage',
    params: z.strictObject({ name: field.text(60) }),
    body: z.strictObject({ stream: field.text(200).optional() }),
    answer: z.object({ replayed: z.int() }),
  },
} as const satisfies Contract
