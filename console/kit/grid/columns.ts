// Which columns stand where, and how wide: plain values, so that views can keep them.
import type { ColumnSetting, GridColumn } from './types.ts'

type Shape = Pick<
  GridColumn<never>,
  'key' | 'width' | 'least' | 'pinned' | 'optional' | 'always' | 'grow' | 'inSight'
>

const narrowest = 48
const widest = 900

/** The settings to begin with: every column that is not optional, as its definition says. */
export function defaultSettings(columns: readonly Shape[]): ColumnSetting[] {
  return inGroups(
    columns
      .filter(({ optional }) => !optional)
      .map(({ key, pinned }) => (pinned ? { key, pinned } : { key })),
  )
}

/**
 * Settings that fit the columns there are: what is unknown or doubled is dropped, what must always be seen is added, pinned
 * ones come first. Settings outlive the columns that they were made for.
 */
export function fitting(
  columns: readonly Shape[],
  settings: readonly ColumnSetting[],
): ColumnSetting[] {
  const known = new Map(columns.map((column) => [column.key, column]))
  const kept = new Map<string, ColumnSetting>()
  for (const setting of settings)
    if (known.has(setting.key) && !kept.has(setting.key)) kept.set(setting.key, setting)
  if (kept.size === 0) return defaultSettings(columns)
  const missing = columns.filter(({ key, always }) => always && !kept.has(key))
  const added = missing.map(({ key, pinned }) => (pinned ? { key, pinned } : { key }))
  return inGroups([...added, ...kept.values()])
}

function inGroups(settings: readonly ColumnSetting[]): ColumnSetting[] {
  return [...settings.filter(({ pinned }) => pinned), ...settings.filter(({ pinned }) => !pinned)]
}

/** As wide as a head stands there, which may have given way to others. */
export function widthNow(part: Element, otherwise: number): number {
  return part.closest<HTMLElement>('[data-column]')?.offsetWidth ?? otherwise
}

export function widthOf(column: Shape, setting: ColumnSetting | undefined): number {
  const least = Math.max(narrowest, column.least ?? narrowest)
  return Math.round(Math.min(widest, Math.max(least, setting?.width ?? column.width)))
}

export function resized(
  settings: readonly ColumnSetting[],
  key: string,
  width: number,
): ColumnSetting[] {
  return settings.map((setting) => (setting.key === key ? { ...setting, width } : setting))
}

/** One place to the left (-1) or right (1), within the pinned ones or within the others. */
export function moved(
  settings: readonly ColumnSetting[],
  key: string,
  step: -1 | 1,
): ColumnSetting[] {
  const from = settings.findIndex((setting) => setting.key === key)
  const one = settings[from]
  const other = settings[from + step]
  if (!one || !other || Boolean(one.pinned) !== Boolean(other.pinned)) return [...settings]
  const next = [...settings]
  next[from] = other
  next[from + step] = one
  return next
}

/** Puts a column before another, or at the end; it joins the pinned ones when dropped among them. */
export function placed(
  settings: readonly ColumnSetting[],
  key: string,
  before: string | null,
): ColumnSetting[] {
  const one = settings.find((setting) => setting.key === key)
  if (!one || key === before) return [...settings]
  const rest = settings.filter((setting) => setting.key !== key)
  const at = before === null ? rest.length : rest.findIndex((setting) => setting.key === before)
  if (at < 0) return [...settings]
  const { pinned: _, ...free } = one
  // The neighbour it is dropped in front of says which group it belongs to.
  const joins = rest[at]?.pinned ?? false
  return [...rest.slice(0, at), joins ? { ...free, pinned: true } : free, ...rest.slice(at)]
}

export function pinned(
  settings: readonly ColumnSetting[],
  key: string,
  pin: boolean,
): ColumnSetting[] {
  return inGroups(
    settings.map((setting) => {
      if (setting.key !== key) return setting
      const { pinned: _, ...free } = setting
      return pin ? { ...free, pinned: true } : free
    }),
  )
}

/** Shows a column at the end, or hides it; what must always be seen stays. */
export function shown(
  columns: readonly Shape[],
  settings: readonly ColumnSetting[],
  key: string,
  show: boolean,
): ColumnSetting[] {
  const column = columns.find((one) => one.key === key)
  const there = settings.some((setting) => setting.key === key)
  if (!column || show === there || (!show && column.always)) return [...settings]
  if (!show) return settings.filter((setting) => setting.key !== key)
  return inGroups([...settings, column.pinned ? { key, pinned: true } : { key }])
}

/** By how many pixels a column grows with one key. */
export const widthStep = 16

type Ends = { mark: number; end: number }

/**
 * The styles by which head, rows and sums agree: one template, how far from the left each pinned column stands, and how wide all
 * are at least. `end` lies behind the last column, so that the button that stands in the corner of the heads covers none of them;
 * `room` is the width of the grid. In plain pixels: what every row would have to work out costs each of its drawings.
 */
export function templateOf(
  columns: readonly Shape[],
  settings: readonly ColumnSetting[],
  { mark, end }: Ends,
  room: number,
): { template: string; lefts: number[]; least: number } {
  const shown = settingsOf(columns, settings)
  const widths = widthsOf(shown, room - mark - end)
  const tracks = shown.map(({ grows }, at) =>
    grows ? `minmax(${widths[at]}px, 1fr)` : `${widths[at]}px`,
  )
  const behind = shown.some(({ grows }) => grows) ? `${end}px` : `minmax(${end}px, 1fr)`
  const pins = shown.filter(({ pinned }) => pinned).length
  const lefts = widths.slice(0, pins).map((_, at) => mark + sumOf(widths.slice(0, at)))
  return {
    template: [`${mark}px`, ...tracks, behind].join(' '),
    lefts,
    least: mark + end + sumOf(widths),
  }
}

type Shown = {
  width: number
  /** By how much it gives way where the room is short. */
  gives: number
  inSight: boolean
  grows: boolean
  pinned: boolean
}

function settingsOf(columns: readonly Shape[], settings: readonly ColumnSetting[]): Shown[] {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  return settings.flatMap((setting) => {
    const column = byKey.get(setting.key)
    if (!column) return []
    const width = widthOf(column, setting)
    const free = setting.width === undefined
    return [
      {
        width,
        gives: free ? width - (column.least ?? width) : 0,
        inSight: column.inSight ?? false,
        grows: Boolean(column.grow && free && !setting.pinned),
        pinned: setting.pinned ?? false,
      },
    ]
  })
}

/**
 * What the room lacks for the columns that are to be in sight, those before them give, each by its share of what all can give;
 * none is narrower than its least.
 */
function widthsOf(shown: readonly Shown[], room: number): number[] {
  const last = shown.findLastIndex(({ inSight }) => inSight)
  const given = shown.slice(0, last + 1)
  const all = sumOf(given.map(({ gives }) => gives))
  const lack = Math.max(0, sumOf(given.map(({ width }) => width)) - room)
  const part = all === 0 ? 0 : Math.min(1, lack / all)
  return shown.map(({ width, gives }, at) => (at > last ? width : width - Math.ceil(gives * part)))
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0)
}
