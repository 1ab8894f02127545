// The queues of the order desk: which order belongs in which queue, defined once for counting and for finding. Pure.
import type { Fulfilment, Rest } from './axes.ts'
import type { Status } from './order.ts'

/** Where an order stands, as far as the queues are concerned. */
export type Standing = { status: Status; fulfilment: Fulfilment; rest: Rest; held: boolean }

type Rule = {
  status?: readonly Status[]
  fulfilment?: readonly Fulfilment[]
  rest?: readonly Rest[]
  held?: boolean
}

/** The steps at which something is still to be done, or still travelling. */
const underWay = [
  'none',
  'partly_allocated',
  'allocated',
  'partly_released',
  'released',
  'picking',
  'picked',
  'partly_shipped',
  'shipped',
  'partly_delivered',
] as const satisfies readonly Fulfilment[]

/**
 * A rule matches any value of a field that it does not name. A queue is a list of work: a confirmed order is in the queue of its
 * pieces that are furthest behind, because somebody must work on those, however far the others are. No order is in two queues:
 * a held order is in `held` until everything has arrived.
 */
const bucketRules = {
  to_confirm: { status: ['received'], held: false },
  waiting: { status: ['confirmed'], held: false, rest: ['stock'] },
  to_release: { status: ['confirmed'], held: false, rest: ['release'] },
  in_warehouse: { status: ['confirmed'], held: false, rest: ['warehouse'] },
  shipped: { status: ['confirmed'], held: false, rest: ['arrival'] },
  delivered: { fulfilment: ['delivered'] },
  held: { status: ['received', 'confirmed'], held: true, fulfilment: underWay },
  cancelled: { status: ['cancelled'] },
} as const satisfies Record<string, Rule>

export type StandingBucket = keyof typeof bucketRules
export const standingBuckets = Object.keys(bucketRules) as StandingBucket[]

/** `late` has no rule above because it depends on the time of day, not on where the order stands. */
export const buckets = [
  'to_confirm',
  'waiting',
  'to_release',
  'in_warehouse',
  'shipped',
  'delivered',
  'held',
  'late',
  'cancelled',
] as const
export type Bucket = (typeof buckets)[number]

export function ruleOf(bucket: StandingBucket): Rule {
  return bucketRules[bucket]
}

export function isIn(
  bucket: StandingBucket,
  { status, fulfilment, rest, held }: Standing,
): boolean {
  const rule = ruleOf(bucket)
  return (
    (rule.status?.includes(status) ?? true) &&
    (rule.fulfilment?.includes(fulfilment) ?? true) &&
    (rule.rest?.includes(rest) ?? true) &&
    (rule.held ?? held) === held
  )
}

/** The queue that an order is counted in; null for an order that was closed before everything arrived. */
export function queueOf(standing: Standing): StandingBucket | null {
  return standingBuckets.find((bucket) => isIn(bucket, standing)) ?? null
}

/** How far an order has come: the furthest step that any of its pieces has reached. A hold does not change the step. */
export const steps = [
  'to_confirm',
  'waiting',
  'partly_waiting',
  'to_release',
  'partly_released',
  'released',
  'picking',
  'picked',
  'partly_shipped',
  'shipped',
  'partly_delivered',
  'delivered',
  'closed',
  'cancelled',
] as const
export type Step = (typeof steps)[number]

export function stepOf({ status, fulfilment }: Pick<Standing, 'status' | 'fulfilment'>): Step {
  if (status === 'cancelled') return 'cancelled'
  if (isStep(fulfilment)) return fulfilment
  if (status === 'closed') return 'closed'
  if (status === 'received') return 'to_confirm'
  if (fulfilment === 'allocated') return 'to_release'
  return fulfilment === 'partly_allocated' ? 'partly_waiting' : 'waiting'
}

/** What pieces that stay behind may wait for. */
export const waits = ['stock', 'release'] as const satisfies readonly Rest[]
export type Wait = (typeof waits)[number]

/**
 * What the pieces that stay behind wait for. `stock` is shown even before the order is confirmed, because the person who confirms
 * asks whether it can be sent. `release` is shown only while other pieces have gone on; otherwise the step already says it.
 */
export function restWaitsFor({
  fulfilment,
  rest,
}: Pick<Standing, 'fulfilment' | 'rest'>): Wait | null {
  if (rest === 'stock') return 'stock'
  return rest === 'release' && isStep(fulfilment) ? 'release' : null
}

/** What is shown of where an order stands, the same everywhere. */
export function toldOf(standing: Standing) {
  return {
    queue: queueOf(standing),
    step: stepOf(standing),
    restWaitsFor: restWaitsFor(standing),
  }
}

/** Once pieces are allocated or further, the stage of fulfilment has the name of the step. */
function isStep(fulfilment: Fulfilment): fulfilment is Fulfilment & Step {
  return fulfilment !== 'cancelled' && (steps as readonly string[]).includes(fulfilment)
}
