import { clsx } from 'clsx'
import {
  amountOf,
  type Level,
  type Line,
  lacking,
  nameOf,
  useNames,
  wanted,
} from '../acting/index.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { LineStock } from './line-stock.tsx'

/** The stages that are worth a word where there is room for few. */
const told = ['cancelled', 'picked', 'shipped', 'delivered', 'returned'] as const

/** A line of an order where there is no room for columns. `currency`: with what it costs. */
export function ShortLine({
  line,
  stock,
  currency,
}: {
  line: Line
  stock: ReadonlyMap<string, Level[]> | undefined
  currency?: string | undefined
}) {
  const { t, lang } = useWords()
  const { location } = useNames()
  const format = useFormat()
  const missing = lacking(line)
  // What left was picked: it is said once.
  const stages = told.filter((stage) => line[stage] > (stage === 'picked' ? line.shipped : 0))
  return (
    <div className="text-sm">
      <div className="flex justify-between gap-2">
        <span className="min-w-0 truncate" title={nameOf(line, lang)}>
          {nameOf(line, lang)}
        </span>
        <span className={clsx('numbers shrink-0', wanted(line) === 0 && 'text-faint line-through')}>
          {currency && (
            <span className="text-muted">{format.amount(line.unitPrice, currency)} </span>
          )}
          × {format.number(line.ordered)}
        </span>
      </div>
      <div className="flex justify-between gap-2 text-xs text-muted">
        <div className="flex min-w-0 flex-wrap gap-x-2">
          <span className="font-mono">{line.sku}</span>
          {missing > 0 && <span className="text-bad">{t('order.lacks_n', { n: missing })}</span>}
          {stages.map((stage) => (
            <span key={stage}>{t(`order.${stage}_n`, { n: line[stage] })}</span>
          ))}
          {stock && <LineStock levels={stock.get(line.sku)} line={line} location={location} />}
        </div>
        {currency && (
          <span className="numbers shrink-0 text-ink">
            {format.amount(amountOf(line), currency)}
          </span>
        )}
      </div>
    </div>
  )
}
