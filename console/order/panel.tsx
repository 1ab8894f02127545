import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Problem } from '../app/api.ts'
import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { ProblemNote } from '../kit/problem.tsx'
import { Axes } from './axes.tsx'
import { CommentBox } from './comment-box.tsx'
import {
  type Level,
  type Line,
  type Order,
  useOrder,
  useOrderNews,
  usePackages,
  useStock,
} from './data.ts'
import { Origin } from './facts.tsx'
import { LineStock } from './line-stock.tsx'
import { nameOf } from './lines.tsx'
import { OrderMoney } from './money.tsx'
import { useNames } from './names.ts'
import { Packages } from './packages.tsx'
import { lacking, wanted } from './stages.ts'
import { Story } from './timeline.tsx'
import { Who } from './who.tsx'
import { WhyHere } from './why.tsx'

const linesShown = 30

/** An order beside a list: why it is here, what, who, where, money, packages, and what happened, in 360 pixels. */
export function Panel({ id }: { id: string }) {
  const { t } = useWords()
  const { data: order, error } = useOrder(id)
  const stock = useStock(order)
  const tracking = usePackages(id)?.tracking
  useOrderNews(id)
  if (error instanceof Problem)
    return (
      <div className="p-4">
        <ProblemNote problem={error} />
      </div>
    )
  if (!order) return null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 py-3">
      <Axes order={order} tracking={tracking} />
      <WhyHere order={order} stock={stock} />
      <Origin order={order} watched />
      <Part title={t('order.lines_n', { n: order.lines.length })}>
        <ShortLines order={order} stock={stock} />
      </Part>
      <Part title={t('order.money')}>
        <OrderMoney order={order} />
      </Part>
      <Part title={t('order.who')}>
        <Who order={order} />
      </Part>
      <Part title={t('order.packages')}>
        <Packages order={order} />
      </Part>
      <Part title={t('order.timeline')}>
        <CommentBox id={id} />
        <Story id={id} currency={order.currency} />
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line pt-3">
      <h2 className="mb-1 text-xs font-medium text-muted">{title}</h2>
      {children}
    </section>
  )
}

function ShortLines({
  order,
  stock,
}: {
  order: Order
  stock: ReadonlyMap<string, Level[]> | undefined
}) {
  const { t } = useWords()
  const rest = order.lines.length - linesShown
  return (
    <>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        {order.lines.slice(0, linesShown).map((line) => (
          <ShortLine key={line.line} line={line} stock={stock} />
        ))}
      </ul>
      {rest > 0 && <p className="mt-1 text-xs text-muted">{t('order.lines_more', { n: rest })}</p>}
    </>
  )
}

function ShortLine({
  line,
  stock,
}: {
  line: Line
  stock: ReadonlyMap<string, Level[]> | undefined
}) {
  const { t, lang } = useWords()
  const { location } = useNames()
  const format = useFormat()
  const missing = lacking(line)
  return (
    <li className="text-sm">
      <div className="flex justify-between gap-2">
        <span className="min-w-0 truncate" title={nameOf(line, lang)}>
          {nameOf(line, lang)}
        </span>
        <span className={clsx('numbers shrink-0', wanted(line) === 0 && 'text-faint line-through')}>
          × {format.number(line.ordered)}
        </span>
      </div>
      <div className="flex flex-wrap gap-x-2 text-xs text-muted">
        <span className="font-mono">{line.sku}</span>
        {line.cancelled > 0 && <span>{t('order.cancelled_n', { n: line.cancelled })}</span>}
        {missing > 0 && <span className="text-bad">{t('order.lacks_n', { n: missing })}</span>}
        {line.shipped > 0 && <span>{t('order.shipped_n', { n: line.shipped })}</span>}
        {stock && (
          <LineStock levels={stock.get(line.sku)} short={lacking(line) > 0} location={location} />
        )}
      </div>
    </li>
  )
}
