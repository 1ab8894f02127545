/**
 * The typed client of the API, made from the same contract as the server: the compiler checks paths, inputs and answers. It imports
 * only types from the server, so it loads none of its code and runs in browsers and in Node.
 */
import type { z } from 'zod'
import type { factSchema } from '../../base/http/index.ts'
import type { FactViewOf } from '../../base/module/index.ts'
import type { modules } from '../../modules.ts'
import type { contract } from '../../plan.ts'
import type { EventsAsked } from './events.ts'
import {
  attempt,
  type ClientOptions,
  type Loose,
  Problem,
  pauseAfter,
  prepare,
  sleep,
} from './transport.ts'

export { type ClientOptions, newKey, type Place, Problem } from './transport.ts'

type Api = typeof contract
export type RouteName = keyof Api & string

export type How = {
  /** The Idempotency-Key of a write; one is made when absent. Give your own if you want to try again after a crash. */
  key?: string
  /** The version that you saw: the write is refused (`version_mismatch`) if somebody has changed it since. */
  ifMatch?: number
  signal?: AbortSignal
  /** How often a failed attempt is repeated; the client's `retries` when absent. */
  retries?: number
  /** The media type of a body that is not JSON; the body is then sent as it is (text, Blob or bytes). */
  contentType?: string
}

type None = Record<never, never>
type Part<R, Name extends string> = R extends { [N in Name]: infer Schema extends z.ZodType }
  ? None extends z.input<Schema>
    ? { [N in Name]?: z.input<Schema> }
    : { [N in Name]: z.input<Schema> }
  : { [N in Name]?: never }

/** What a route takes, as its contract says. */
export type Given<Name extends RouteName> = Asking<Api[Name]>
/** Route by route, because combining the parts of all routes with each other is too much for the compiler. */
type Asking<R> = R extends unknown
  ? Part<R, 'params'> & Part<R, 'query'> & Part<R, 'body'> & How
  : never
type Arguments<Name extends RouteName> =
  None extends Given<Name> ? [given?: Given<Name>] : [given: Given<Name>]

/** What a route answers: parsed JSON, a Blob for a PDF or a file, text for plain text, undefined for nothing. */
export type Answered<Name extends RouteName> = Api[Name] extends {
  answer: infer Schema extends z.ZodType
}
  ? WithFacts<z.output<Schema>>
  : Api[Name] extends {
        media: 'application/pdf' | 'application/octet-stream' | readonly string[]
      }
    ? Blob
    : Api[Name] extends { media: string }
      ? string
      : undefined

export type Reply<Name extends RouteName> = {
  status: number
  headers: Headers
  body: Answered<Name>
  /** True when the server had answered this key before and repeated that answer. */
  replayed: boolean
}

/** The lists with pages by cursor. */
export type PagedName = {
  [Name in RouteName]: Answered<Name> extends { items: unknown[]; next: string | null }
    ? Api[Name] extends { query: z.ZodType<{ cursor?: string | undefined }> }
      ? Name
      : never
    : never
}[RouteName]
export type Item<Name extends PagedName> =
  Answered<Name> extends { items: (infer One)[] } ? One : never
type Pages<Name extends PagedName> =
  Part<Api[Name], 'query'> extends { query: infer Query }
    ? [query: Query, how?: How & Part<Api[Name], 'params'>]
    : [query?: Part<Api[Name], 'query'>['query'], how?: How & Part<Api[Name], 'params'>]

/** What happened, to be told apart by `type`: with it goes what stands in `data`. */
export type Fact = FactViewOf<typeof modules>

/** Contracts know nothing of what the modules can tell: a list of facts is one of those of the catalogue. */
type WithFacts<Answer> = Answer extends { items: z.output<typeof factSchema>[] }
  ? Omit<Answer, 'items'> & { items: Fact[] }
  : Answer

export type Client = {
  /** Calls a route and answers the body. Throws `Problem`, or the signal's reason when it aborts. */
  call<Name extends RouteName>(name: Name, ...given: Arguments<Name>): Promise<Answered<Name>>
  /** The same with status and headers. */
  send<Name extends RouteName>(name: Name, ...given: Arguments<Name>): Promise<Reply<Name>>
  /** Every item of a list, page after page. */
  pages<Name extends PagedName>(
    name: Name,
    ...asked: Pages<Name>
  ): AsyncGenerator<Item<Name>, void, undefined>
  /**
   * The log as it grows, from the cursor `after` or from now on, across broken connections without gap or repetition.
   * `topics` are whole types or `order.*`. Ends when the signal aborts; throws `Problem` where the server refuses.
   */
  stream(asked?: EventsAsked): AsyncGenerator<Fact, void, undefined>
}

/**
 * Makes a client. Every write has an Idempotency-Key and is repeated with the same key when no answer came, on 429, 502, 503, 504 and
 * `request_in_progress`, after Retry-After or a growing, jittered pause, `retries` times; then it throws. So an order is placed once,
 * however often the connection breaks. A refusal of the server is thrown as `Problem`.
 */
export function createClient(options: ClientOptions): Client {
  const send = async (name: string, given: Loose & How = {}) => {
    const request = prepare(options, name, given)
    const { retries = options.retries ?? 4, signal } = given
    for (let tries = 0; ; tries++) {
      const outcome = await attempt(options, request, signal)
      if (!(outcome instanceof Problem)) return outcome
      const pause = tries < retries ? pauseAfter(outcome, tries) : null
      if (pause === null) throw outcome
      await sleep(pause, signal)
    }
  }
  const call = async (name: string, given?: Loose & How) => (await send(name, given)).body
  const pages = async function* (name: string, query: object = {}, how: How = {}) {
    for (let cursor = {}; ; ) {
      const asked = { ...how, query: { ...query, ...cursor } }
      const page = (await call(name, asked)) as { items: unknown[]; next: string | null }
      yield* page.items
      if (page.next === null) return
      cursor = { cursor: page.next }
    }
  }
  // The parser of events comes when somebody listens: a page shows its first rows without it.
  const stream = async function* (asked: EventsAsked = {}) {
    const { streamOf } = await import('./events.ts')
    yield* streamOf(options, asked)
  }
  return { send, call, pages, stream } as unknown as Client
}
