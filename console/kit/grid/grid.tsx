import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { restOfWords, useWords } from '../../base/words.ts'
import { loaded } from '../loaded.tsx'
import { fitting, resized, templateOf } from './columns.ts'
import type { GridControl } from './control.ts'
import { GridHead } from './head.tsx'
import type { MenuOf } from './head-menu-items.ts'
import { useGridKeys, useGridMouse } from './input.ts'
import { type Sizes, useSizes } from './narrow.ts'
import { useEnd, useFollowActive, usePlace, useRoom, withActive } from './place.ts'
import { GridRow } from './row.tsx'
import { GridSums } from './sums.tsx'
import type { ColumnSetting, GridColumn, GridPoint } from './types.ts'

export type GridProps<Row> = {
  /** What the rows are, in words. */
  label: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  columns: readonly GridColumn<Row>[]
  /** The visible columns, their order and widths; an empty list is the default. */
  settings: readonly ColumnSetting[]
  onSettings: (settings: ColumnSetting[]) => void
  control: GridControl
  /** Names the list that `rows` are of: each name has its own place, active row and marks. */
  list: string
  density: 'cosy' | 'compact'
  sort?: string | undefined
  onSort?: ((name: string) => void) | undefined
  /** How many rows there are in all, where that is known. */
  total?: number | undefined
  /** Asked for when the last loaded rows come into sight. */
  onEnd?: () => void
  more?: boolean
  /** A click on a row, or space: a look at it beside the list. */
  onPick?: (key: string) => void
  /** Enter or a double click. */
  onOpen?: (key: string) => void
  onMenu?: (key: string, at: GridPoint) => void
  /** Cells of the row of sums, by column. */
  sums?: Readonly<Record<string, ReactNode>> | undefined
  /** What came in and is not shown yet, in words: rows never jump by themselves. */
  news?: { text: string; onShow: () => void } | null
  /** Instead of rows when there are none. */
  empty?: ReactNode
}

const HeadMenu = loaded(async () => {
  const [part] = await Promise.all([import('./head-menu.tsx'), restOfWords()])
  return part.HeadMenu
})

/**
 * Thousands of rows, of which only those in sight are in the page. The grid itself has the focus and names its active row;
 * J K ↑ ↓ Home End PageUp PageDown move, with shift they mark, X marks, space looks, Enter opens.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, control, rows, rowKey, label, total, onSettings } = props
  const sizes = useSizes(props.density)
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<MenuOf | null>(null)
  const [draft, setDraft] = useState<{ key: string; width: number } | null>(null)
  const settings = useMemo(() => fitting(columns, props.settings), [columns, props.settings])
  const wide = draft ? resized(settings, draft.key, draft.width) : settings
  const room = useRoom(scroller)
  const { template, lefts, least } = templateOf(columns, wide, sizes, room)
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const active = useSyncExternalStore(control.subscribe, () => control.get().active)
  const virtual = useRows(props, sizes, scroller, keys, active)
  usePlace(control, props.list, keys, scroller, virtual.getTotalSize())
  useFollowActive(active, keys, virtual)
  const onKeyDown = useGridKeys(props)
  const mouse = useGridMouse(props)
  const visible = useVisible(columns, settings)
  const pins = Math.min(sizes.pins, settings.filter(({ pinned }) => pinned).length)
  const shown = virtual.getVirtualItems()
  const rendered = active !== null && shown.some(({ index }) => keys[index] === active)
  return (
    <div className="relative flex min-h-0 min-w-0 grow flex-col">
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-multiselectable="true"
        aria-rowcount={total === undefined ? -1 : total + 1}
        aria-colcount={visible.length + 1}
        aria-activedescendant={rendered ? `${id}-${active}` : undefined}
        data-grid=""
        onKeyDown={onKeyDown}
        {...mouse}
        onScroll={({ currentTarget: at }) => control.scrolled(at.scrollTop, at.scrollLeft)}
        style={gridStyle(template, lefts, sizes.row)}
        className="min-h-0 grow overflow-auto outline-offset-[-2px] [overflow-anchor:none]"
      >
        <div
          className="flex min-h-full flex-col bg-surface"
          style={{ minWidth: least }}
          role="presentation"
        >
          <GridHead
            {...{ columns, visible, settings, pins, onSettings, control }}
            sort={props.sort}
            onSort={props.onSort}
            onMenu={setMenu}
            onDraft={setDraft}
          />
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div
            role="rowgroup"
            className="relative shrink-0 grow"
            style={{ minHeight: virtual.getTotalSize() }}
          >
            <Rows
              {...{ id, shown, rows, keys, columns: visible, pins, control }}
              below={sizes.head}
            />
          </div>
          {props.sums && <GridSums columns={visible} pins={pins} sums={props.sums} />}
        </div>
      </div>
      <News news={props.news} />
      {menu && (
        <HeadMenu
          {...{ columns, settings, onSettings, menu }}
          sort={props.sort}
          onSort={props.onSort}
          onClose={() => setMenu(null)}
        />
      )}
      {rows.length === 0 && props.empty && (
        <div className="absolute inset-x-0 top-8 z-10">{props.empty}</div>
      )}
    </div>
  )
}

function gridStyle(template: string, lefts: readonly number[], row: number) {
  const pinnedAt = lefts.map((left, at) => [`--left-${at}`, `${left}px`])
  return { '--grid-columns': template, '--row': `${row}px`, ...Object.fromEntries(pinnedAt) }
}

/** The chosen columns; the same list as long as the same ones are chosen, so that resizing draws no row. */
function useVisible<Row>(
  columns: readonly GridColumn<Row>[],
  settings: readonly ColumnSetting[],
): readonly GridColumn<Row>[] {
  const chosen = settings.map(({ key }) => key).join(' ')
  return useMemo(() => {
    const byKey = new Map(columns.map((column) => [column.key, column]))
    return chosen.split(' ').flatMap((key) => byKey.get(key) ?? [])
  }, [columns, chosen])
}

