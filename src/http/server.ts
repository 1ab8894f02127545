import { createHash } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify'
import type { z } from 'zod'
import {
  CommitUnknown,
  type Database,
  type Gatherer,
  gather,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  sqlState,
  type Tx,
} from '../platform/index.ts'
import { readBytes, takeBytes } from './bytes.ts'
import { answerUnreadable } from './client-error.ts'
import { type Answer, type Asked, type Caller, type Contract, may, type Route } from './contract.ts'
import { answerOnce, type Keyed, type OnceAnswer, type StoredAnswer } from './idempotency.ts'
import { parseJson } from './json.ts'
import { tokenBuckets } from './limits.ts'
import { measure } from './metrics.ts'
import { invalidProblem, type Problem, problemOf, type RefusalTable } from './problem.ts'

/** A route that writes: answers a batch of requests in one open transaction, one answer or refusal each. */
export type WriteHandler<R extends Route> = (
  tx: Tx,
  asked: Asked<R>[],
) => Promise<(Answer | Refusal)[]>
/** A route that reads, or that looks after its own transaction. It may write to the reply itself (streams, files). */
export type ReadHandler<R extends Route> = (
  asked: Asked<R>,
  reply: FastifyReply,
) => Promise<Answer | Refusal>

export type Handlers<C extends Contract> = {
  [Name in keyof C]: C[Name] extends Route
    ? C[Name]['keyed'] extends object
      ? WriteHandler<C[Name]>
      : ReadHandler<C[Name]>
    : never
}

export type HttpOptions = {
  database: Database
  refusals: RefusalTable
  authenticate: (request: FastifyRequest) => Promise<Caller | Refusal>
  /** Called after something was committed, so that followers need not wait for their next look. */
  committed: () => void
  onError: (error: unknown, requestId: string) => void
}

type Http = HttpOptions & {
  take: (name: string, rate: number, burst: number) => number
  /** What each path takes: looked at only where no route was found. */
  paths: Map<string, { pattern: RegExp; methods: string[] }>
}

/** An HTTP server without routes; `mount` adds a module's. Bodies are JSON, read strictly. */
export async function createServer(options: HttpOptions): Promise<{
  server: FastifyInstance
  mount: <C extends Contract>(contract: C, handlers: Handlers<C>) => void
}> {
  const server = fastify({
    logger: false,
    bodyLimit: 256 * 1024,
    requestTimeout: 60_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    genReqId: () => newId('req'),
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (_, request, reply) =>
      sendProblem(reply, problemOf(refuse('bad_request'), options.refusals, request.id)),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  await server.register(cookie)
  const http: Http = { ...options, take: tokenBuckets(), paths: new Map() }
  readJsonBodies(server)
  answerFaults(server, http)
  const mount = <C extends Contract>(contract: C, handlers: Handlers<C>) => {
    for (const [name, route] of Object.entries(contract))
      addRoute(server, http, name, route, handlers[name as keyof C] as never)
  }
  return { server, mount }
}

function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => {
    try {
      const parsed = parseJson(body as string)
      if ('value' in parsed) done(null, parsed.value)
      else done(new Fault(refuse(parsed.fault)))
    } catch {
      done(new Fault(refuse('broken_json')))
    }
  })
}

/** A refusal on its way out of a place that can only throw. */
class Fault extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

function answerFaults(server: FastifyInstance, http: Http): void {
  server.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(http, request.url)
    if (allowed.length > 0) reply.header('allow', allowed.join(', '))
    const code = allowed.length > 0 ? 'method_not_allowed' : 'no_such_route'
    return sendProblem(reply, problemOf(refuse(code), http.refusals, request.id))
  })
  server.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal.refused === 'internal') http.onError(error, request.id)
    return sendProblem(reply, problemOf(refusal, http.refusals, request.id))
  })
}

function methodsOf({ paths }: Http, url: string): string[] {
  const path = url.split('?')[0] as string
  for (const { pattern, methods } of paths.values()) if (pattern.test(path)) return methods
  return []
}

