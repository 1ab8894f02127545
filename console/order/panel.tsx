import type { ReactNode } from 'react'
import {
  type Level,
  type Order,
  useOrder,
  useOrderNews,
  usePackages,
  useStock,
  Who,
} from '../acting/index.ts'
import { Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { ProblemNote } from '../kit/problem.tsx'
import { Together } from '../merging/index.ts'
import { Axes } from './axes.tsx'
import { CommentBox } from './comment-box.tsx'
import { Origin } from './facts.tsx'
import { OrderMoney } from './money.tsx'
import { Packages } from './packages.tsx'
import { ShortLine } from './short-line.tsx'
import { Story } from './timeline.tsx'
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
      <Together order={order} />
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
        <div className="grid grid-cols-1 gap-3">
          <CommentBox id={id} />
          <Story id={id} currency={order.currency} />
        </div>
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
          <li key={line.line}>
            <ShortLine line={line} stock={stock} />
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="mt-1 text-xs text-muted">{t('order.lines_more', { n: rest })}</p>}
    </>
  )
}
