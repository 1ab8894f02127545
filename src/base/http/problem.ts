// Everything that goes wrong leaves as application/problem+json (RFC 9457) with a stable code.
import type { z } from 'zod'
import type { Refusal } from '../platform/index.ts'

export type FieldProblem = {
  pointer: string
  code: string
  params?: Record<string, unknown>
}

export type Problem = {
  type: string
  title: string
  status: number
  code: string
  params?: Refusal['params']
  errors?: FieldProblem[]
  requestId: string
}

/** Code → HTTP status and an English title. A code that is missing here is a mistake of ours and answers 500. */
export type RefusalTable = Readonly<Record<string, readonly [status: number, title: string]>>

/** The refusals that every route may answer. */
export const commonRefusals = {
  broken_json: [400, 'The body is not valid JSON'],
  duplicate_key: [400, 'The body names the same key twice'],
  too_deep: [400, 'The body is nested too deeply'],
  idempotency_key_missing: [400, 'This request needs an Idempotency-Key header'],
  idempotency_key_invalid: [400, 'The Idempotency-Key must be 1 to 255 printable characters'],
  bad_request: [400, 'The request could not be read'],
  not_signed_in: [401, 'Sign in or send an API key'],
  not_allowed: [403, 'Your role does not allow this'],
  cross_site: [403, 'The request came from another site'],
  not_found: [404, 'It does not exist, or you may not see it'],
  no_such_route: [404, 'There is no route at this address'],
  method_not_allowed: [405, 'This address does not support that method'],
  request_timeout: [408, 'The request took too long to arrive'],
  request_in_progress: [
    409,
    'A request with this Idempotency-Key is still running: wait and ask again',
  ],
  version_mismatch: [412, 'Somebody has changed it since you read it: read it again'],
  too_large: [413, 'The body is too large'],
  wrong_content_type: [
    415,
    'This content type is not accepted here: send application/json, or a type listed in `takes`',
  ],
  invalid: [422, 'Some fields are not valid: `errors` lists them'],
  shown_in_part: [422, 'This value is masked: reveal it first, or leave it unchanged'],
  idempotency_key_reused: [
    422,
    'This Idempotency-Key was used for a different request: use a new one',
  ],
  too_many_requests: [429, 'Too many requests: wait a moment'],
  headers_too_large: [431, 'The request headers are too large'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'The database cannot be reached: try again with the same key'],
  outcome_unknown: [
    503,
    'It is not known whether the request took effect: try again with the same key',
  ],
  overloaded: [503, 'The server has too much work waiting: try again with the same key'],
  disk_full: [507, 'The disk of the server is full: nothing can be stored until there is room'],
} satisfies RefusalTable

/** Turns a refusal into its problem document; `table` has the codes of the trade. */
export function problemOf(refusal: Refusal, table: RefusalTable, requestId: string): Problem {
  const [status, title] = table[refusal.refused] ?? [500, 'Unknown refusal']
  return {
    type: `/problems/${refusal.refused}`,
    title,
    status,
    code: refusal.refused,
    ...(refusal.params && { params: refusal.params }),
    ...(refusal.at !== undefined && {
      errors: [{ pointer: refusal.at, code: refusal.refused, params: { ...refusal.params } }],
    }),
    requestId,
  }
}

/** The problem of a request that does not have the shape of its route: one entry per place. */
export function invalidProblem(error: z.ZodError, requestId: string, prefix = ''): Problem {
  const errors = error.issues.slice(0, 50).flatMap((issue) => fieldProblems(issue, prefix))
  const [status, title] = commonRefusals.invalid
  return { type: '/problems/invalid', title, status, code: 'invalid', errors, requestId }
}

function fieldProblems(issue: z.core.$ZodIssue, prefix: string): FieldProblem[] {
  const at = prefix + issue.path.map((part) => `/${escapePointer(String(part))}`).join('')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, 20).map((key) => ({
      pointer: `${at}/${escapePointer(key.slice(0, 100))}`,
      code: 'unknown_field',
    }))
  if (issue.code === 'custom') return [{ pointer: at, code: issue.message }]
  const {
    code,
    path: _,
    message: __,
    input: ___,
    ...params
  } = issue as unknown as Record<string, unknown> & { code: string }
  return [{ pointer: at, code, params: plain(params) }]
}

function plain(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).filter(([, value]) => /^(string|number|boolean)$/.test(typeof value)),
  )
}

function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}
