// Thrown errors become refusals, and refusals are answered as problems.
import type { FastifyReply } from 'fastify'
import { CommitUnknown, type Refusal, refuse, sqlState } from '../platform/index.ts'
import type { Problem } from './problem.ts'

/** Carries a refusal out of code that can only throw. */
export class Fault extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

const byFastifyCode: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong_content_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'broken_json',
  FST_ERR_BAD_URL: 'bad_request',
}

/** The refusal for a thrown error: most are our faults, some come from the database's state, a few from the request. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Fault) return error.refusal
  if (error instanceof CommitUnknown) return refuse('outcome_unknown')
  const state = sqlState(error)
  if (byFastifyCode[state]) return refuse(byFastifyCode[state])
  if (/^53(100|200)/.test(state)) return refuse('disk_full')
  if (state === '55P03') return refuse('request_in_progress')
  if (/^(40001|40P01)/.test(state)) return refuse('overloaded')
  if (/^(08|57P|53300|25006|ECONN|EPIPE|ENOENT)/.test(state)) return refuse('unavailable')
  if (/timeout exceeded when trying to connect|Connection terminated/.test(String(error)))
    return refuse('unavailable')
  const status = (error as { statusCode?: number }).statusCode
  return refuse(status && status < 500 ? 'bad_request' : 'internal')
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if ([409, 429, 503, 507].includes(problem.status) && !reply.hasHeader('retry-after'))
    reply.header('retry-after', '1')
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}
