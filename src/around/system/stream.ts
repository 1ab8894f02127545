import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { type Caller, factView, seesWhole } from '../../base/http/index.ts'
import type { FactKinds } from '../../base/module/index.ts'
import {
  type Cursor,
  type Database,
  factsAfter,
  formatCursor,
  inPart,
  type RecordedFact,
  type Tx,
} from '../../base/platform/index.ts'
import type { Seats } from './seats.ts'
import { seenBy } from './seen.ts'

const pollMs = 500
const heartbeatMs = 15_000
const perRead = 500
const longestMs = 300_000

type Streaming = {
  database: Database
  caller: Caller
  facts: FactKinds
  from: Cursor
  topics: readonly string[]
  wait: (ms: number) => Promise<void>
  look: Seats['look']
  stopping: () => boolean
}

/**
 * Sends the log from a cursor on as server-sent events until the reader disconnects. The id of each event is the cursor after it, so
 * that a reader who reconnects with Last-Event-ID misses nothing and gets nothing twice. An event `cursor` with empty data comes first
 * and as heartbeat, so that a reader without facts also knows where to continue. After `longestMs` the reader has to reconnect, and
 * its rights are checked again.
 */
export async function streamFacts(reply: FastifyReply, streaming: Streaming): Promise<void> {
  reply.hijack()
  const { raw } = reply
  // A reader who disconnects during a write is not an error.
  raw.on('error', () => {})
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  })
  try {
    await sendUntilGone(raw, streaming)
  } finally {
    // Otherwise a reader who does not read would keep a stopping server waiting for ever.
    if (raw.writableNeedDrain) raw.destroy()
    else raw.end()
  }
}

async function sendUntilGone(raw: ServerResponse, streaming: Streaming): Promise<void> {
  const { database, caller, facts: kinds, topics, wait, look, stopping } = streaming
  const until = Date.now() + longestMs
  const goesOn = () => !raw.destroyed && !raw.writableEnded && !stopping() && Date.now() < until
  let cursor = streaming.from
  let quietSince = Date.now()
  raw.write(`retry: 1000\n${placeText(cursor)}`)
  while (goesOn()) {
    const after = cursor
    const read = async (tx: Tx) => {
      const facts = await factsAfter(tx, after, perRead)
      return { facts, seen: await seenBy(tx, caller, facts, kinds) }
    }
    const { facts, seen } = await look(() => database.read(read))
    cursor = facts.at(-1)?.cursor ?? cursor
    let text = seen
      .filter(({ type }) => matches(type, topics))
      .map((fact) => eventText(fact, caller))
      .join('')
    if (text === '' && Date.now() - quietSince > heartbeatMs) text = placeText(cursor)
    if (text !== '') {
      quietSince = Date.now()
      raw.write(text)
    }
    if (facts.length < perRead) await wait(pollMs)
    // Reads no more for a slow reader, so that at most one page of facts waits in memory.
    while (raw.writableNeedDrain && goesOn()) await wait(pollMs)
  }
}

/** Sends an empty data line, because without one many clients drop the id too. */
function placeText(cursor: Cursor): string {
  return `id: ${formatCursor(cursor)}\nevent: cursor\ndata:\n\n`
}

function eventText(fact: RecordedFact, caller: Caller): string {
  const view = factView(fact)
  const data = JSON.stringify(seesWhole(caller) ? view : inPart(view))
  return `id: ${formatCursor(fact.cursor)}\nevent: fact\ndata: ${data}\n\n`
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
