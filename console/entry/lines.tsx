import { useVirtualizer } from '@tanstack/react-virtual'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { digitsOf } from '../base/format.ts'
import { useNarrow } from '../base/narrow.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { useKept, useOpenFields } from '../kit/kept-rows.ts'
import type { Gap } from './body.ts'
import { changeLine, type Draft, emptyLine, insertLines, isBlank, removeLine } from './draft.ts'
import { type Cell, focusCell, focusSoon } from './focus.ts'
import { columns, LineRow, type RowActions, rowPx } from './line-row.tsx'
import { type Refused, readPasted } from './paste.ts'
import type { Quoting } from './use-quote.ts'

export type LinesHandle = { focus: (id: number, cell: Cell) => void }

/** The lines of the draft: thousands of them, of which those in sight are drawn. */
export function Lines({
  draft,
  change,
  quoting,
  gaps,
  handle,
}: {
  draft: Draft
  change: (next: (draft: Draft) => Draft) => void
  quoting: Quoting
  gaps: ReadonlyMap<number, readonly Gap[]>
  handle: Ref<LinesHandle>
}) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const height = useNarrow() ? rowPx.phone : rowPx.desk
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const { lines, currency } = draft
  const { open, mark } = useOpenFields<string>()
  const keep = useMemo(() => {
    const ids = new Set([...open].map((name) => Number.parseInt(name, 10)))
    return lines.flatMap(({ id }, index) => (ids.has(id) ? [index] : []))
  }, [open, lines])
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 6,
    rangeExtractor: useKept(keep),
  })
  const { measure } = virtual
  // Rows that became higher are laid out anew.
  useEffect(() => measure(), [measure, height])
  const scrollTo = useRef(virtual.scrollToIndex)
  scrollTo.current = virtual.scrollToIndex
  const actions = useActions(draft, change, setRefused, mark, (index) => scrollTo.current(index))
  useImperativeHandle(handle, () => ({ focus: actions.focus }), [actions])
  return (
    <div className="grid gap-2">
      <div
        ref={box}
        className="max-h-[50dvh] min-h-24 overflow-auto max-sm:max-h-[70dvh] rounded-md border border-line"
      >
        <div className="px-1.5 pb-1 sm:min-w-[54rem]">
          <Head />
          <div className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const line = lines[index]
              if (!line) return null
              return (
                <div
                  key={line.id}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <LineRow
                    line={line}
                    index={index}
                    quoted={quoting.lines.get(line.id)}
                    gaps={gaps.get(line.id) ?? quoting.problems.get(line.id)}
                    currency={currency}
                    actions={actions}
                  />
                </div>
              )
            })}
          </div>
        </div>
      </div>
      <p className="text-sm text-muted">{t('entry.lines_hint')}</p>
      <RefusedRows refused={refused} onHide={() => setRefused([])} />
    </div>
  )
}

function Head() {
  const { t } = useWords()
  const names = ['sku', 'name', 'quantity', 'price', 'discount', 'stock', 'total'] as const
  const right = new Set<string>(['quantity', 'price', 'discount', 'total'])
  return (
    <div
      aria-hidden="true"
      className={`${columns} sticky top-0 z-10 h-8 border-b max-sm:hidden border-line bg-surface text-sm text-muted`}
    >
      <span />
      {names.map((name) => (
        <span key={name} className={`truncate px-2 ${right.has(name) ? 'text-right' : ''}`}>
          {t(`entry.line_${name}`)}
        </span>
      ))}
      <span />
    </div>
  )
}

type Actions = RowActions & LinesHandle

/** The same functions for as long as the page lives: a row that did not change is not drawn again. */
function useActions(
  draft: Draft,
  change: (next: (draft: Draft) => Draft) => void,
  setRefused: (refused: readonly Refused[]) => void,
  mark: (field: string, isOpen: boolean) => void,
  scroll: (index: number) => void,
): Actions {
  const latest = useRef({ draft, scroll })
  latest.current = { draft, scroll }
  return useMemo(() => {
    const focus = (id: number, cell: Cell) => {
      const index = latest.current.draft.lines.findIndex((line) => line.id === id)
      if (index >= 0) latest.current.scroll(index)
      focusCell(id, cell)
    }
    const beside = (id: number, step: number, cell: Cell) => {
      const { lines } = latest.current.draft
      const other = lines[lines.findIndex((line) => line.id === id) + step]
      if (other) focus(other.id, cell)
    }
    return {
      focus,
      change: (id, part) => {
        for (const [cell, value] of Object.entries(part)) mark(`${id} ${cell}`, value === null)
        change((now) => changeLine(now, id, part))
      },
      settle: (id, text, sku) =>
        change((now) =>
          now.lines.some((line) => line.id === id && line.sku === text)
            ? changeLine(now, id, { sku })
            : now,
        ),
      remove: (id) => {
        beside(id, 1, 'sku')
        change((now) => removeLine(now, id))
      },
      paste: (id, text) => {
        const { lines, refused } = readPasted(
          text,
          digitsOf(latest.current.draft.currency || 'GBP'),
        )
        setRefused(refused)
        change((now) => insertLines(now, id, lines.length > 0 ? lines : [emptyLine()]))
        const last = lines.at(-1)
        if (last) requestAnimationFrame(() => beside(last.id, 1, 'sku'))
      },
      enter: (id) => {
        const { lines } = latest.current.draft
        const last = lines.at(-1)
        if (last?.id === id && isBlank(last) && lines.length > 1) focusSoon('[data-place]')
        else focus(id, 'quantity')
      },
      go: (id, cell, way) => {
        if (way === 'up') beside(id, -1, cell)
        else if (way === 'down') beside(id, 1, cell)
        else if (cell === 'sku') focus(id, 'quantity')
        else requestAnimationFrame(() => beside(id, 1, 'sku'))
      },
    }
  }, [change, setRefused, mark])
}

const shownRows = 8

function RefusedRows({ refused, onHide }: { refused: readonly Refused[]; onHide: () => void }) {
  const { t } = useWords()
  if (refused.length === 0) return null
  return (
    <div role="alert" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      <div className="flex items-center justify-between gap-4 font-medium">
        {t('entry.refused_title', { n: refused.length })}
        <Button kind="quiet" onClick={onHide}>
          {t('entry.refused_hide')}
        </Button>
      </div>
      <ul>
        {refused.slice(0, shownRows).map(({ row, text, why }) => (
          <li key={row} className="flex gap-3">
            <span className="shrink-0">
              {t('entry.refused_row', { row, why: t(`entry.refused_${why}`) })}
            </span>
            <code className="truncate font-mono">{text}</code>
          </li>
        ))}
        {refused.length > shownRows && (
          <li>{t('entry.refused_more', { n: refused.length - shownRows })}</li>
        )}
      </ul>
    </div>
  )
}
