// Which papers are looked at, as it stands in the address. Pure.
import type { Search } from '../app/addresses.ts'

export const kinds = ['slips', 'labels', 'incoming'] as const
export type Kind = (typeof kinds)[number]
export type When = 'open' | 'today' | 'all'
export type Filter = { kind: Kind; when: When; q: string }

export function filterOf({ kind, when, q = '' }: Search<'/documents'>): Filter {
  return {
    kind: kinds.find((one) => one === kind) ?? 'slips',
    when: when === 'today' || when === 'all' ? when : 'open',
    q: q.trim(),
  }
}

/** Order numbers are digits; a tracking number is whatever a carrier thinks of, digits too. */
export function isOrderNumber(q: string): boolean {
  return /^\d{1,9}$/.test(q)
}

/** Midnight of the person's own day. */
export function startOfDay(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString()
}
