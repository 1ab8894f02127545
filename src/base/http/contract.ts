// A route is data: from the same table come the server, OpenAPI, the typed client and the tests that walk every route.
import type { z } from 'zod'

export type Route = {
  summary: string
  /** What the caller must be allowed to do; `public` needs nobody, `signedIn` any caller. */
  permission: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** Media types of a body that is taken as bytes, as it came; it is read only from those who may send it. */
  takes?: readonly string[]
  /**
   * The status of success (200 when absent) and the shape of its body; a media type when it is no JSON. Several media types:
   * a file that is written as it is taken, in the form that was asked for.
   */
  status?: 200 | 201 | 202 | 204
  answer?: z.ZodType
  media?:
    | 'application/pdf'
    | 'application/octet-stream'
    | 'text/event-stream'
    | 'text/plain'
    | readonly string[]
  /** The codes this route may refuse with, beside those every route has. */
  refusals?: readonly string[]
  /** Present on writes: they need an Idempotency-Key and are written in batches of at most `together`. */
  keyed?: { together: number; lanes?: number }
  /** Tells how people are reached, or takes it: their telephones, e-mails and streets go out in part (see `personal.ts`). */
  personal?: true
  /** Largest request body in bytes (256 KiB when absent). */
  bodyLimit?: number
}

export type Contract = Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Route>

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** What a handler gets: everything parsed, the caller known and allowed. */
export type Asked<R extends Route> = {
  params: Output<R['params']>
  query: Output<R['query']>
  body: R['takes'] extends readonly string[] ? Buffer : Output<R['body']>
  caller: Caller
  /** The command's id: it stands beside every fact that this request causes. */
  command: string
  at: Date
  /** The version the caller saw, from If-Match. */
  ifMatch: number | null
  ip: string
  headers: Readonly<Record<string, string | string[] | undefined>>
}

export type Answer = {
  status?: number
  headers?: Record<string, string>
  body?: unknown
}

/** Who asks. `channels` and `locations` limit what is seen and done; null is no limit. `rate` is requests a second. */
export type Caller = {
  id: string
  name: string
  kind: 'user' | 'key' | 'system' | 'nobody'
  permissions: ReadonlySet<string>
  channels: readonly string[] | null
  locations: readonly string[] | null
  rate: number | null
  /** As whom, for who looks with the eyes of a role. */
  eyes?: string
}

export function may(caller: Caller, permission: string): boolean {
  if (permission === 'public') return true
  if (permission === 'signedIn') return caller.kind !== 'nobody'
  return caller.permissions.has(permission)
}

export const nobody: Caller = {
  id: 'nobody',
  name: '',
  kind: 'nobody',
  permissions: new Set(),
  channels: [],
  locations: [],
  rate: 50,
}
