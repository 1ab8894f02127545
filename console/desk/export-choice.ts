// How somebody took the list as a file last time: kept in the browser, like the columns of the screen.
import { type FileColumn, fileColumns } from './export-columns.ts'

export type Form = 'csv' | 'xlsx'
export type Choice = { format: Form; columns: readonly FileColumn[]; language: 'zh' | 'en' }

const place = 'throughline.export'

/** The choice of last time; what was not kept, or is no column any more, is as `usual` says. */
export function keptChoice(usual: Choice): Choice {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Record<string, unknown>>
    const named: readonly unknown[] = Array.isArray(kept.columns) ? kept.columns : []
    const known: readonly unknown[] = fileColumns
    const columns = named.filter((name): name is FileColumn => known.includes(name))
    return {
      format: kept.format === 'csv' || kept.format === 'xlsx' ? kept.format : usual.format,
      language: kept.language === 'zh' || kept.language === 'en' ? kept.language : usual.language,
      columns: columns.length > 0 ? columns : usual.columns,
    }
  } catch {
    return usual
  }
}

export function keepChoice(choice: Choice): void {
  try {
    localStorage.setItem(place, JSON.stringify(choice))
  } catch {
    // A browser that keeps nothing begins with the columns of the screen each time.
  }
}
