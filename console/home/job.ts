// What somebody is here for, by what they may do: the day begins with that. Pure.
import type { Permission } from '../../src/ground/identity/roles.ts'

type May = (permission: Permission) => boolean

export type Job = 'desk' | 'warehouse' | 'courier'

/** Those who only look see the day as the order desk does. */
export function jobOf(may: May): Job {
  if (may('orders:confirm')) return 'desk'
  if (may('warehouse:work')) return 'warehouse'
  return may('orders:deliver') ? 'courier' : 'desk'
}

/** The queue whose next orders stand first, the oldest promise on top. */
export const firstOf = { desk: 'late', warehouse: 'in_warehouse', courier: 'shipped' } as const

const hands: Readonly<Record<string, Permission>> = {
  to_confirm: 'orders:confirm',
  waiting: 'stock:move',
  to_release: 'orders:release',
  in_warehouse: 'warehouse:work',
}
const holdHands: Readonly<Record<string, Permission>> = {
  payment_review: 'payments:record',
  price_check: 'payments:record',
  fraud_check: 'payments:record',
  out_of_stock: 'stock:move',
  stock_check: 'stock:move',
}

/** Whether it is this person's turn: in a queue, or where a hold waits for somebody. */
export function isMine(may: May, { bucket, hold }: { bucket: string; hold?: string }): boolean {
  const needs = hold === undefined ? hands[bucket] : (holdHands[hold] ?? 'orders:confirm')
  return needs !== undefined && may(needs)
}
