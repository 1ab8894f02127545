// A route is data: the server, OpenAPI, the typed client and the tests of every route are made from the same table.
import type { z } from 'zod'

export type Route = {
  summary: string
  /** What the caller must be allowed to do; `public` is open to everybody, `signedIn` to every caller who is known. */
  permission: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** Media types of a body that is kept as bytes, unparsed; it is read only after the caller's permission was checked. */
  takes?: readonly string[]
  /**
   * The status of success (200 when absent) and the shape of its body; a media type when it is not JSON. Several media types:
   * a file that is streamed, in the format that the caller asks for.
   */
  status?: 200 | 201 | 202 | 204
  answer?: z.ZodType
  media?:
    | 'application/pdf'
    | 'application/octet-stream'
    | 'text/event-stream'
    | 'text/plain'
    | readonly string[]
  /** The codes this route may refuse with, besides those every route has. */
  refusals?: readonly string[]
  /** Present on writes: they need an Idempotency-Key and are written in batches of at most `together`. */
  keyed?: { together: number; lanes?: number }
  /** Contains contact data: telephones, e-mails and streets are masked in what is sent out (see `personal.ts`). */
  personal?: true
  /** Largest request body in bytes (256 KiB when absent). */
  bodyLimit?: number
}

export type Contract = Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Route>

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** What a handler gets: the request is parsed, the caller is known and has the permission. */
export type Asked<R extends Route> = {
  params: Output<R['params']>
  query: Output<R['query']>
  body: R['takes'] extends readonly string[] ? Buffer : Output<R['body']>
  caller: Caller
  /** The command's id: it is stored with every fact that this request causes. */
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
  /** The role that the caller impersonates, if any. */
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
