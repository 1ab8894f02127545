import type { Words } from '../../base/words.ts'
import type { MenuItem } from '../menu.tsx'
import {
  defaultSettings,
  moved,
  pinned,
  resized,
  shown,
  widthNow,
  widthOf,
  widthStep,
} from './columns.ts'
import type { HeadProps } from './head.tsx'
import type { GridColumn } from './types.ts'

/** The menu that is open: of one column, or of all (null). */
export type MenuOf = { column: string | null; x: number; y: number; from: HTMLElement }

/** What the menu needs of a grid; what its rows are does not matter here. */
export type MenuHead = Pick<HeadProps<never>, 'settings' | 'onSettings' | 'sort' | 'onSort'> & {
  columns: readonly Omit<GridColumn<never>, 'cell'>[]
}

/** What can be done with a column, and below it which columns are shown. */
export function menuItems(head: MenuHead, menu: MenuOf, t: Words['t']): readonly MenuItem[] {
  const own = menu.column === null ? [] : columnItems(head, menu.column, menu.from, t)
  return [...own, ...chooser(head, t)]
}

function columnItems(head: MenuHead, key: string, from: HTMLElement, t: Words['t']): MenuItem[] {
  const { settings, onSettings, onSort, sort } = head
  const column = head.columns.find((one) => one.key === key)
  const setting = settings.find((one) => one.key === key)
  if (!column) return []
  const width = widthNow(from, widthOf(column, setting))
  const isPinned = Boolean(setting?.pinned)
  const set = (next: ColumnSettings) => () => onSettings(next)
  const sorts = (onSort ? (column.sorts ?? []) : []).map(
    ({ name, label }): MenuItem => ({
      label,
      icon: sort === name ? '✓' : ' ',
      onClick: () => onSort?.(name),
    }),
  )
  return [
    { kind: 'head', label: column.title },
    ...sorts,
    ...(sorts.length > 0 ? [{ kind: 'line' } as const] : []),
    {
      label: t(isPinned ? 'kit.grid_unpin' : 'kit.grid_pin'),
      onClick: set(pinned(settings, key, !isPinned)),
    },
    { label: t('kit.grid_left'), onClick: set(moved(settings, key, -1)) },
    { label: t('kit.grid_right'), onClick: set(moved(settings, key, 1)) },
    { label: t('kit.grid_wider'), onClick: set(resized(settings, key, width + 2 * widthStep)) },
    { label: t('kit.grid_narrower'), onClick: set(resized(settings, key, width - 2 * widthStep)) },
    { kind: 'line' },
  ]
}

type ColumnSettings = Parameters<MenuHead['onSettings']>[0]

function chooser({ columns, settings, onSettings }: MenuHead, t: Words['t']): MenuItem[] {
  const chosen = new Set(settings.map(({ key }) => key))
  return [
    { kind: 'head', label: t('kit.grid_columns') },
    ...columns
      .filter(({ always }) => !always)
      .map(
        ({ key, title }): MenuItem => ({
          label: title,
          checked: chosen.has(key),
          several: true,
          onClick: () => onSettings(shown(columns, settings, key, !chosen.has(key))),
        }),
      ),
    { kind: 'line' },
    { label: t('kit.grid_reset'), onClick: () => onSettings(defaultSettings(columns)) },
  ]
}
