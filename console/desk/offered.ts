// The commands that are offered for orders of the list, in the sequence of the work, with their names.
import type { Key } from '../base/words.ts'
import type { CommandName } from './commands.ts'

/** A change of the carrier alone is asked for by a name of its own. */
export type Name = CommandName | 'carrier' | 'merge'

export const offered = [
  'confirm',
  'hold',
  'lift',
  'allocate',
  'release',
  'merge',
  'change',
  'carrier',
  'cancel',
] as const
export const labels = {
  confirm: 'desk.do_confirm',
  hold: 'desk.do_hold',
  lift: 'desk.do_lift',
  allocate: 'desk.do_allocate',
  release: 'desk.do_release',
  merge: 'desk.do_merge',
  change: 'desk.do_change_many',
  carrier: 'desk.do_carrier',
  cancel: 'desk.do_cancel',
} as const satisfies Partial<Record<Name, Key>>

/** The keys that do them to what is marked, else to the active order. */
export const keyOf: Partial<Record<Name, string>> = {
  confirm: 'a',
  hold: 'h',
  cancel: 'delete',
}

/** Up to so many orders are answered at once; more than these go as a run of their own. */
export const mostAtOnce = 100
