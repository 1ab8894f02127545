// A day of the demo company, in one transaction with the orders of the day.

import type { Tx } from '../../base/platform/index.ts'
import type { BookedChunk, Stretch } from '../../flow/intake/index.ts'
import { type CommandRequest, type Order, perform, readOrders } from '../../orders/index.ts'
import { chanceOf } from './chance.ts'
import { by, carrierSays, type Goal, type Stage, workOn } from './floor.ts'
import { type Plan, planOf } from './plan.ts'
import { receiveSupply } from './supply.ts'

/** What is unfinished at the end of a day: confirmed orders for the warehouse, and packages on the way. */
export type UnderWay = { confirmed: readonly string[]; onTheRoad: readonly string[] }

export type Day = {
  /** Midnight, as the company keeps its dates. */
  date: Date
  /** The last day of the book: everything stays in its state. */
  last: boolean
  /** The last week: nothing is delivered to the company any more. */
  supplyStopped: boolean
  /** So long ago that picking and packing do not matter: the orders are only shipped and delivered. */
  longAgo: boolean
}

export function clock({ date }: Day, hour: number): Date {
  return new Date(date.getTime() + hour * 3_600_000)
}

function caused(at: Date) {
  return { by, command: 'demo', at }
}

/** Before the orders of the day: goods arrive, yesterday's orders go out, earlier packages reach their customers. */
export async function morning(
  tx: Tx,
  day: Day,
  chunk: readonly Stretch[],
  { confirmed, onTheRoad }: UnderWay,
): Promise<UnderWay> {
  await receiveSupply(tx, chunk, { stopped: day.supplyStopped, cause: caused(clock(day, 7)) })
  const arriving = onTheRoad.filter((id) => chanceOf(`${id} road`, day.last ? 2 : 8) > 0)
  await carrierSays(tx, arriving, 'delivered', clock(day, 10))
  const orders = [...(await readOrders(tx, confirmed)).values()].filter(({ lines }) =>
    lines.some(({ allocated, released }) => allocated > released),
  )
  const packages = day.longAgo ? await sendAtOnce(tx, day, orders) : await send(tx, day, orders)
  const arrived = new Set(arriving)
  return {
    confirmed: [],
    onTheRoad: [...onTheRoad.filter((id) => !arrived.has(id)), ...packages],
  }
}

/** Takes orders through the warehouse and ships them; answers the shipped packages. */
async function send(tx: Tx, day: Day, orders: readonly Order[]): Promise<string[]> {
  const goals = orders.map((order) => goalOf(order, day))
  const packages = (await workOn(tx, goals, clock(day, 8))).map(({ id }) => id)
  await carrierSays(tx, packages, 'in_transit', clock(day, 13))
  return packages
}

const everywhere = { channels: null, locations: null }

/** All in one step: it costs a quarter of going step by step, so the first start is faster. */
async function sendAtOnce(tx: Tx, day: Day, orders: readonly Order[]): Promise<string[]> {
  const at = clock(day, 12)
  const requests = orders.flatMap(({ id, number }): CommandRequest[] => {
    const base = { orderId: id, by, commandId: 'demo', ifVersion: null, ...everywhere }
    const trackingNumber = `D${number}`
    return [
      { ...base, command: { type: 'ship', carrier: 'manual', trackingNumber } },
      { ...base, command: { type: 'deliver', at: at.toISOString() } },
    ]
  })
  await perform(tx, requests, at)
  return []
}

/** On the last day one in four of the orders just released is released only in part. */
function goalOf(order: Order, day: Day): Goal {
  const stage = stageOf(order, day)
  const split = day.last && stage === 'release' && chanceOf(`${order.externalRef} split`, 4) === 0
  return { order, stage, split: split && order.lines.length > 1 }
}

/** On the last day the warehouse is in the middle of its work. */
function stageOf({ externalRef, id }: Order, { last }: Day): Stage {
  if (!last) return 'ship'
  return (['release', 'pick', 'pack', 'ship'] as const)[chanceOf(externalRef ?? id, 4)] ?? 'ship'
}

/** After the orders of the day: they are reviewed, held or confirmed, and mostly paid. */
export async function evening(
  tx: Tx,
  day: Day,
  { orderIds }: BookedChunk,
  underWay: UnderWay,
): Promise<UnderWay> {
  const orders = [...(await readOrders(tx, orderIds)).values()]
  const plans = orders.map((order) => ({ order, plan: planOf(order, day) }))
  const requests = plans.flatMap(({ order, plan }) => commandsOf(order, plan))
  await perform(tx, requests, clock(day, 18))
  const confirmed = plans
    .filter(({ order, plan }) => plan.confirm && order.lines.length > 0)
    .map(({ order }) => order.id)
  return { ...underWay, confirmed: [...underWay.confirmed, ...confirmed] }
}

function commandsOf({ id, currency: _, total }: Order, plan: Plan): CommandRequest[] {
  const base = { orderId: id, by, commandId: 'demo', ifVersion: null, ...everywhere }
  const amount = plan.pay === 'half' ? Math.floor(total / 2) : total
  return [
    ...(plan.pay !== 'nothing' && amount > 0
      ? [{ ...base, command: { type: 'pay', amount, method: plan.method } as const }]
      : []),
    ...(plan.carrier === null
      ? []
      : [{ ...base, command: { type: 'change', carrier: plan.carrier } as const }]),
    ...(plan.confirm ? [{ ...base, command: { type: 'confirm' } as const }] : []),
    ...(plan.hold ? [{ ...base, command: { type: 'hold', hold: plan.hold } as const }] : []),
  ]
}
