// Merged orders are released all together or not at all.

import { isRefusal, type Refusal, type Tx } from '../../base/platform/index.ts'
import {
  type CommandRequest,
  lockMerged,
  type Order,
  type Performed,
  performTogether,
  releasing,
} from '../../orders/index.ts'
import type { ReleaseRequest } from './release.ts'

/** Whether an order was refused only because it is merged: then the whole merge must be released. */
export function goesTogether(outcome: Performed | Refusal, { pieces }: ReleaseRequest): boolean {
  return isRefusal(outcome) && outcome.refused === 'goes_together' && pieces === undefined
}

type Group = { requests: ReleaseRequest[]; orders: Order[] }

/**
 * Releases the merges of these orders; answers for each order the outcome of its whole merge. Refuses merge_waits when one order is
 * not confirmed, is held, lacks stock or is `overtaken` (refused by itself, for its version), nothing_to_do, and what the orders
 * refuse.
 */
export async function releaseMerges(
  tx: Tx,
  requests: readonly ReleaseRequest[],
  overtaken: ReadonlySet<string>,
  at: Date,
): Promise<Map<string, Performed[] | Refusal>> {
  const outcomes = new Map<string, Performed[] | Refusal>()
  const groups: { group: Group; commands: CommandRequest[] }[] = []
  for (const group of await groupsOf(tx, requests)) {
    const commands = commandsFor(group, overtaken)
    if (isRefusal(commands)) answer(outcomes, group, commands)
    else groups.push({ group, commands })
  }
  if (groups.length === 0) return outcomes
  const performed = await performTogether(
    tx,
    groups.map(({ commands }) => commands),
    at,
  )
  for (const [index, { group }] of groups.entries())
    answer(outcomes, group, performed[index] as Performed[] | Refusal)
  return outcomes
}

function answer(
  outcomes: Map<string, Performed[] | Refusal>,
  { requests }: Group,
  outcome: Performed[] | Refusal,
): void {
  for (const { orderId } of requests) outcomes.set(orderId, outcome)
}

async function groupsOf(tx: Tx, requests: readonly ReleaseRequest[]): Promise<Group[]> {
  const ids = requests.map(({ orderId }) => orderId)
  const orders = await lockMerged(tx, [...new Set(ids)])
  const groups = new Map<string, Group>()
  for (const order of orders.values()) {
    if (order.merge === null) continue
    const group = groups.get(order.merge) ?? { requests: [], orders: [] }
    groups.set(order.merge, group)
    group.orders.push(order)
    group.requests.push(...requests.filter(({ orderId }) => orderId === order.id))
  }
  for (const { orders: members } of groups.values()) members.sort((a, b) => a.number - b.number)
  return [...groups.values()]
}

/** One command for each order that has something left to release. */
function commandsFor(
  { requests, orders }: Group,
  overtaken: ReadonlySet<string>,
): CommandRequest[] | Refusal {
  const left = releasing(orders, overtaken)
  const [request] = requests
  if (isRefusal(left) || !request) return left as Refusal
  const { by, command: commandId, scope } = request
  const { channels, locations } = scope
  return left.map(({ id: orderId }) => {
    const command = { type: 'release', together: true } as const
    return { orderId, command, by, commandId, ifVersion: null, channels, locations }
  })
}
