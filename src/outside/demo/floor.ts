// The people of the demo company at work: a batch of orders goes through release, picking, packing and the carrier's van.

import { isRefusal, type Tx } from '../../base/platform/index.ts'
import { shipFulfilmentOrders, trackPackages } from '../../flow/shipping/index.ts'
import {
  type FulfilmentOrder,
  type Package,
  packFulfilmentOrders,
  pickFulfilmentOrders,
  releaseOrders,
  type TrackingStatus,
} from '../../flow/warehouse/index.ts'
import type { Order } from '../../orders/index.ts'

/** How far an order comes today. */
export type Stage = 'release' | 'pick' | 'pack' | 'ship'
const stages: readonly Stage[] = ['release', 'pick', 'pack', 'ship']

export const by = 'demo'
const scope = { channels: null, locations: null }
const asked = { by, command: 'demo', scope, ifVersion: null }
const gramsEach = 90
const gramsOfBox = 250

/** `split`: only its first lines are released, as a parcel of their own; the rest stays allocated. */
export type Goal = { order: Order; stage: Stage; split: boolean }

/** Takes each order as far as its stage; answers the shipped packages. */
export async function workOn(tx: Tx, goals: readonly Goal[], at: Date): Promise<Package[]> {
  const stageOf = new Map(goals.map(({ order, stage }) => [order.id, stages.indexOf(stage)]))
  const released = await releaseOrders(
    tx,
    goals.map(({ order, split }) => ({
      ...{ ...asked, orderId: order.id },
      ...(split && { pieces: firstLines(order) }),
    })),
    at,
  )
  const work = released.flatMap((outcome) => (isRefusal(outcome) ? [] : outcome))
  const reaching = (stage: Stage) =>
    work.filter(({ orderId }) => (stageOf.get(orderId) ?? 0) >= stages.indexOf(stage))
  await pickFulfilmentOrders(tx, reaching('pick').map(named), later(at, 90))
  await packFulfilmentOrders(tx, reaching('pack').map(packing), later(at, 150))
  const sent = await shipFulfilmentOrders(tx, reaching('ship').map(shipping), later(at, 240))
  return sent.flatMap((outcome) => (isRefusal(outcome) ? [] : outcome.packages))
}

/** The first half of the lines that can go. */
function firstLines({ lines }: Order) {
  const free = lines
    .map(({ line, allocated, released }) => ({ line, quantity: allocated - released }))
    .filter(({ quantity }) => quantity > 0)
  return free.slice(0, Math.ceil(free.length / 2))
}

function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000)
}

function named({ id }: FulfilmentOrder) {
  return { ...asked, id }
}

/** One box for each fulfilment order. */
function packing({ id, lines }: FulfilmentOrder) {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return { ...asked, id, packages: [{ weightG: gramsOfBox + units * gramsEach }] }
}

/** With the carrier that the order names. */
function shipping({ id }: FulfilmentOrder) {
  return { ...asked, id }
}

/** Records the same tracking status for all these packages. */
export async function carrierSays(
  tx: Tx,
  packages: readonly string[],
  status: TrackingStatus,
  at: Date,
): Promise<void> {
  const event = { status, at: at.toISOString(), place: null, source: 'manual', sourceCode: null }
  await trackPackages(
    tx,
    packages.map((id) => ({ ...asked, package: id, carrier: 'manual', event })),
    at,
  )
}
