import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Address, Destination } from './destination.ts'

/** What a receiver answered. `excerpt` is the beginning of its body, at most 1 kB of storable text. */
export type Answered = { status: number; retryAfter: string | null; excerpt: string }

const bodyLimit = 64 * 1024
const excerptLimit = 1024

/**
 * Sends one POST to the destination's checked addresses, even if its name now resolves to others. Follows no redirect, reads at most
 * 64 kB of the answer, keeps no connection. Throws when there is no status; the signal limits the time of everything.
 */
export async function post(
  { url, addresses }: Destination,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<Answered> {
  const options = { method: 'POST', agent: false, lookup: pinned(addresses), headers, signal }
  const { request } = url.protocol === 'https:' ? https : http
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const sending = request(url, { ...options, maxHeaderSize: 16 * 1024 }, resolve)
    sending.on('error', reject)
    sending.end(body)
  })
  const excerpt = await beginningOf(response)
  const retryAfter = response.headers['retry-after'] ?? null
  return { status: response.statusCode ?? 0, retryAfter, excerpt }
}

/** A lookup that answers the checked addresses, in either of the two forms that Node asks for. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_, { all }, callback) => {
    const [first] = addresses
    if (all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}

/** If the body breaks off or never ends, the status received before still counts. */
async function beginningOf(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= bodyLimit) break
    }
  } catch {
    // Keeps what was read until then.
  } finally {
    response.destroy()
  }
  return storable(Buffer.concat(chunks).subarray(0, excerptLimit).toString())
}

/** PostgreSQL rejects NUL, and a cut inside a character leaves a replacement mark that is longer than the cut bytes. */
function storable(text: string): string {
  let short = text.replaceAll('\0', '').replace(/\ufffd+$/, '')
  while (Buffer.byteLength(short) > excerptLimit) short = short.slice(0, -1)
  return short.toWellFormed()
}

/** Seconds that a Retry-After header asks for, written as a number or as a date; undefined when it is neither. */
export function secondsOf(retryAfter: string | null, now: number): number | undefined {
  if (retryAfter === null) return undefined
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter)
  const date = Date.parse(retryAfter)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000))
}
