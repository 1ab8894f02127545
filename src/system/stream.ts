import type { FastifyReply } from 'fastify'
import type { Caller } from '../http/index.ts'
import { factView } from '../orders/index.ts'
import { type Cursor, type Database, factsAfter, formatCursor } from '../platform/index.ts'
import { seenBy } from './seen.ts'

const pollMs = 500
const heartbeatMs = 15_000
const perRead = 500

/** Whoever committed something rings; streams look at once, else every half second. */
export function makeRing() {
  const waiting = new Set<() => void>()
  return {
    ring: () => {
      for (const wake of waiting) wake()
    },
    wait: (ms: number) =>
      new Promise<void>((resume) => {
        const wake = () => {
          clearTimeout(timer)
          waiting.delete(wake)
          resume()
        }
        const timer = setTimeout(wake, ms)
        waiting.add(wake)
      }),
  }
}

/**
 * Sends the log from a cursor on as server-sent events until the reader goes away. Each event's id is the cursor behind it,
 * so that a reader who comes back with Last-Event-ID misses nothing and gets nothing twice.
 */
export async function streamFacts(
  reply: FastifyReply,
  {
    database,
    caller,
    from,
    topics,
    wait,
    stopping,
  }: {
    database: Database
    caller: Caller
    from: Cursor
    topics: readonly string[]
    wait: (ms: number) => Promise<void>
    stopping: () => boolean
  },
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  })
  raw.write(`: throughline\n\nretry: 1000\n\n`)
  let open = true
  raw.once('close', () => {
    open = false
  })
  let cursor = from
  let quietSince = Date.now()
  while (open && !stopping()) {
    const { facts, seen } = await database.read(async (tx) => {
      const facts = await factsAfter(tx, cursor, perRead)
      return { facts, seen: await seenBy(tx, caller, facts) }
    })
    const wanted = seen.filter(({ type }) => matches(type, topics))
    const text = wanted
      .map(
        (fact) =>
          `id: ${formatCursor(fact.cursor)}\nevent: fact\ndata: ${JSON.stringify(factView(fact))}\n\n`,
      )
      .join('')
    cursor = facts.at(-1)?.cursor ?? cursor
    if (text !== '') {
      quietSince = Date.now()
      if (!raw.write(text))
        await new Promise((resume) => raw.once('drain', resume).once('close', resume))
    } else if (Date.now() - quietSince > heartbeatMs) {
      quietSince = Date.now()
      raw.write(`: ${formatCursor(cursor)}\n\n`)
    }
    if (facts.length < perRead) await wait(pollMs)
  }
  raw.end()
}

/** `order.*` or a whole type; no topics is everything. */
function matches(type: string, topics: readonly string[]): boolean {
  return (
    topics.length === 0 ||
    topics.some((topic) =>
      topic.endsWith('*') ? type.startsWith(topic.slice(0, -1)) : type === topic,
    )
  )
}
