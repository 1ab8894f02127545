import { factsBetween, type Tx } from '../../base/platform/index.ts'
import { loadMessage } from './deliveries.sql.ts'
import { bodyOf } from './message.ts'

/** What is sent to the receiver, without the signature, which is made again for every attempt. */
export type SentRequest = { url: string; headers: Record<string, string>; body: string }

/**
 * The request of a message as it would be sent now: the body comes from the log, which never changes, the address from the current
 * receiver. Without `whole` contact data is masked here, even if it is sent unmasked. Null when the endpoint has no such message.
 */
export async function requestOf(
  tx: Tx,
  endpoint: string,
  delivery: string,
  whole: boolean,
): Promise<SentRequest | null> {
  const message = await loadMessage(tx, delivery)
  if (message?.endpointId !== endpoint) return null
  const { id, url, stream, version, contacts } = message
  const [fact] = await factsBetween(tx, [{ stream, from: version, to: version }])
  if (!fact) throw new Error(`fact ${version} of ${stream} is not in the log`)
  const headers = { 'webhook-id': id, 'content-type': 'application/json' }
  return { url, headers, body: bodyOf(fact, contacts && whole) }
}