function useRows<Row>(
  { control, onEnd, more, sums }: GridProps<Row>,
  { row: height, head }: Sizes,
  scroller: React.RefObject<HTMLDivElement | null>,
  keys: readonly string[],
  active: string | null,
) {
  const activeIndex = active === null ? -1 : keys.indexOf(active)
  const virtual = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 4,
    scrollMargin: head,
    scrollPaddingStart: head,
    scrollPaddingEnd: sums ? height : 0,
    initialOffset: 0,
    useFlushSync: false,
    rangeExtractor: (range) => withActive(range, activeIndex),
  })
  const size = virtual.scrollRect?.height ?? 600
  const { startIndex = 0, endIndex = -1 } = virtual.range ?? {}
  const rowsInPage = Math.max(1, Math.floor((size - head) / height) - 2)
  useEffect(() => {
    Object.assign(control.page, { rows: rowsInPage, first: startIndex, last: endIndex })
  }, [control, rowsInPage, startIndex, endIndex])
  useEnd(endIndex, keys.length, more ?? false, onEnd)
  return virtual
}

function Rows<Row>({
  id,
  shown,
  rows,
  keys,
  columns,
  pins,
  control,
  below,
}: {
  id: string
  shown: readonly { index: number; start: number }[]
  rows: readonly Row[]
  keys: readonly string[]
  columns: readonly GridColumn<Row>[]
  pins: number
  control: GridControl
  /** Pixels of the heads above them. */
  below: number
}) {
  const { t } = useWords()
  const working = t('kit.grid_working')
  return shown.map(({ index, start }) => {
    const row = rows[index]
    const key = keys[index]
    if (row === undefined || key === undefined) return null
    return (
      <GridRow
        key={key}
        {...{ row, index, columns, pins, control, working }}
        rowKey={key}
        id={`${id}-${key}`}
        top={start - below}
      />
    )
  })
}

function News({ news }: { news: { text: string; onShow: () => void } | null | undefined }) {
  return (
    <div role="status" className="pointer-events-none absolute right-4 bottom-14 z-10">
      {news && (
        <button
          type="button"
          onClick={news.onShow}
          className="pointer-events-auto h-8 rounded-md bg-raised max-sm:h-11 px-3 text-sm font-medium text-accent shadow-over"
        >
          {news.text}
        </button>
      )}
    </div>
  )
}
