import { type Fact, useLive } from '../app/live.ts'
import { createStore, useStore } from '../app/store.ts'

const kept = 500
const heard = createStore<readonly Fact[]>([])

/** The facts that came while the drawer was open, oldest first; they stay when it is closed. */
export function useHeard(): readonly Fact[] {
  useLive(['*'], (facts) => heard.set((now) => [...now, ...facts].slice(-kept)))
  return useStore(heard)
}

export function clearHeard(): void {
  heard.set([])
}
