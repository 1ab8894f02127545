import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { memo, useMemo, useRef } from 'react'
import {
  amountOf,
  type Level,
  type Line,
  lacking,
  nameOf,
  type Order,
  type Stage,
  stagesThatMatter,
  useNames,
  wanted,
} from '../acting/index.ts'
import { useFormat } from '../base/format.ts'
import { useNarrow } from '../base/narrow.ts'
import { useWords } from '../base/words.ts'
import { LineStock } from './line-stock.tsx'
import { ShortLine } from './short-line.tsx'

/** From so many lines on, only those in sight are drawn. */
const many = 100
const rowHeight = 34
const stackedHeight = 58

type Props = { order: Order; stock: ReadonlyMap<string, Level[]> | undefined }

/** The lines with the stages of their pieces, stacked where a table has no room. However many there are, it scrolls like ten. */
export function Lines({ order, stock }: Props) {
  const { t } = useWords()
  const narrow = useNarrow()
  const { lines } = order
  const box = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => (narrow ? stackedHeight : rowHeight),
    overscan: 12,
    enabled: lines.length > many,
  })
  if (lines.length === 0) return <p className="text-sm text-muted">{t('order.no_lines')}</p>
  const seen: Seen =
    lines.length > many
      ? seenOf(virtual.getVirtualItems(), virtual.getTotalSize(), virtual.measureElement)
      : { indexes: lines.map((_, index) => index), before: 0, after: 0, measure: undefined }
  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('order.lines')}
      className="relative max-h-[60vh] overflow-auto rounded-md border border-line"
    >
      {narrow ? (
        <Stacked order={order} stock={stock} seen={seen} />
      ) : (
        <Table order={order} stock={stock} seen={seen} />
      )}
    </section>
  )
}

/** The lines that are drawn, and the room of those above and below in pixels. `measure` learns how high they are. */
type Seen = {
  indexes: readonly number[]
  before: number
  after: number
  measure: ((element: Element | null) => void) | undefined
}

function seenOf(items: readonly VirtualItem[], whole: number, measure: Seen['measure']): Seen {
  return {
    indexes: items.map(({ index }) => index),
    before: items[0]?.start ?? 0,
    after: whole - (items.at(-1)?.end ?? 0),
    measure,
  }
}

function Table({
  order,
  stock,
  seen: { indexes, before, after, measure },
}: Props & { seen: Seen }) {
  const { location } = useNames()
  const { lines, currency } = order
  const stages = useMemo(() => stagesThatMatter(lines), [lines])
  return (
    <table aria-rowcount={lines.length + 1} className="w-full border-collapse text-sm">
      <Head stages={stages} withStock={stock !== undefined} />
      <tbody>
        <Gap px={before} />
        {indexes.map((index) => (
          <Row
            key={index}
            index={index}
            line={lines[index] as Line}
            {...{ stages, stock, location, currency, measure }}
          />
        ))}
        <Gap px={after} />
      </tbody>
    </table>
  )
}

function Gap({ px }: { px: number }) {
  if (px <= 0) return null
  return (
    <tr>
      <td style={{ height: px }} />
    </tr>
  )
}

function Stacked({ order, stock, seen }: Props & { seen: Seen }) {
  const { lines, currency } = order
  const { indexes, before, after, measure } = seen
  return (
    <ul style={{ paddingTop: before, paddingBottom: after }}>
      {indexes.map((index) => (
        <li
          key={index}
          ref={measure}
          data-index={index}
          aria-setsize={lines.length}
          aria-posinset={index + 1}
          className="border-b border-line px-2 py-1.5 last:border-0"
        >
          <ShortLine line={lines[index] as Line} stock={stock} currency={currency} />
        </li>
      ))}
    </ul>
  )
}

const cell = 'px-2 py-1 whitespace-nowrap'
const right = 'numbers text-right'

function Head({ stages, withStock }: { stages: readonly Stage[]; withStock: boolean }) {
  const { t } = useWords()
  const name = clsx(cell, 'text-xs font-medium text-muted')
  return (
    <thead className="sticky top-0 z-1 bg-sunken text-left">
      <tr>
        <th className={clsx(name, right)}>#</th>
        <th className={name}>{t('order.article')}</th>
        <th className={clsx(name, right)}>{t('order.unit_price')}</th>
        {stages.map((stage) => (
          <th key={stage} className={clsx(name, right)}>
            {t(`order.stage_${stage}`)}
          </th>
        ))}
        <th className={clsx(name, right)}>{t('order.amount')}</th>
        {withStock && <th className={name}>{t('order.stock')}</th>}
      </tr>
    </thead>
  )
}

const Row = memo(function Row({
  index,
  line,
  stages,
  stock,
  location,
  currency,
  measure,
}: {
  index: number
  line: Line
  stages: readonly Stage[]
  stock: ReadonlyMap<string, Level[]> | undefined
  location: (code: string) => string
  currency: string
  measure: Seen['measure']
}) {
  const { lang } = useWords()
  const format = useFormat()
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className="border-t border-line"
      style={{ height: rowHeight }}
    >
      <td className={clsx(cell, right, 'text-muted')}>{line.line}</td>
      <td className="max-w-80 px-2 py-1 max-lg:max-w-44">
        <div className="flex items-baseline gap-2" title={nameOf(line, lang)}>
          <span className="truncate">{nameOf(line, lang)}</span>
          <span className="shrink-0 font-mono text-xs text-muted">{line.sku}</span>
        </div>
      </td>
      <td className={clsx(cell, right)}>{format.amount(line.unitPrice, currency)}</td>
      {stages.map((stage) => (
        <StageCell key={stage} stage={stage} line={line} />
      ))}
      <td className={clsx(cell, right)}>{format.amount(amountOf(line), currency)}</td>
      {stock && (
        <td className={cell}>
          <LineStock levels={stock.get(line.sku)} line={line} location={location} />
        </td>
      )}
    </tr>
  )
})

/** All of it is plain, none of it quiet, and pieces that wait for stock are said beside their number. */
function StageCell({ stage, line }: { stage: Stage; line: Line }) {
  const { t } = useWords()
  const format = useFormat()
  const count = line[stage]
  const missing = stage === 'allocated' ? lacking(line) : 0
  const whole = stage === 'ordered' || count >= wanted(line)
  return (
    <td className={clsx(cell, right, count === 0 ? 'text-faint' : !whole && 'text-info')}>
      {count > 0 && format.number(count)}
      {count === 0 && missing === 0 && '–'}
      {missing > 0 && (
        <span className="ml-1 text-bad">{t('order.lacks', { n: format.number(missing) })}</span>
      )}
    </td>
  )
}
