// What the list of levels shows, as it stands in the address. Pure.
import type { Search } from '../app/addresses.ts'

export type State = 'all' | 'short' | 'out'
export type Sort = 'sku' | 'available'
export type Filter = { q: string; location: string | null; state: State; sort: Sort }

export function filterOf({ q = '', location, state, sort }: Search<'/stock'>): Filter {
  return {
    q,
    location: location ?? null,
    state: state === 'short' || state === 'out' ? state : 'all',
    sort: sort === 'available' ? sort : 'sku',
  }
}

export function queryOf({ q, location, state, sort }: Filter) {
  return { ...(q !== '' && { q }), ...(location !== null && { location }), state, sort }
}