/** A stream has no HEAD: it would be answered when the stream ends. */
function notePath({ paths }: Http, method: string, path: string, { media }: Route): boolean {
  const withHead = method === 'GET' && media !== 'text/event-stream'
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`)
  const known = paths.get(path) ?? { pattern, methods: [] }
  known.methods.push(...(withHead ? ['GET', 'HEAD'] : [method]))
  paths.set(path, known)
  return withHead
}

const byFastifyCode: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong_content_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'broken_json',
  FST_ERR_BAD_URL: 'bad_request',
}

/** What a thrown error means to the caller: most are ours, some are the database's state, a few the request's. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Fault) return error.refusal
  if (error instanceof CommitUnknown) return refuse('outcome_unknown')
  const state = sqlState(error)
  if (byFastifyCode[state]) return refuse(byFastifyCode[state])
  if (/^53(100|200)/.test(state)) return refuse('disk_full')
  if (state === '55P03') return refuse('request_in_progress')
  if (/^(08|57P|53300|25006|ECONN|EPIPE|ENOENT)/.test(state)) return refuse('unavailable')
  if (/timeout exceeded when trying to connect|Connection terminated/.test(String(error)))
    return refuse('unavailable')
  const status = (error as { statusCode?: number }).statusCode
  return refuse(status && status < 500 ? 'bad_request' : 'internal')
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if ([409, 429, 503, 507].includes(problem.status) && !reply.hasHeader('retry-after'))
    reply.header('retry-after', '1')
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function addRoute(
  server: FastifyInstance,
  http: Http,
  name: string,
  route: Route,
  handler: WriteHandler<Route> & ReadHandler<Route>,
): void {
  const [method, path] = name.split(' ') as [string, string]
  const observe = measure(name)
  const writer = route.keyed && writing(http, name, route.keyed, handler)
  const options = {
    method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    exposeHeadRoute: notePath(http, method, path, route),
    ...(route.bodyLimit && { bodyLimit: route.bodyLimit }),
    handler: async (request, reply) => {
      const started = performance.now()
      reply.raw.once('close', () => observe(reply.statusCode, performance.now() - started))
      const asked = await ask(http, route, request, reply)
      if ('refused' in asked) return sendProblem(reply, problemOf(asked, http.refusals, request.id))
      if ('type' in asked) return sendProblem(reply, asked)
      if (!writer) return send(http, request, reply, await handler(asked, reply), route.status)
      const key = idempotencyKey(request)
      if (isRefusal(key)) return sendProblem(reply, problemOf(key, http.refusals, request.id))
      return sendOnce(http, request, reply, await writer(asked, key.key))
    },
  } satisfies RouteOptions
  if (route.takes) takeBytes(server, route.takes, options)
  else server.route(options)
}

/** Caller, permission and shape, in this order, so that nobody learns shapes of what they may not do. */
async function ask(
  http: Http,
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
  const parsed = parseParts(route, request)
  if ('type' in parsed) return parsed
  if (route.takes) {
    const bytes = await readBytes(request.body, route.bodyLimit ?? 0)
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

function idempotencyKey(request: FastifyRequest): { key: string } | Refusal {
  const key = request.headers['idempotency-key']
  if (key === undefined || key === '') return refuse('idempotency_key_missing')
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key))
    return refuse('idempotency_key_invalid')
  return { key }
}

type Written = OnceAnswer | Error | Refusal

/** Requests of one route gather into batches; each batch is one transaction with its answers. */
function writing(
  http: Http,
  name: string,
  { together, lanes = 1 }: NonNullable<Route['keyed']>,
  handler: WriteHandler<Route>,
): (asked: Asked<Route>, key: string) => Promise<Written> {
  const run = async (tx: Tx, items: Asked<Route>[]): Promise<StoredAnswer[]> => {
    const answers = await handler(tx, items)
    return answers.map((answer, index) => stored(http, answer, items[index] as Asked<Route>))
  }
  const gatherer: Gatherer<Keyed<Asked<Route>>, Written> = gather(
    { lanes, limit: together },
    async (batch) => {
      const answers = await answerOnce(http.database, batch, run)
      http.committed()
      return answers
    },
  )
  return (asked, key) => {
    if (gatherer.waiting() > 10_000) return Promise.resolve(refuse('overloaded'))
    const { params, body, caller } = asked
    const content = JSON.stringify([params, body, asked.ifMatch])
    const fingerprint = createHash('sha256').update(content).digest()
    return gatherer.add({ caller: caller.id, route: name, key, fingerprint, item: asked })
  }
}

function stored(http: Http, answer: Answer | Refusal, asked: Asked<Route>): StoredAnswer {
  if (isRefusal(answer)) {
    const problem = problemOf(answer, http.refusals, asked.command)
    return { status: problem.status, body: JSON.stringify(problem) }
  }
  const { status = 200, headers, body } = answer
  return { status, ...(headers && { headers }), body: JSON.stringify(body) }
}

function sendOnce(http: Http, request: FastifyRequest, reply: FastifyReply, answer: Written) {
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
  return reply.code(answer.status).type(media).send(answer.body)
}

function send(
  http: Http,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer | Refusal,
  status = 200,
) {
  if (reply.sent) return reply
  if (isRefusal(answer)) return sendProblem(reply, problemOf(answer, http.refusals, request.id))
  reply.code(answer.status ?? status).headers(answer.headers ?? {})
  const { body } = answer
  if (body === undefined || Buffer.isBuffer(body) || typeof body === 'string')
    return reply.send(body)
  return reply.type('application/json').send(JSON.stringify(body))
}
