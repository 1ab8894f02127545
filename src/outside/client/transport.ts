// One attempt of a request, and whether and when to try again. Runs in browsers and in Node.

export type ClientOptions = {
  /** The address of the server, such as `http://localhost:4000`; empty in a page that the server serves itself. */
  baseUrl: string
  /** An API key's secret; a browser that is signed in sends its cookie instead. */
  key?: string
  fetch?: typeof fetch
  /** The session's token, which every change by cookie needs. A function if signing in happens later. */
  csrfToken?: string | (() => string | undefined)
  /** How often a failed attempt is repeated (4). */
  retries?: number
  /** After how many milliseconds without a complete answer an attempt counts as failed (60,000). */
  timeoutMs?: number
}

/** One place in the request that caused the refusal: a JSON pointer and the reason. */
export type Place = { pointer: string; code: string; params?: Record<string, unknown> }

/**
 * A refusal or failure of the server, thrown by every function of the client. `code` is stable and can be used as the key of a
 * translation; `params` are its numbers and names. Status 0 with the code `unreachable`: no answer came at all.
 */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly errors: readonly Place[]
  readonly requestId: string | null
  /** Seconds to wait before the next attempt, if the server gave them. */
  readonly retryAfter: number | null
  constructor(status: number, text: string, retryAfter: number | null = null, cause?: unknown) {
    const told = readProblem(text)
    const code = told.code ?? (status === 0 ? 'unreachable' : `http_${status}`)
    super(`${told.title ?? 'The request failed'} (${code})`, { cause })
    this.status = status
    this.code = code
    this.params = told.params ?? {}
    this.errors = told.errors ?? []
    this.requestId = told.requestId ?? null
    this.retryAfter = retryAfter
  }
}

type Told = {
  title?: string
  code?: string
  params?: Record<string, unknown>
  errors?: Place[]
  requestId?: string
}

function readProblem(text: string): Told {
  try {
    return (JSON.parse(text) as Told | null) ?? {}
  } catch {
    return {}
  }
}

/** A successful answer of the server: parsed JSON, a paper or file as Blob, otherwise text; undefined for an empty one. */
export type Reply = { status: number; headers: Headers; body: unknown; replayed: boolean }

export type Request = {
  url: string
  method: string
  headers: Record<string, string>
  body?: BodyInit
}

/** What a caller may give; typed by the contract on the outside. */
export type Loose = {
  params?: object
  query?: object
  body?: unknown
  key?: string
  ifMatch?: number
  contentType?: string
}

export function prepare(options: ClientOptions, name: string, given: Loose): Request {
  const [method = 'GET', path = '/'] = name.split(' ')
  const params = (given.params ?? {}) as Record<string, unknown>
  const filled = path.replace(/\{(\w+)\}/g, (_, part) => encodeURIComponent(String(params[part])))
  const body = bodyOf(given)
  return {
    method,
    url: `${options.baseUrl.replace(/\/$/, '')}${filled}${queryText(given.query ?? {})}`,
    headers: { ...headersOf(options, method, given), ...body.headers },
    ...(body.body !== undefined && { body: body.body }),
  }
}

function bodyOf({ body, contentType }: Loose): {
  body?: BodyInit
  headers?: Record<string, string>
} {
  if (body === undefined) return {}
  if (contentType !== undefined)
    return { body: body as BodyInit, headers: { 'content-type': contentType } }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

/** Arrays become the name repeated; undefined and null are left out. */
function queryText(query: object): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) search.append(name, String(one))
  return search.size === 0 ? '' : `?${search}`
}

function headersOf(options: ClientOptions, method: string, given: Loose): Record<string, string> {
  const headers = authorisation(options)
  if (method === 'GET') return headers
  headers['idempotency-key'] = given.key ?? newKey()
  if (given.ifMatch !== undefined) headers['if-match'] = `"${given.ifMatch}"`
  const { csrfToken } = options
  const token = typeof csrfToken === 'function' ? csrfToken() : csrfToken
  if (token !== undefined) headers['x-csrf-token'] = token
  return headers
}

export function authorisation({ key }: ClientOptions): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` }
}

/** 128 random bits. `crypto.randomUUID` is missing in pages served over plain http from another machine. */
/** A unique Idempotency-Key, made before the first attempt. Also works in pages served over plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Sends once and reads the whole answer. Answers a problem instead of throwing it; throws only when the signal aborts. */
export async function attempt(
  { fetch: send = fetch, timeoutMs = 60_000 }: ClientOptions,
  { url, ...request }: Request,
  signal?: AbortSignal,
): Promise<Reply | Problem> {
  const ending = new AbortController()
  const end = () => ending.abort()
  const timer = setTimeout(end, timeoutMs)
  signal?.addEventListener('abort', end, { once: true })
  try {
    signal?.throwIfAborted()
    const init = { ...request, credentials: 'same-origin', signal: ending.signal } as const
    const response = await send(url, init)
    return response.ok ? await readReply(response) : await problemFrom(response)
  } catch (error) {
    signal?.throwIfAborted()
    return new Problem(0, '', null, error)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
}

async function readReply(response: Response): Promise<Reply> {
  const { status, headers } = response
  const replayed = headers.get('idempotent-replayed') === 'true'
  return { status, headers, body: await readBody(response), replayed }
}

async function readBody(response: Response): Promise<unknown> {
  const media = response.headers.get('content-type') ?? ''
  if (/^application\/(pdf|octet-stream|vnd\.)|^text\/csv/.test(media)) return await response.blob()
  const text = await response.text()
  if (media.startsWith('application/json')) return JSON.parse(text)
  return text === '' ? undefined : text
}

export async function problemFrom(response: Response): Promise<Problem> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const text = await response.text()
  return new Problem(response.status, text, Number.isFinite(seconds) ? seconds : null)
}

const passing = new Set([0, 429, 502, 503, 504])
const longestPauseMs = 30_000

/**
 * Milliseconds to wait before the next attempt, or null when another attempt cannot help: what the server asks for, otherwise
 * 0.2 s · 2^tries up to 8 s, half of it random, so that callers who failed together do not try again together.
 */
export function pauseAfter(
  { status, code, retryAfter }: Pick<Problem, 'status' | 'code' | 'retryAfter'>,
  tries: number,
  chance = Math.random,
): number | null {
  if (!passing.has(status) && code !== 'request_in_progress') return null
  const asked = (retryAfter ?? 0) * 1000
  if (asked > longestPauseMs) return null
  const growing = Math.min(8_000, 200 * 2 ** tries)
  return Math.max(asked, growing / 2) + (chance() * growing) / 2
}

/** Waits; throws the signal's reason when it aborts meanwhile. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  await new Promise<void>((resume) => {
    const wake = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', wake)
      resume()
    }
    const timer = setTimeout(wake, milliseconds)
    signal?.addEventListener('abort', wake, { once: true })
  })
  signal?.throwIfAborted()
}
