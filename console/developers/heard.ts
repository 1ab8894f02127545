import { type Fact, useLive } from '../base/live.ts'
import { createStore, useStore } from '../base/store.ts'

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
