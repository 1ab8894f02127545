// Requests that write are gathered into batches; each batch is one transaction that also stores the answers.
import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type Database,
  type Gatherer,
  gather,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../platform/index.ts'
import type { Answer, Asked, Route } from './contract.ts'
import { sendProblem } from './faults.ts'
import {
  answerOnce,
  type Keyed,
  type OnceAnswer,
  type Run,
  type StoredAnswer,
} from './idempotency.ts'
import { problemOf, type RefusalTable } from './problem.ts'

/**
 * A route that writes: answers a batch of requests in one open transaction, one answer or refusal each. With `each` they are
 * answered one after the other. `ahead` sends the reads of the batch together with the lookup of earlier answers, which saves a
 * round trip to the database.
 */
export type WriteHandler<R extends Route> =
  | Write<R>
  | { each: (tx: Tx, asked: Asked<R>) => Promise<Answer | Refusal> }
  | { ahead: (tx: Tx, asked: Asked<R>[]) => Promise<unknown>; write: Write<R> }
type Write<R extends Route> = (
  tx: Tx,
  asked: Asked<R>[],
  ahead?: Promise<unknown>,
) => Promise<(Answer | Refusal)[]>

export type Writing = {
  database: Database
  refusals: RefusalTable
  /** Called after a commit, so that followers need not wait for their next poll. */
  committed: () => void
  /** How many batches are being written. */
  underWay: number
}

type Written = OnceAnswer | Error | Refusal

/** Gathers requests of one route into batches; each batch is one transaction that also stores the answers. */
export function writing(
  http: Writing,
  name: string,
  { together, lanes = 1 }: NonNullable<Route['keyed']>,
  handler: WriteHandler<Route>,
): (asked: Asked<Route>, key: string) => Promise<Written> {
  const { write, ahead } = plural(handler)
  const run: Run<Asked<Route>> = {
    ...(ahead && { ahead }),
    write: async (tx, items, read) => {
      const answers = await write(tx, items, read)
      return answers.map((answer, index) => stored(http, answer, items[index] as Asked<Route>))
    },
  }
  const gatherer: Gatherer<Keyed<Asked<Route>>, Written> = gather(
    { lanes, limit: together },
    async (batch) => {
      http.underWay++
      try {
        return await answerOnce(http.database, batch, run)
      } finally {
        http.underWay--
        http.committed()
      }
    },
  )
  return (asked, key) => {
    if (gatherer.waiting() > 10_000) return Promise.resolve(refuse('overloaded'))
    const { params, body, caller } = asked
    // Impersonating a role makes it a different request: the two must never share an answer or a refusal.
    const eyes = caller.eyes === undefined ? [] : [caller.eyes]
    const content = JSON.stringify([params, body, asked.ifMatch, ...eyes])
    const fingerprint = hash('sha256', content, 'buffer')
    return gatherer.add({ caller: caller.id, route: name, key, fingerprint, item: asked })
  }
}

function plural(handler: WriteHandler<Route>): {
  write: Write<Route>
  ahead?: (tx: Tx, asked: Asked<Route>[]) => Promise<unknown>
} {
  if (typeof handler === 'function') return { write: handler }
  if ('write' in handler) return handler
  return {
    write: async (tx, asked) => {
      const answers = []
      for (const one of asked) answers.push(await handler.each(tx, one))
      return answers
    },
  }
}

function stored(http: Writing, answer: Answer | Refusal, asked: Asked<Route>): StoredAnswer {
  if (isRefusal(answer)) {
    const problem = problemOf(answer, http.refusals, asked.command)
    return { status: problem.status, body: JSON.stringify(problem) }
  }
  const { status = 200, headers, body } = answer
  return { status, ...(headers && { headers }), body: JSON.stringify(body) }
}

export function sendOnce(
  http: Writing,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Written,
  shown: (body: string) => string,
) {
  if (answer instanceof Error) throw answer
  if ('refused' in answer) return sendProblem(reply, problemOf(answer, http.refusals, request.id))
  if (answer.reused)
    return sendProblem(
      reply,
      problemOf(refuse('idempotency_key_reused'), http.refusals, request.id),
    )
  if (answer.replayed) reply.header('idempotent-replayed', 'true')
  if (answer.headers) reply.headers(answer.headers)
  const media = answer.status < 400 ? 'application/json' : 'application/problem+json'
  return reply.code(answer.status).type(media).send(shown(answer.body))
}
