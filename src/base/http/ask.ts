// Turns a raw request into a parsed one whose caller is known and allowed.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '../platform/index.ts'
import { readBytes } from './bytes.ts'
import { type Asked, type Caller, may, type Route } from './contract.ts'
import { refuseParts } from './personal.ts'
import { invalidProblem, type Problem } from './problem.ts'

export type Gate = {
  authenticate: (request: FastifyRequest) => Promise<Caller | Refusal>
  /** Takes one request from the caller's bucket; answers the seconds to wait, 0 when it may go on. */
  take: (name: string, rate: number, burst: number) => number
}

/** Checks caller, permission and shape in this order, so that nobody learns the shape of a request they may not send. */
export async function ask(
  http: Gate,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Asked<Route> | Refusal | Problem> {
  const caller = await http.authenticate(request)
  if (isRefusal(caller)) return caller
  if (!may(caller, route.permission))
    return refuse(caller.kind === 'nobody' ? 'not_signed_in' : 'not_allowed', {
      permission: route.permission,
    })
  const bucket = caller.kind === 'nobody' ? `nobody ${request.ip}` : caller.id
  const wait = caller.rate === null ? 0 : http.take(bucket, caller.rate, caller.rate * 2)
  if (wait > 0) {
    reply.header('retry-after', String(wait))
    return refuse('too_many_requests', { seconds: wait })
  }
  const parts = refuseParts(route, caller, request.body)
  if (parts) return parts
  const parsed = parseParts(route, request)
  if ('type' in parsed) return parsed
  if (route.takes) {
    const bytes = await readBytes(request, route.takes, route.bodyLimit ?? 0)
    if (!Buffer.isBuffer(bytes)) return bytes
    parsed.body = bytes as never
  }
  const ifMatch = versionOf(request.headers['if-match'])
  if (ifMatch === undefined) return refuse('bad_request', { header: 'If-Match' })
  const { ip, headers } = request
  return { ...parsed, caller, command: request.id, at: new Date(), ifMatch, ip, headers }
}

function parseParts(route: Route, request: FastifyRequest) {
  const parts: { params?: unknown; query?: unknown; body?: unknown } = {}
  for (const part of ['params', 'query', 'body'] as const) {
    const schema: z.ZodType | undefined = route[part]
    if (!schema) continue
    const parsed = schema.safeParse(request[part] ?? (part === 'body' ? {} : undefined))
    if (!parsed.success)
      return invalidProblem(parsed.error, request.id, part === 'body' ? '' : `/${part}`)
    parts[part] = parsed.data
  }
  return parts as { params: undefined; query: undefined; body: undefined }
}

/** `"7"` → 7, absent → null, anything else → undefined. */
function versionOf(header: string | undefined): number | null | undefined {
  if (header === undefined || header === '*') return null
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)
  return match ? Number(match[1]) : undefined
}

export function idempotencyKey(request: FastifyRequest): { key: string } | Refusal {
  const key = request.headers['idempotency-key']
  if (key === undefined || key === '') return refuse('idempotency_key_missing')
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key))
    return refuse('idempotency_key_invalid')
  return { key }
}
