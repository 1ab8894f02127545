// Which row is active, which are marked, where one was: kept beside the rows, so that marking one row draws one row.
import { createStore, type Store } from '../../base/store.ts'
import { extended, indexAfter, type Move } from './moves.ts'

export type GridState = {
  /** The row that the keyboard is on. */
  active: string | null
  marks: ReadonlySet<string>
  /** Rows on which something is under way: they say so, and keep the state that the server last told. */
  busy: ReadonlySet<string>
}

type Place = { active: string | null; marks: ReadonlySet<string>; top: number; left: number }

/** One grid's memory. It outlives the grid, so that coming back finds place, row and marks as they were. */
export type GridControl = Pick<Store<GridState>, 'get' | 'subscribe'> & {
  keys(): readonly string[]
  setKeys(keys: readonly string[]): void
  /** Begins another list (or goes back to an earlier one); answers where it was left. */
  enter(list: string): { top: number; left: number }
  scrolled(top: number, left: number): void
  activate(key: string | null): void
  /** Moves the active row and answers it; with `mark` the range from where it began is marked. */
  move(move: Move, mark?: boolean): string | null
  toggle(key: string): void
  /** Marks from the last row that was toggled or active to this one. */
  extendTo(key: string): void
  markAll(): void
  markOnly(keys: readonly string[]): void
  clear(): void
  setBusy(keys: readonly string[], busy: boolean): void
  /** What is in sight, and how many rows a page has; the grid tells. */
  page: { rows: number; first: number; last: number }
  /** Scrolls to the first row. */
  toTop(): void
  /** Where the grid is, for what has to give the focus back; the grid tells. */
  place: { element: HTMLElement | null }
}

const none: ReadonlySet<string> = new Set()
const remembered = 20

export function createGridControl(): GridControl {
  const store = createStore<GridState>({ active: null, marks: none, busy: none })
  const places = new Map<string, Place>()
  const page = { rows: 20, first: 0, last: -1 }
  const place: GridControl['place'] = { element: null }
  let list: string | null = null
  let scroll = { top: 0, left: 0 }
  let keys: readonly string[] = []
  // A range goes from the anchor to where it reached last.
  let anchor: string | null = null
  let reached: string | null = null

  const change = (next: Partial<GridState>) => store.set((now) => ({ ...now, ...next }))
  const startAt = (key: string | null) => {
    anchor = key
    reached = null
  }
  const extendTo = (key: string) => {
    const { marks, active } = store.get()
    if (anchor === null) startAt(active ?? key)
    change({ active: key, marks: extended(keys, marks, anchor, reached, key) })
    reached = key
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    page,
    place,
    toTop: () => place.element?.scrollTo({ top: 0 }),
    keys: () => keys,
    setKeys: (next) => {
      keys = next
    },
    enter: (next) => {
      if (next === list) return scroll
      if (list !== null) remember(places, list, { ...store.get(), ...scroll })
      const place = places.get(next)
      list = next
      scroll = { top: place?.top ?? 0, left: place?.left ?? scroll.left }
      startAt(null)
      change({ active: place?.active ?? null, marks: place?.marks ?? none })
      return scroll
    },
    scrolled: (top, left) => {
      scroll = { top, left }
    },
    activate: (key) => {
      startAt(key)
      if (store.get().active !== key) change({ active: key })
    },
    move: (move, mark = false) => {
      const { active } = store.get()
      const from = active === null ? -1 : keys.indexOf(active)
      const key = keys[indexAfter(move, from, keys.length, page.rows)] ?? null
      if (key === null) return null
      if (mark) extendTo(key)
      else {
        startAt(key)
        change({ active: key })
      }
      return key
    },
    toggle: (key) => {
      const marks = new Set(store.get().marks)
      if (!marks.delete(key)) marks.add(key)
      startAt(key)
      change({ active: key, marks })
    },
    extendTo,
    markAll: () => change({ marks: new Set(keys) }),
    markOnly: (some) => {
      startAt(null)
      change({ marks: new Set(some) })
    },
    clear: () => {
      startAt(null)
      change({ marks: none })
    },
    setBusy: (some, busy) => {
      const next = new Set(store.get().busy)
      for (const key of some) busy ? next.add(key) : next.delete(key)
      change({ busy: next })
    },
  }
}

function remember(places: Map<string, Place>, list: string, place: Place): void {
  places.delete(list)
  places.set(list, place)
  const [oldest] = places.keys()
  if (places.size > remembered && oldest !== undefined) places.delete(oldest)
}
