import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { inPart, type RecordedFact } from '../../base/platform/index.ts'

/** A new secret of 256 bits, as Standard Webhooks writes it. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * The body of a fact: `version` counts the facts of its stream from 1 without gaps, so a receiver can sort messages and see that one
 * is missing. Without `contacts`, contact data is masked.
 */
export function bodyOf(
  { type, at, data, stream, version, by, command }: RecordedFact,
  contacts: boolean,
): string {
  const timestamp = at.toISOString()
  const told = (contacts ? data : inPart(data)) as object
  return JSON.stringify({ type, timestamp, data: { ...told, stream, version, by, command } })
}

/** The headers of Standard Webhooks 1.0. Every valid secret signs, so that a receiver can change to the new one at any time. */
export function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'accept-encoding': 'identity',
    'user-agent': 'Throughline-Webhooks/1',
  }
}
