import { factView, type Handlers, metrics } from '../../base/http/index.ts'
import { replayDead, skipDead } from '../../base/jobs/index.ts'
import type { FactKinds } from '../../base/module/index.ts'
import {
  type Cursor,
  type Database,
  factsAfter,
  followerLag,
  formatCursor,
  newestCursor,
  parseCursor,
  refuse,
  replayParked,
  type Tx,
} from '../../base/platform/index.ts'
import type { systemContract } from './contract.ts'
import { readGauges } from './gauges.ts'
import { overview } from './overview.ts'
import { makeSeats } from './seats.ts'
import { seenBy } from './seen.ts'
import { streamFacts } from './stream.ts'

type C = typeof systemContract

export type SystemOptions = {
  database: Database
  /** What can happen, with who may hear of it. */
  facts: FactKinds
  version: string
  openApiDocument: () => object
  wait: (ms: number) => Promise<void>
  stopping: () => boolean
}

export function systemHandlers({
  database,
  facts: kinds,
  version,
  openApiDocument,
  wait,
  stopping,
}: SystemOptions): Handlers<C> {
  const seats = makeSeats()
  return {
    'GET /livez': async () => ({ body: { live: true } }),
    'GET /readyz': async () => {
      const lag = await database.read(followerLag)
      const slowest = Math.max(0, ...lag.map(({ seconds }) => seconds))
      return { body: { ready: true, slowestFollowerSeconds: slowest } }
    },
    'GET /metrics': async (_, reply) => {
      await database.read(readGauges)
      reply.type(metrics.contentType)
      return { body: await metrics.metrics() }
    },
    'GET /openapi.json': async () => ({ body: openApiDocument() }),
    'GET /api/events': async ({ query: { after, limit }, caller }) => {
      const from = after === undefined ? start : parseCursor(after)
      if (!from) return refuse('bad_request', { query: 'after' }, '/query/after')
      return await database.read(async (tx) => {
        const facts = await factsAfter(tx, from, limit)
        const next = formatCursor(facts.at(-1)?.cursor ?? from)
        return { body: { items: (await seenBy(tx, caller, facts, kinds)).map(factView), next } }
      })
    },
    'GET /api/stream': async ({ query, caller, headers }, reply) => {
      const last = headers['last-event-id'] ?? query.after
      const from = await database.read((tx) => beginning(tx, last))
      if (!from) return refuse('bad_request', { header: 'Last-Event-ID' })
      const topics = query.topics?.split(',').map((topic) => topic.trim()) ?? []
      const seat = seats.take(caller.id)
      if (!seat) return refuse('too_many_requests', { of: 'streams' })
      try {
        const { look } = seats
        await streamFacts(reply, {
          database,
          caller,
          facts: kinds,
          from,
          topics,
          wait,
          look,
          stopping,
        })
      } finally {
        seat.leave()
      }
      return {}
    },
    'GET /api/system': async () => ({ body: await database.read((tx) => overview(tx, version)) }),
    'POST /api/system/jobs/replay': async ({ body }) => {
      const replayed = await database.begin((tx) => replayDead(tx, body))
      return { body: { replayed } }
    },
    'POST /api/system/jobs/skip': async ({ body }) => {
      const skipped = await database.begin((tx) => skipDead(tx, body))
      return { body: { skipped } }
    },
    'POST /api/system/followers/{name}/replay': async ({ params: { name }, body: { stream } }) => {
      const replayed = await database.begin((tx) => replayParked(tx, name, stream))
      return { body: { replayed } }
    },
  }
}

const start: Cursor = { tx: '0', position: 0 }

async function beginning(tx: Tx, last: string | string[] | undefined): Promise<Cursor | null> {
  return last === undefined ? await newestCursor(tx) : parseCursor(String(last))
}
