import type { NewJob } from '../../base/jobs/index.ts'

export type DeliveryState = 'waiting' | 'delivered' | 'dead'

/** One message to one receiver, with the result of the last attempt. The id of the message is the same in all attempts. */
export type Delivery = {
  id: string
  stream: string
  version: number
  type: string
  at: Date
  state: DeliveryState
  tries: number
  lastStatus: number | null
  lastError: string | null
  /** The beginning of the last answer's body, at most 1 kB. */
  response: string | null
  milliseconds: number | null
  triedAt: Date | null
  nextTryAt: Date | null
}

export type NewDelivery = {
  id: string
  endpointId: string
  stream: string
  version: number
  type: string
  at: Date
}

export type DeliveryName = Pick<NewDelivery, 'id' | 'endpointId' | 'stream' | 'version'>

export const jobKind = 'webhook'

/**
 * One stream of the log and one receiver make one stream of jobs, so the messages of an order arrive in the order of its facts, and
 * those of different orders in parallel. The receiver is the lane, so that a slow receiver delays only itself.
 */
export function jobOf({ id, endpointId, stream, version }: DeliveryName): NewJob {
  const payload = { delivery: id }
  return { kind: jobKind, stream: `${endpointId}/${stream}`, version, payload, lane: endpointId }
}
