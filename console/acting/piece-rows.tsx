import { memo, useCallback, useMemo, useRef, useState } from 'react'
import { useNarrow } from '../base/narrow.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { useOpenFields } from '../kit/kept-rows.ts'
import { QuantityField } from '../kit/quantity-field.tsx'
import { ScanInput } from '../kit/scan-input.tsx'
import { TextField } from '../kit/text-field.tsx'
import type { Line } from './data.ts'
import { nameOf } from './stages.ts'
import { VirtualList } from './virtual-list.tsx'

/** A line with the pieces of it that can be meant. */
export type Free = Pick<Line, 'line' | 'sku' | 'name'> & { free: number }
type Counts = ReadonlyMap<number, number>

/** As high as its fields, in pixels: larger where fingers press them. */
const rowPx = { desk: 44, phone: 60 } as const
const few = 8

/** So many pieces of each line. Of thousands of lines those in sight are drawn. */
export function PieceRows({
  lines,
  chosen,
  onChange,
  scans = false,
}: {
  lines: readonly Free[]
  chosen: Counts
  onChange: (chosen: Counts) => void
  /** Each scan of a sku counts one piece. */
  scans?: boolean
}) {
  const { t } = useWords()
  const narrow = useNarrow()
  const { open, mark } = useOpenFields<number>()
  const { fitting, sought, setSought } = useFitting(lines, open)
  const kept = useMemo(
    () => fitting.flatMap(({ line }, index) => (open.has(line) ? [index] : [])),
    [fitting, open],
  )
  const latest = useRef({ chosen, onChange })
  latest.current = { chosen, onChange }
  const put = useCallback(
    (line: number, quantity: number | null) => {
      mark(line, quantity === null)
      const next = new Map(latest.current.chosen)
      if (quantity === null || quantity === 0) next.delete(line)
      else next.set(line, quantity)
      latest.current.onChange(next)
    },
    [mark],
  )
  const sum = [...chosen.values()].reduce((all, count) => all + count, 0)
  return (
    <>
      {scans && <Scan lines={lines} chosen={chosen} put={put} />}
      <div className="flex flex-wrap items-end justify-between gap-2">
        {lines.length > few ? (
          <TextField label={t('order.find_line')} value={sought} onChange={setSought} />
        ) : (
          <span />
        )}
        <span role="status" className="text-sm text-muted">
          {t('order.pieces_n', { n: sum })}
        </span>
        {scans && (
          <Button kind="quiet" disabled={sum === 0} onClick={() => onChange(new Map())}>
            {t('order.from_zero')}
          </Button>
        )}
      </div>
      <VirtualList
        count={fitting.length}
        rowPx={narrow ? rowPx.phone : rowPx.desk}
        keep={kept}
        row={(index) => {
          const line = fitting[index] as Free
          const count = chosen.get(line.line) ?? 0
          return <Row line={line} count={count} open={open.has(line.line)} put={put} />
        }}
      />
    </>
  )
}

/** The lines that are sought, and those whose field holds no number. */
function useFitting(lines: readonly Free[], open: ReadonlySet<number>) {
  const { lang } = useWords()
  const [sought, setSought] = useState('')
  const fitting = useMemo(() => {
    const low = sought.trim().toLocaleLowerCase()
    if (low === '') return lines
    return lines.filter(
      (line) =>
        open.has(line.line) ||
        `${line.sku} ${nameOf(line, lang)}`.toLocaleLowerCase().includes(low),
    )
  }, [lines, sought, lang, open])
  return { fitting, sought, setSought }
}

type Put = (line: number, quantity: number | null) => void

type RowProps = { line: Free; count: number; open: boolean; put: Put }

const Row = memo(function Row({ line, count, open, put }: RowProps) {
  const { t, lang } = useWords()
  const { sku, free } = line
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)_9rem] items-center gap-3 text-sm max-sm:grid-cols-[minmax(0,1fr)_10rem]">
      <span className="min-w-0">
        <span className="block truncate" title={nameOf(line, lang)}>
          {nameOf(line, lang)}
        </span>
        <span className="block truncate text-xs text-muted">
          <span className="font-mono">{sku}</span> · {t('order.of_n', { n: free })}
        </span>
      </span>
      <QuantityField
        label={t('order.pieces_of', { sku })}
        hideLabel
        value={open && count === 0 ? null : count}
        onChange={(quantity) => put(line.line, quantity)}
        min={0}
        max={free}
        className="[&_p]:sr-only"
      />
    </div>
  )
})

function Scan({ lines, chosen, put }: { lines: readonly Free[]; chosen: Counts; put: Put }) {
  const { t } = useWords()
  const scan = (text: string) => {
    const wanted = text.trim().toLocaleLowerCase()
    const mine = lines.filter(({ sku }) => sku.toLocaleLowerCase() === wanted)
    const open = mine.find(({ line, free }) => (chosen.get(line) ?? 0) < free)
    if (mine.length === 0) return { good: false, text: t('order.scan_other') }
    if (!open) return { good: false, text: t('order.scan_enough') }
    const count = (chosen.get(open.line) ?? 0) + 1
    put(open.line, count)
    return { good: true, text: t('order.scan_count', { n: count, of: open.free }) }
  }
  return <ScanInput label={t('order.scan_sku')} onScan={scan} />
}
