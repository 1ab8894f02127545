import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Chip, type Tone } from '../kit/chip.tsx'
import { useFieldWords } from '../kit/field-words.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { MoneyField } from '../kit/money-field.tsx'
import { QuantityField } from '../kit/quantity-field.tsx'
import type { Gap } from './body.ts'
import type { DraftLine } from './draft.ts'
import type { Cell } from './focus.ts'
import { SkuCell } from './sku-cell.tsx'
import type { QuotedLine } from './use-quote.ts'

export const columns =
  'grid grid-cols-[2rem_minmax(8rem,1.2fr)_minmax(7rem,1.5fr)_4.5rem_7.5rem_7.5rem_minmax(7rem,1fr)_6rem_2rem] items-center gap-1.5'
/** On phones a line stands in four rows: what it is, its name, the fields under their captions, and what comes of it. */
const stacked =
  'max-sm:h-44 max-sm:grid-cols-[1.5rem_4.5rem_1fr_1fr_2.75rem] max-sm:grid-rows-[2.75rem_1.25rem_auto_1.5rem] max-sm:content-center max-sm:gap-y-1 max-sm:border-b max-sm:border-line'
/** The height of a line in pixels, by these classes. */
export const rowPx = { desk: 36, phone: 176 } as const

export type RowActions = {
  change: (id: number, change: Partial<DraftLine>) => void
  /** Puts a sku in the place of a text that still stands there. */
  settle: (id: number, text: string, sku: string) => void
  remove: (id: number) => void
  /** A table pasted into a line. */
  paste: (id: number, text: string) => void
  /** The keyboard goes on: to the next part of the line, the next line, the one above. */
  go: (id: number, cell: Cell, way: 'on' | 'up' | 'down') => void
  /** Enter where no sku was typed: in the empty last line it means that there are no more. */
  enter: (id: number) => void
}

type RowProps = {
  line: DraftLine
  index: number
  quoted: QuotedLine | undefined
  gaps: readonly Gap[] | undefined
  currency: string
  actions: RowActions
}

/** One line. It is drawn again only when something of it changed. */
export const LineRow = memo(function LineRow(props: RowProps) {
  const { line, index, quoted, gaps, currency, actions } = props
  const { t, lang } = useWords()
  const { id } = line
  const name = (part: string) => t('entry.line_of', { n: index + 1, part })
  const wrong = (part: Cell) => gaps?.some(({ pointer }) => pointer.endsWith(`/${part}`))
  const error = (part: Cell) => (wrong(part) ? { error: t('entry.problems', { n: 1 }) } : {})
  const keys = (cell: Cell) => ({
    onKeyDown: (event: KeyboardEvent) => moveByKey(event, (way) => actions.go(id, cell, way)),
  })
  // A quote of another sku says nothing about this one.
  const live = quoted && quoted.sku === line.sku.trim() ? quoted : undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset of its own for each of 5,000 lines would be read out each time
    <div
      role="group"
      aria-label={t('entry.line', { n: index + 1 })}
      data-line={id}
      className={`${columns} ${stacked} h-9 [&_p]:sr-only`}
    >
      <span className="numbers text-right text-sm text-muted">{index + 1}</span>
      <div data-cell="sku" className="max-sm:col-span-3">
        <SkuCell
          line={line}
          label={name(t('entry.line_sku'))}
          wrong={wrong('sku') ?? false}
          actions={actions}
        />
      </div>
      <span className="truncate px-2 text-sm text-muted max-sm:col-span-4 max-sm:col-start-2 max-sm:row-start-2">
        {live?.name[lang] ?? live?.name.en ?? live?.name.zh}
      </span>
      <div data-cell="quantity" className="max-sm:col-start-2 max-sm:row-start-3">
        <Caption text={t('entry.line_quantity')} />
        <QuantityField
          label={name(t('entry.line_quantity'))}
          hideLabel
          steps={false}
          value={line.quantity}
          onChange={(quantity) => actions.change(id, { quantity })}
          {...error('quantity')}
          {...keys('quantity')}
        />
      </div>
      <div data-cell="price" className="max-sm:col-start-3 max-sm:row-start-3">
        <Caption text={t('entry.line_price')} />
        <PriceCell
          line={line}
          live={live}
          currency={currency}
          label={name(t('entry.line_price'))}
          error={error('price')}
          keys={keys('price')}
          actions={actions}
        />
      </div>
      <div data-cell="discount" className="max-sm:col-span-2 max-sm:col-start-4 max-sm:row-start-3">
        <Caption text={t('entry.line_discount')} />
        <MoneyField
          label={name(t('entry.line_discount'))}
          hideLabel
          currency={currency}
          value={line.discount}
          onChange={(discount) => actions.change(id, { discount })}
          {...error('discount')}
          {...keys('discount')}
        />
      </div>
      <Status live={live} gap={gaps?.[0]} />
      <Total line={line} live={live} currency={currency} />
      <IconButton
        label={t('entry.line_remove', { n: index + 1 })}
        onClick={() => actions.remove(id)}
        className="max-sm:col-start-5 max-sm:row-start-1"
      >
        <X size={14} aria-hidden="true" />
      </IconButton>
    </div>
  )
})

