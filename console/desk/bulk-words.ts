// Runs in words: what is done with the orders, and why some were refused, short enough to stand beside a number.
import { reasonOf } from '../base/reasons.ts'
import { type Key, useWords, type Words } from '../base/words.ts'
import type { Doing, RunItem, RunName } from './bulk-run.ts'

const names = {
  confirm: 'deskwork.bulk_confirm',
  change: 'deskwork.bulk_change',
  undo: 'deskwork.bulk_undo',
  hold: 'deskwork.bulk_hold',
  lift: 'deskwork.bulk_lift',
  cancel: 'deskwork.bulk_cancel',
  allocate: 'deskwork.bulk_allocate',
  ship: 'deskwork.bulk_ship',
  deliver: 'deskwork.bulk_deliver',
  release: 'deskwork.bulk_release',
} as const satisfies Record<RunName, string>

const reasons = {
  held: 'deskwork.bulk_why_held',
  wrong_status: 'deskwork.bulk_why_wrong_status',
  nothing_to_do: 'deskwork.bulk_why_nothing_to_do',
  out_of_stock: 'deskwork.bulk_why_out_of_stock',
  not_found: 'deskwork.bulk_why_not_found',
  already_released: 'deskwork.bulk_why_already_released',
  merge_waits: 'deskwork.bulk_why_merge_waits',
  goes_together: 'deskwork.bulk_why_goes_together',
  not_held: 'deskwork.bulk_why_not_held',
  which_hold: 'deskwork.bulk_why_which_hold',
  too_many_holds: 'deskwork.bulk_why_too_many_holds',
  not_enough: 'deskwork.bulk_why_not_enough',
  unknown_line: 'deskwork.bulk_why_unknown_line',
  not_allocated_there: 'deskwork.bulk_why_not_allocated_there',
  not_allowed: 'deskwork.bulk_why_not_allowed',
  everything_left: 'deskwork.bulk_why_everything_left',
  version_mismatch: 'deskwork.bulk_why_version_mismatch',
  internal: 'deskwork.bulk_why_internal',
} as const

/** How a run is taken back, or why nothing takes it back. */
const back: Record<RunName, { undo?: Key; why?: Key }> = {
  hold: { undo: 'deskwork.undo_hold' },
  lift: { undo: 'deskwork.undo_lift' },
  change: { undo: 'deskwork.undo_change' },
  confirm: { why: 'deskwork.no_undo_confirm' },
  cancel: { why: 'deskwork.no_undo_cancel' },
  allocate: { why: 'deskwork.no_undo_allocate' },
  release: { undo: 'deskwork.undo_release' },
  ship: { why: 'deskwork.no_undo_gone' },
  deliver: { why: 'deskwork.no_undo_gone' },
  undo: { why: 'deskwork.no_undo_undo' },
}

export function backOf(command: RunName): { undo?: Key; why?: Key } {
  return back[command] ?? {}
}

/** What a run does, in words: of one that takes another back what that one did, and of a carrier that is changed that it is. */
export function nameOf({ t }: Words, { command, of, carrier }: Doing): string {
  if (command === 'undo' && of) return t('deskwork.bulk_undo_of', { what: t(names[of]) })
  if (command === 'change' && carrier !== undefined) return t('desk.do_carrier')
  return t(names[command] ?? 'deskwork.bulk_title')
}

/** Why orders would be refused, without the details of each. */
export function shortReasonOf({ t, code }: Words, reason: string): string {
  const key = reasons[reason as keyof typeof reasons]
  return key ? t(key) : code('refusal', reason)
}

/** Why this order was refused, with its details. */
export function whyOf(words: Words, { problem }: RunItem): string {
  return problem ? reasonOf(problem, words) : ''
}

export function useBulkWords() {
  const words = useWords()
  return {
    nameOf: (doing: Doing) => nameOf(words, doing),
    shortReasonOf: (reason: string) => shortReasonOf(words, reason),
    whyOf: (item: RunItem) => whyOf(words, item),
  }
}
