import { clsx } from 'clsx'
import { Columns3 } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useWords } from '../../base/words.ts'
import type { GridControl } from './control.ts'
import { HeadCell } from './head-cell.tsx'
import type { MenuOf } from './head-menu-items.ts'
import type { ColumnSetting, GridColumn } from './types.ts'

export type HeadProps<Row> = {
  columns: readonly GridColumn<Row>[]
  visible: readonly GridColumn<Row>[]
  settings: readonly ColumnSetting[]
  pins: number
  control: GridControl
  sort: string | undefined
  onSort: ((name: string) => void) | undefined
  onSettings: (settings: ColumnSetting[]) => void
  /** Opens a menu, which must stand outside of the grid: nothing but rows may be in it. */
  onMenu: (menu: MenuOf) => void
  /** A width while it is being pulled; null when let go. */
  onDraft: (draft: { key: string; width: number } | null) => void
}

/** The heads. They are one stop of the tab key; ← → go along them, Alt moves a column, shift widens it, ↓ opens its menu. */
export function GridHead<Row>(props: HeadProps<Row>) {
  const { t } = useWords()
  const { visible, pins, control, onMenu } = props
  const [stop, setStop] = useState(0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div role="rowgroup" className="sticky top-0 z-[3]">
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons have the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 grid-cols-(--grid-columns) border-b border-line bg-surface text-xs text-muted max-sm:h-11"
      >
        <MarkAll control={control} />
        {visible.map((column, at) => (
          <HeadCell
            key={column.key}
            {...{ column, at, pins }}
            head={props}
            focusable={at === Math.min(stop, visible.length - 1)}
            onFocus={() => setStop(at)}
            onMenu={(x, y, from) => onMenu({ column: column.key, x, y, from })}
          />
        ))}
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="columnheader" tabIndex={-1} className="sticky right-0 w-0 justify-self-end">
          <button
            type="button"
            aria-label={t('kit.grid_columns')}
            title={t('kit.grid_columns')}
            onClick={({ currentTarget: from }) => {
              const { left, bottom } = from.getBoundingClientRect()
              onMenu({ column: null, x: left, y: bottom, from })
            }}
            className="absolute top-0 right-0 grid h-[1.9375rem] w-7 place-items-center border-l border-line bg-surface outline-offset-[-2px] hover:text-ink max-sm:h-[2.6875rem] max-sm:w-11"
          >
            <Columns3 size={14} aria-hidden="true" />
          </button>
        </div>
      </div>
    </div>
  )
}

function MarkAll({ control }: { control: GridControl }) {
  const { t } = useWords()
  const marked = useSyncExternalStore(control.subscribe, () => control.get().marks.size)
  const all = marked > 0 && marked >= control.keys().length
  const state = all ? 'true' : marked > 0 ? 'mixed' : 'false'
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its checkbox has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div role="columnheader" className="sticky left-0 z-[1] grid place-items-center bg-inherit">
      {/* biome-ignore lint/a11y/useSemanticElements: one of three states, drawn as the marks of the rows are */}
      <button
        type="button"
        role="checkbox"
        aria-checked={state}
        aria-label={t('kit.grid_mark_all')}
        title={t('kit.grid_mark_all')}
        onClick={() => (all ? control.clear() : control.markAll())}
        className={clsx(
          'size-4 rounded-sm border text-center text-xs leading-[0.875rem]',
          // The whole cell takes the thumb.
          'max-sm:after:absolute max-sm:after:inset-0',
          marked > 0 ? 'border-accent bg-accent text-on-accent' : 'border-strong bg-surface',
        )}
      >
        {all ? '✓' : marked > 0 ? '–' : ''}
      </button>
    </div>
  )
}
