// What this page has asked the server, newest last: shown in the developers' drawer. Bodies are kept as text and cut.
import { createStore, useStore } from './store.ts'

export type NotedCall = {
  id: number
  method: string
  /** Path and query. */
  url: string
  /** 0 while it is under way or when no answer came. */
  status: number
  startedAt: number
  ms: number | null
  requestId: string | null
  idempotencyKey: string | null
  ifMatch: string | null
  sent: string | null
  answered: string | null
  bytes: number | null
  /** The screen that was open. */
  screen: string
}

const kept = 200
const longest = 20_000
let count = 0
const calls = createStore<readonly NotedCall[]>([])

export function useCalls(): readonly NotedCall[] {
  return useStore(calls)
}

export function clearCalls(): void {
  calls.set([])
}

/** fetch, noted. Passwords and secrets do not get into the notes: bodies of the session and key routes are left out. */
export async function fetchNoted(
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<Response> {
  const id = ++count
  const url = String(input)
  const headers = new Headers(init.headers)
  const quiet = /\/api\/(session|users|keys|webhooks)/.test(url)
  const startedAt = Date.now()
  const began = performance.now()
  note({
    id,
    method: init.method ?? 'GET',
    url,
    status: 0,
    startedAt,
    ms: null,
    requestId: null,
    idempotencyKey: headers.get('idempotency-key'),
    ifMatch: headers.get('if-match'),
    sent: typeof init.body === 'string' && !quiet ? init.body.slice(0, longest) : null,
    answered: null,
    bytes: null,
    screen: location.pathname,
  })
  try {
    const response = await fetch(input, init)
    const ms = performance.now() - began
    change(id, { status: response.status, ms, requestId: response.headers.get('x-request-id') })
    if (!quiet) readAside(id, response)
    return response
  } catch (error) {
    change(id, { ms: performance.now() - began })
    throw error
  }
}

/** Streams are not read: they have no end. */
function readAside(id: number, response: Response): void {
  if (!response.headers.get('content-type')?.includes('json')) return
  response
    .clone()
    .text()
    .then((text) => change(id, { answered: text.slice(0, longest), bytes: text.length }))
    .catch(() => {})
}

function note(call: NotedCall): void {
  calls.set((now) => [...now.slice(1 - kept), call])
}

function change(id: number, how: Partial<NotedCall>): void {
  calls.set((now) => now.map((call) => (call.id === id ? { ...call, ...how } : call)))
}
