// What the carrier reports, and what follows from it for a package and for an order. Pure.
import { type TrackingStatus, trackingStatuses } from '../warehouse/index.ts'

/** One report of a carrier. `source` names the system that sent it, `sourceCode` is the carrier's own code. */
export type TrackingEvent = {
  status: TrackingStatus
  at: string
  place: string | null
  source: string
  sourceCode: string | null
}

const rank = new Map(trackingStatuses.map((status, index) => [status, index]))
const trouble: readonly TrackingStatus[] = ['return_to_sender', 'failure']

function rankOf(status: TrackingStatus): number {
  return rank.get(status) ?? 0
}

/**
 * The status of a package, in whatever order its events came in: the latest event by the carrier's clock. `unknown` is ignored, and
 * after `delivered` only trouble counts, because carriers also scan vans after they are emptied.
 */
export function statusOf(
  events: readonly Pick<TrackingEvent, 'status' | 'at'>[],
): { status: TrackingStatus; at: string } | null {
  const told = [...events].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || rankOf(a.status) - rankOf(b.status),
  )
  let now: { status: TrackingStatus; at: string } | null = null
  for (const { status, at } of told) {
    const silent = status === 'unknown' && now !== null
    const late = now?.status === 'delivered' && !trouble.includes(status)
    if (!silent && !late) now = { status, at }
  }
  return now
}

/** Two events are the same when status, time, place, source and the carrier's code are the same. */
export function keyOf({ status, at, place, source, sourceCode }: TrackingEvent): string {
  return JSON.stringify([Date.parse(at), status, source, sourceCode, place])
}

/**
 * The tracking axis of an order from its shipped packages: trouble first, otherwise the package that is furthest behind; null when
 * none is shipped.
 */
export function trackingOf(
  packages: readonly { shippedAt: string | null; status: TrackingStatus }[],
): TrackingStatus | null {
  const left = packages.filter(({ shippedAt }) => shippedAt !== null)
  const ranks = left.map(({ status }) => rankOf(status)).sort((a, b) => a - b)
  const worst = ranks.at(-1)
  if (worst === undefined) return null
  const most = trackingStatuses[worst] as TrackingStatus
  return trouble.includes(most) ? most : (trackingStatuses[ranks[0] ?? 0] as TrackingStatus)
}
