import type { NewJob } from '../../base/jobs/index.ts'

export type DeliveryState = 'waiting' | 'delivered' | 'dead'

/** One message to one receiver: what happened at the last try. The id is the message's own and stays through all tries. */
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
 * One stream of the log and one receiver make one stream of jobs: an order's messages arrive in the order of its facts,
 * different orders side by side. The receiver is the lane, so that a slow one keeps only itself waiting.
 */
export function jobOf({ id, endpointId, stream, version }: DeliveryName): NewJob {
  const payload = { delivery: id }
  return { kind: jobKind, stream: `${endpointId}/${stream}`, version, payload, lane: endpointId }
}
