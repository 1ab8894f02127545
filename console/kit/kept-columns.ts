import { useCallback, useState } from 'react'
import type { ColumnSetting } from './grid/index.ts'

/** Columns as this person left them on this machine, for lists without saved views. */
export function useColumns(name: string): [ColumnSetting[], (settings: ColumnSetting[]) => void] {
  const key = `throughline.columns.${name}`
  const [settings, setSettings] = useState(() => read(key))
  const keep = useCallback(
    (next: ColumnSetting[]) => {
      setSettings(next)
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // A browser that keeps nothing shows the default next time.
      }
    },
    [key],
  )
  return [settings, keep]
}

function read(key: string): ColumnSetting[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}