/** Above a field where the head of the table has no room; the field's own label says it to those who hear the page. */
function Caption({ text }: { text: string }) {
  return (
    <span aria-hidden="true" className="block px-1 text-xs text-muted sm:hidden">
      {text}
    </span>
  )
}

/** Empty it shows the list's price, quietly: what is typed here takes its place. */
function PriceCell({
  line,
  live,
  currency,
  label,
  error,
  keys,
  actions,
}: {
  line: DraftLine
  live: QuotedLine | undefined
  currency: string
  label: string
  error: { error?: string }
  keys: { onKeyDown: (event: KeyboardEvent) => void }
  actions: RowActions
}) {
  const format = useFormat()
  const fromList = line.price === null && live?.unitPrice != null
  return (
    <MoneyField
      label={label}
      hideLabel
      currency={currency}
      value={line.price}
      placeholder={fromList ? format.amount(live?.unitPrice ?? 0, currency) : ''}
      onChange={(price) => actions.change(line.id, { price })}
      {...error}
      {...keys}
    />
  )
}

const toneOf: Record<QuotedLine['promise'], Tone> = { now: 'good', backorder: 'warn', none: 'bad' }

const statusPlace = 'max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-4'

/** What is wrong with the line, or else whether it can leave. */
function Status({ live, gap }: { live: QuotedLine | undefined; gap: Gap | undefined }) {
  const { t } = useWords()
  const words = useFieldWords()
  if (gap) {
    const text = words(gap.code, gap.params)
    return (
      <span
        title={text}
        className={clsx(statusPlace, 'line-clamp-2 pl-2 text-xs text-bad max-sm:line-clamp-1')}
      >
        {text}
      </span>
    )
  }
  if (!live || live.available === null) return <span className="max-sm:hidden" />
  const text = t(`entry.stock_${live.promise}`, { n: live.available })
  return (
    <span className={clsx(statusPlace, 'overflow-hidden pl-2')} title={text}>
      <Chip tone={toneOf[live.promise]}>{text}</Chip>
    </span>
  )
}

function Total({
  line,
  live,
  currency,
}: {
  line: DraftLine
  live: QuotedLine | undefined
  currency: string
}) {
  const format = useFormat()
  if (live?.total == null) return <span className="max-sm:hidden" />
  const behind = live.quantity !== line.quantity
  return (
    <span
      className={clsx(
        'numbers truncate px-2 text-right text-sm max-sm:col-span-2 max-sm:col-start-4 max-sm:row-start-4',
        behind && 'text-faint',
      )}
    >
      {format.amount(live.total, currency)}
    </span>
  )
}

function moveByKey(event: KeyboardEvent, go: (way: 'on' | 'up' | 'down') => void) {
  const ways: Record<string, 'on' | 'up' | 'down'> = {
    Enter: 'on',
    ArrowUp: 'up',
    ArrowDown: 'down',
  }
  const way = ways[event.key]
  if (!way || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing)
    return
  event.preventDefault()
  go(way)
}
