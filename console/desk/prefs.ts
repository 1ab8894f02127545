// Which columns this person looks at, and how dense: kept in the browser until a view says otherwise.
import type { Density } from '../base/look.ts'
import { createStore, useStore } from '../base/store.ts'
import type { ColumnSetting } from '../kit/grid/index.ts'

export type Prefs = { columns: readonly ColumnSetting[]; density: Density | null }

const place = 'throughline.desk'
const prefs = createStore<Prefs>(read())

function read(): Prefs {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Prefs>
    const columns = Array.isArray(kept.columns) ? kept.columns : []
    const density = kept.density === 'cosy' || kept.density === 'compact' ? kept.density : null
    return { columns: columns.filter(isSetting), density }
  } catch {
    return { columns: [], density: null }
  }
}

function isSetting(one: unknown): one is ColumnSetting {
  return typeof (one as ColumnSetting | null)?.key === 'string'
}

export function usePrefs(): Prefs {
  return useStore(prefs)
}

export function setPrefs(change: Partial<Prefs>): void {
  prefs.set((now) => ({ ...now, ...change }))
  try {
    localStorage.setItem(place, JSON.stringify(prefs.get()))
  } catch {
    // A browser that keeps nothing begins with the default columns each time.
  }
}
