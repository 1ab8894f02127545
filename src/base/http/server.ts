import cookie from '@fastify/cookie'
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify'
import { type Database, isRefusal, newId, type Refusal, refuse } from '../platform/index.ts'
import { ask, type Gate, idempotencyKey } from './ask.ts'
import { takeBytes } from './bytes.ts'
import { answerUnreadable } from './client-error.ts'
import type { Answer, Asked, Caller, Contract, Route } from './contract.ts'
import { Fault, refusalOf, sendProblem } from './faults.ts'
import { parseJson } from './json.ts'
import { tokenBuckets } from './limits.ts'
import { measure } from './metrics.ts'
import { forEyes, textForEyes } from './personal.ts'
import { problemOf, type RefusalTable } from './problem.ts'
import { sendOnce, type WriteHandler, type Writing, writing } from './write.ts'

/** A route that reads, or that begins its own transaction. It may write to the reply itself (streams, files). */
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
  /** Called after a commit, so that followers need not wait for their next poll. */
  committed: () => void
  onError: (error: unknown, requestId: string) => void
  /** Answers addresses that match no route, such as the screens of the console; null refuses them. */
  otherwise?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null
}

type Http = HttpOptions &
  Gate &
  Writing & {
    /** The methods of each path; used only when no route was found. */
    paths: Map<string, { pattern: RegExp; methods: string[] }>
  }

/** An HTTP server without routes; `mount` adds a module's. Bodies are JSON, read strictly. */
export async function createServer(options: HttpOptions): Promise<{
  server: FastifyInstance
  mount: <C extends Contract>(contract: C, handlers: Handlers<C>) => void
  /** Whether requests are being written. */
  busy: () => boolean
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
  const http: Http = { ...options, take: tokenBuckets(), paths: new Map(), underWay: 0 }
  readJsonBodies(server)
  answerFaults(server, http)
  const mount = <C extends Contract>(contract: C, handlers: Handlers<C>) => {
    for (const [name, route] of Object.entries(contract))
      addRoute(server, http, name, route, handlers[name as keyof C] as never)
  }
  return { server, mount, busy: () => http.underWay > 0 }
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

function answerFaults(server: FastifyInstance, http: Http): void {
  server.setNotFoundHandler((request, reply) => {
    const other = http.otherwise?.(request, reply)
    if (other) return other
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

/** A streamed answer has no HEAD, because it would be answered only after the whole stream. */
function notePath({ paths }: Http, method: string, path: string, { media }: Route): boolean {
  const withHead = method === 'GET' && media !== 'text/event-stream' && !Array.isArray(media)
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`)
  const known = paths.get(path) ?? { pattern, methods: [] }
  known.methods.push(...(withHead ? ['GET', 'HEAD'] : [method]))
  paths.set(path, known)
  return withHead
}

function addRoute(
  server: FastifyInstance,
  http: Http,
  name: string,
  route: Route,
  handler: WriteHandler<Route> | ReadHandler<Route>,
): void {
  const [method, path] = name.split(' ') as [string, string]
  const observe = measure(name)
  const writer = route.keyed && writing(http, name, route.keyed, handler as WriteHandler<Route>)
  const read = handler as ReadHandler<Route>
  const options = {
    method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    exposeHeadRoute: notePath(http, method, path, route),
    ...(route.bodyLimit && { bodyLimit: route.bodyLimit }),
    handler: async (request, reply) => {
      const started = performance.now()
      reply.header('x-request-id', request.id)
      reply.raw.once('close', () => observe(reply.statusCode, performance.now() - started))
      const asked = await ask(http, route, request, reply)
      if ('refused' in asked) return sendProblem(reply, problemOf(asked, http.refusals, request.id))
      if ('type' in asked) return sendProblem(reply, asked)
      if (!writer)
        return send(http, request, reply, await readAs(read, route, asked, reply), route.status)
      const key = idempotencyKey(request)
      if (isRefusal(key)) return sendProblem(reply, problemOf(key, http.refusals, request.id))
      return sendOnce(http, request, reply, await writer(asked, key.key), (body) =>
        textForEyes(route, asked.caller, body),
      )
    },
  } satisfies RouteOptions
  if (route.takes) takeBytes(server, options)
  else server.route(options)
}

async function readAs(
  read: ReadHandler<Route>,
  route: Route,
  asked: Asked<Route>,
  reply: FastifyReply,
): Promise<Answer | Refusal> {
  const answer = await read(asked, reply)
  if (isRefusal(answer) || !route.personal) return answer
  return { ...answer, body: forEyes(route, asked.caller, answer.body) }
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
