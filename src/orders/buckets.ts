// The queues of the order desk: which orders belong in which, said once for counting and for finding them. Pure.
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

/** The steps on which something is still to be done, or on its way. */
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
 * What is left out does not matter. A queue is a list of work: once it is confirmed, an order stands where the pieces that are
 * furthest behind wait for somebody, however far others have gone on. No order stands in two of them: one that is held waits
 * for whoever held it until it has arrived.
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

/** `late` is no standing: it comes with the hour. */
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

/** The queue that an order is counted in; null for what is closed without having arrived. */
export function queueOf(standing: Standing): StandingBucket | null {
  return standingBuckets.find((bucket) => isIn(bucket, standing)) ?? null
}

/** How far an order has come: the furthest step that any piece of it has reached. Whether it is held is another question. */
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
 * What there is to say of the pieces that stay behind: that they lack stock, also before the order is confirmed, for who confirms
 * asks whether it can be sent; and that nobody released them while others have gone on, for else the step says so.
 */
export function restWaitsFor({
  fulfilment,
  rest,
}: Pick<Standing, 'fulfilment' | 'rest'>): Wait | null {
  if (rest === 'stock') return 'stock'
  return rest === 'release' && isStep(fulfilment) ? 'release' : null
}

/** What is told of an order's standing wherever it is shown. */
export function toldOf(standing: Standing) {
  return {
    queue: queueOf(standing),
    step: stepOf(standing),
    restWaitsFor: restWaitsFor(standing),
  }
}

/** Behind the shelf, a stage of fulfilment is a step by itself. */
function isStep(fulfilment: Fulfilment): fulfilment is Fulfilment & Step {
  return fulfilment !== 'cancelled' && (steps as readonly string[]).includes(fulfilment)
}
