import { clsx } from 'clsx'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useWords } from '../../base/words.ts'
import { moved, placed, resized, widthNow, widthOf, widthStep } from './columns.ts'
import type { HeadProps } from './head.tsx'
import type { GridColumn, GridSort } from './types.ts'

type Props<Row> = {
  column: GridColumn<Row>
  at: number
  pins: number
  head: HeadProps<Row>
  focusable: boolean
  onFocus: () => void
  onMenu: (x: number, y: number, from: HTMLElement) => void
}

/** A head: click sorts, right click or ↓ opens the menu, dragging moves the column, the edge resizes it. */
export function HeadCell<Row>({ column, at, pins, head, focusable, onFocus, onMenu }: Props<Row>) {
  const { t } = useWords()
  const drag = useDrag(column.key, head)
  const now = column.sorts?.find(({ name }) => name === head.sort)
  const openMenu = (button: HTMLElement) => {
    const { left, bottom } = button.getBoundingClientRect()
    onMenu(left, bottom, button)
  }
  const sortNext = nextSort(column.sorts, head.sort)
  const isPinned = at < pins
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its button has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={column.sorts ? (now?.order ?? 'none') : undefined}
      data-column={column.key}
      className={clsx(
        'flex min-w-0 bg-inherit',
        isPinned ? 'sticky z-[1]' : 'relative',
        at === pins - 1 && 'border-r border-line',
        drag.dragging && 'opacity-50',
      )}
      style={isPinned ? { left: `var(--left-${at})` } : undefined}
    >
      <button
        type="button"
        tabIndex={focusable ? 0 : -1}
        title={`${column.title} · ${t('kit.grid_head')}`}
        onFocus={onFocus}
        onClick={({ currentTarget }) => {
          if (drag.wasDragged()) return
          if (sortNext && head.onSort) head.onSort(sortNext.name)
          else openMenu(currentTarget)
        }}
        onContextMenu={(event) => {
          event.preventDefault()
          openMenu(event.currentTarget)
        }}
        onKeyDown={(event) => onHeadKey(event, column, head, openMenu)}
        {...drag.handlers}
        className={clsx(
          // Clear of the button in the corner, when the focus brings it in.
          'scroll-mr-8 max-sm:scroll-mr-12',
          'min-w-0 grow truncate px-2 outline-offset-[-2px] select-none hover:text-ink',
          column.align === 'end' ? 'text-right' : 'text-left',
          now && 'font-semibold text-ink',
        )}
      >
        {now && (now.order === 'ascending' ? '↑ ' : '↓ ')}
        {column.title}
      </button>
      <Edge column={column} head={head} />
    </div>
  )
}

function nextSort(
  sorts: readonly GridSort[] | undefined,
  now: string | undefined,
): GridSort | undefined {
  if (!sorts || sorts.length === 0) return undefined
  return sorts[(sorts.findIndex(({ name }) => name === now) + 1) % sorts.length]
}

function onHeadKey<Row>(
  event: KeyboardEvent<HTMLElement>,
  column: GridColumn<Row>,
  head: HeadProps<Row>,
  openMenu: (from: HTMLElement) => void,
): void {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : null
  if (event.code === 'ArrowDown') openMenu(event.currentTarget)
  else if (step === null) return
  else if (event.altKey) head.onSettings(moved(head.settings, column.key, step))
  else if (event.shiftKey) {
    const setting = head.settings.find(({ key }) => key === column.key)
    const width = widthNow(event.currentTarget, widthOf(column, setting)) + step * widthStep
    head.onSettings(resized(head.settings, column.key, width))
  } else neighbour(event.currentTarget, step)?.focus()
  event.preventDefault()
}

function neighbour(button: HTMLElement, step: 1 | -1): HTMLElement | null {
  const cell = button.closest('[role="columnheader"]')
  const next = step > 0 ? cell?.nextElementSibling : cell?.previousElementSibling
  return next?.querySelector('button') ?? null
}

/** The edge that is pulled. The keyboard does the same with shift and the arrows on the head itself. */
function Edge<Row>({ column, head }: { column: GridColumn<Row>; head: HeadProps<Row> }) {
  const pull = useRef<{ x: number; width: number } | null>(null)
  const widthAt = (event: PointerEvent) =>
    pull.current ? pull.current.width + event.clientX - pull.current.x : 0
  return (
    <span
      aria-hidden="true"
      className="absolute inset-y-1.5 -right-1 z-[2] w-2 cursor-col-resize touch-none border-r border-transparent hover:border-strong"
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        const width = widthNow(event.currentTarget, column.width)
        pull.current = { x: event.clientX, width }
      }}
      onPointerMove={(event) => {
        if (pull.current) head.onDraft({ key: column.key, width: widthAt(event) })
      }}
      onPointerUp={(event) => {
        if (!pull.current) return
        head.onSettings(resized(head.settings, column.key, widthOf(column, wide(widthAt(event)))))
        pull.current = null
        head.onDraft(null)
      }}
    />
  )
}

const wide = (width: number) => ({ key: '', width })
const dragFrom = 6

/** Dragging a head before another one. It begins only after a few pixels, so that a click stays a click. */
function useDrag<Row>(key: string, { settings, onSettings }: HeadProps<Row>) {
  const start = useRef<number | null>(null)
  const dragged = useRef(false)
  const [dragging, setDragging] = useState(false)
  const target = useRef<HTMLElement | null>(null)
  const mark = (cell: HTMLElement | null) => {
    if (target.current) target.current.style.boxShadow = ''
    target.current = cell
    if (cell) cell.style.boxShadow = 'inset 2px 0 0 var(--accent)'
  }
  const end = () => {
    start.current = null
    mark(null)
    setDragging(false)
  }
  return {
    dragging,
    wasDragged: () => {
      const was = dragged.current
      dragged.current = false
      return was
    },
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        start.current = event.clientX
        dragged.current = false
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (start.current === null) return
        if (!dragged.current && Math.abs(event.clientX - start.current) < dragFrom) return
        if (!dragged.current) {
          dragged.current = true
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragging(true)
        }
        const below = document.elementFromPoint(event.clientX, event.clientY)
        mark(below?.closest<HTMLElement>('[data-column]') ?? null)
      },
      onPointerUp: () => {
        const before = target.current?.dataset.column
        if (dragged.current && before && before !== key) onSettings(placed(settings, key, before))
        end()
      },
      onPointerCancel: end,
    },
  }
}
