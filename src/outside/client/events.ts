// The log as server-sent events, over broken connections. Runs in browsers and in Node.
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import {
  authorisation,
  type ClientOptions,
  Problem,
  pauseAfter,
  prepare,
  problemFrom,
  sleep,
} from './transport.ts'

export type EventsAsked = {
  topics?: readonly string[]
  after?: string
  signal?: AbortSignal
}

/** The server sends something at least every 15 s; after this silence the connection counts as broken, even if TCP keeps it open. */
const silenceMs = 45_000

/** Facts until the signal aborts. Continues after the last id received; throws final refusals of the server. */
export async function* streamOf(
  options: ClientOptions,
  { topics = [], after, signal }: EventsAsked,
): AsyncGenerator<unknown, void, undefined> {
  const place: Place = { last: after }
  for (let failures = 0; !signal?.aborted; failures++) {
    const before = place.last
    const broken = yield* connection(options, topics, place, signal)
    if (signal?.aborted) return
    if (place.last !== before) failures = 0
    const pause = pauseAfter(broken, Math.min(failures, 6))
    if (pause === null) throw broken
    await sleep(pause, signal).catch(() => {})
  }
}

type Place = { last: string | undefined }

/** One connection's facts; answers what ended it. */
async function* connection(
  options: ClientOptions,
  topics: readonly string[],
  place: Place,
  signal?: AbortSignal,
): AsyncGenerator<unknown, Problem, undefined> {
  const ending = new AbortController()
  const end = () => ending.abort()
  signal?.addEventListener('abort', end, { once: true })
  try {
    const query = topics.length > 0 ? { topics: topics.join(',') } : {}
    const response = await connect(options, query, place.last, ending.signal)
    yield* factsOf(response, place, end)
    return new Problem(0, '')
  } catch (error) {
    return error instanceof Problem ? error : new Problem(0, '', null, error)
  } finally {
    end()
    signal?.removeEventListener('abort', end)
  }
}

async function connect(
  options: ClientOptions,
  query: object,
  last: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const { url } = prepare(options, 'GET /api/stream', { query })
  const headers = {
    ...authorisation(options),
    ...(last !== undefined && { 'last-event-id': last }),
  }
  const { fetch: send = fetch } = options
  const response = await send(url, { headers, credentials: 'same-origin', signal })
  if (!response.ok) throw await problemFrom(response)
  return response
}

/** The facts of one connection; every id moves the place, even that of an event with empty data. */
async function* factsOf(response: Response, place: Place, end: () => void) {
  if (!response.body) return
  let timer = setTimeout(end, silenceMs)
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(end, silenceMs)
  }
  try {
    for await (const { id, data } of serverEvents(response.body, heard)) {
      if (id !== undefined) place.last = id
      if (data !== '') yield JSON.parse(data)
    }
  } finally {
    clearTimeout(timer)
  }
}

/** The events of the stream, however its bytes are cut; comments and incomplete events are dropped. */
export async function* serverEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void = () => {},
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const events: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => events.push(event) })
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      heard()
      parser.feed(decoder.decode(value, { stream: true }))
      yield* events.splice(0)
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
