// What somebody is here for, by what they may do: the day begins with that. Pure.

import type { Permission } from '../../src/ground/identity/roles.ts'
import { permissionOf } from '../../src/orders/commands.ts'

type May = (permission: Permission) => boolean

export type Job = 'desk' | 'warehouse' | 'courier'

/** Those who only look see the day as the order desk does. */
export function jobOf(may: May): Job {
  if (may(permissionOf('confirm'))) return 'desk'
  if (may(permissionOf('pick'))) return 'warehouse'
  return may(permissionOf('deliver')) ? 'courier' : 'desk'
}

/** The queue whose next orders stand first, the oldest promise on top. */
export const firstOf = { desk: 'late', warehouse: 'in_warehouse', courier: 'shipped' } as const

const hands: Readonly<Record<string, Permission>> = {
  to_confirm: permissionOf('confirm'),
  waiting: 'stock:move',
  to_release: permissionOf('release'),
  in_warehouse: permissionOf('pick'),
}
const holdHands: Readonly<Record<string, Permission>> = {
  payment_review: permissionOf('pay'),
  price_check: permissionOf('pay'),
  fraud_check: permissionOf('pay'),
  out_of_stock: 'stock:move',
  stock_check: 'stock:move',
}

/** Whether it is this person's turn: in a queue, or where a hold waits for somebody. */
export function isMine(may: May, { bucket, hold }: { bucket: string; hold?: string }): boolean {
  const needs = hold === undefined ? hands[bucket] : (holdHands[hold] ?? permissionOf('confirm'))
  return needs !== undefined && may(needs)
}
