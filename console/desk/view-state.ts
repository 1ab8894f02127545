// What a saved view says against what is on the screen. Pure.
import type { Answered } from '../../src/outside/client/index.ts'
import type { Search, SetSearch } from '../app/addresses.ts'
import type { Density } from '../base/look.ts'
import type { ColumnSetting } from '../kit/grid/index.ts'

export type View = Answered<'GET /api/views'>['items'][number]
/** What a view keeps of the screen. */
export type Shown = {
  params: Search<'/orders'>
  columns: readonly ColumnSetting[]
  density: Density | null
}

export const viewsKey = (place: string) => ['views', place] as const

export type ViewsProps = {
  place: string
  params: Search<'/orders'>
  set: SetSearch<'/orders'>
  columns: readonly ColumnSetting[]
  density: Density | null
  /** Shows the columns and the density of a view. */
  onApply: (look: { columns: readonly ColumnSetting[]; density: Density | null }) => void
}

export type Naming = { for: 'new' } | { for: 'rename'; view: View }

/** What it takes to show a view to all, and to change one that all see. */
export const sharing = 'views:share'

/** Whether somebody may change a view: one's own, and those that all see where one may share. */
export function mayChange(
  { mine, shared }: Pick<View, 'mine' | 'shared'>,
  mayShare: boolean,
): boolean {
  return shared ? mayShare : mine
}

/** What stands in the address beside the list: it belongs to one look at it, not to a view. */
const beside = new Set(['view', 'order'])

/** The part of the address that a view keeps. */
export function keptOf(params: Search<'/orders'>): Record<string, string> {
  const isKept = (pair: [string, string | undefined]): pair is [string, string] =>
    pair[1] !== undefined && !beside.has(pair[0])
  return Object.fromEntries(Object.entries(params).filter(isKept))
}

/** What of the address to change so that it shows these parameters and no others. */
export function changeTo(
  params: Search<'/orders'>,
  next: Readonly<Record<string, string>>,
  view: string | undefined,
): Search<'/orders'> {
  const without = Object.fromEntries(Object.keys(keptOf(params)).map((key) => [key, undefined]))
  return { ...without, ...next, view }
}

/** The body that saves the screen under a view's name. */
export function bodyOf(
  view: Pick<View, 'place' | 'name' | 'shared' | 'position'>,
  { params, columns, density }: Shown,
) {
  const { place, name, shared, position } = view
  const settings = columns.map(({ key, width, pinned }) => ({
    key,
    ...(width !== undefined && { width: Math.round(width) }),
    ...(pinned !== undefined && { pinned }),
  }))
  return { place, name, shared, position, query: keptOf(params), columns: settings, density }
}

/** Whether the screen differs from what the view keeps. */
export function isChanged(view: View, shown: Shown): boolean {
  const now = bodyOf(view, shown)
  return (
    text(now.query) !== text(view.query) ||
    now.density !== view.density ||
    columnsText(now.columns) !== columnsText(view.columns)
  )
}

function text(query: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Pinned or not is the same where nobody said it. */
function columnsText(columns: View['columns']): string {
  return JSON.stringify(columns.map(({ key, width, pinned }) => [key, width, pinned ?? false]))
}
