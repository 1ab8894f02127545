import { useState } from 'react'
import {
  type Floor,
  nameOf,
  type Order,
  type Package,
  useNames,
  VirtualList,
  type Work as WorkOrder,
} from '../acting/index.ts'
import { useFormat } from '../base/format.ts'
import { reasonOf } from '../base/reasons.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip, type Tone } from '../kit/chip.tsx'
import { OrderLinks } from '../merging/index.ts'
import { PaperLink } from '../shipping/index.ts'
import { barOf, piecesLeft, type Step, steps, waiting } from '../warehouse/index.ts'
import { Parcel } from './parcel.tsx'

const toneOf: Partial<Record<WorkOrder['state'], Tone>> = { shipped: 'good', recalled: 'neutral' }

/**
 * What one location was told to send, how far it is, and its packages. `floor`: what may be done with it; what would be next
 * and cannot be done says why.
 */
export function Work({
  work,
  packages,
  order,
  floor,
}: {
  work: WorkOrder
  packages: readonly Package[]
  order: Order
  floor?: Floor | undefined
}) {
  const { t, code } = useWords()
  const names = useNames()
  const { id, number, state, location, units, recalled } = work
  const pieces = [
    names.location(location),
    units > 0 && t('order.pieces_n', { n: units }),
    recalled > 0 && t('order.recalled_n', { n: recalled }),
  ]
  const mine = packages.filter((one) => one.fulfilmentOrderId === id)
  const others = work.together.map((one) => ({ id: one.orderId, number: one.orderNumber }))
  return (
    <li
      data-home={id}
      tabIndex={-1}
      aria-label={t('order.work_n', { number })}
      className="grid grid-cols-1 gap-2 text-sm"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-mono text-xs">{number}</span>
        <Chip tone={toneOf[state] ?? 'info'}>{code('fulfilment_order', state)}</Chip>
        <span className="text-muted">{pieces.filter(Boolean).join(' · ')}</span>
        {others.length > 0 && units > 0 && (
          <span className="text-muted">
            {t('order.work_with')} <OrderLinks orders={others} />
          </span>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1">
          {floor && <Steps {...{ work, packages, order, floor }} />}
          {units > 0 && (
            <PaperLink
              href={`/api/fulfilment-orders/${id}/packing-slip`}
              label={t('order.packing_slip')}
              of={number}
            />
          )}
        </span>
      </div>
      {floor && units > 0 && <Lines work={work} />}
      {mine.length > 0 && (
        <ul className="grid grid-cols-1 gap-2">
          {mine.map((one) => (
            <Parcel key={one.id} parcel={one} order={order} floor={floor} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** The steps that something is left for. */
function Steps({
  work,
  packages,
  order,
  floor,
}: {
  work: WorkOrder
  packages: readonly Package[]
  order: Order
  floor: Floor
}) {
  const words = useWords()
  const { t } = words
  const left: Record<Step, number> = {
    pick: piecesLeft(work, 'pick'),
    pack: piecesLeft(work, 'pack'),
    dispatch: waiting(work, packages).length,
  }
  const shown = steps.filter((step) => left[step] > 0 && floor.may(step))
  const bars = shown.map((step) => ({ step, bar: barOf(step, work, packages, order) }))
  const why = bars.find(({ bar }) => bar !== null)?.bar
  return (
    <>
      {why && (
        <span id={`why-${work.id}`} className="text-xs text-warn">
          {reasonOf(why, words)}
        </span>
      )}
      {bars.map(({ step, bar }) => (
        <Button
          key={step}
          disabled={bar !== null}
          {...(bar && { 'aria-describedby': `why-${work.id}` })}
          onClick={() => floor.ask(step, work.id)}
        >
          {t(`order.do_${step}`)}
          <span className="sr-only"> {work.number}</span>
        </Button>
      ))}
      {left.pick > 0 && floor.may('recall') && (
        <Button
          kind="quiet"
          busy={floor.sending.busy === 'recall'}
          title={t('order.recall_hint')}
          onClick={() => floor.recall(work)}
        >
          {t('order.do_recall')}
          <span className="sr-only"> {work.number}</span>
        </Button>
      )}
    </>
  )
}

const rowPx = 28

/** How far each line is; drawn when somebody wants to see it. */
function Lines({ work }: { work: WorkOrder }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const { units, picked, packed, shipped, lines, number } = work
  const told = t('order.work_done', { units, picked, packed, shipped })
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="text-xs text-muted max-sm:min-h-11">{told}</summary>
      {open && (
        <VirtualList
          count={lines.length}
          rowPx={rowPx}
          label={t('order.work_n', { number })}
          row={(index) => <LineOf line={lines[index] as WorkOrder['lines'][number]} />}
        />
      )}
    </details>
  )
}

function LineOf({ line }: { line: WorkOrder['lines'][number] }) {
  const { t, lang } = useWords()
  const format = useFormat()
  const { sku, quantity, picked, packed, shipped } = line
  const step = (['shipped', 'packed', 'picked'] as const).find((one) => line[one] > 0)
  const counts = { picked, packed, shipped }
  return (
    <div className="flex h-full items-center gap-2 text-xs">
      <span className="numbers w-10 shrink-0 text-right">{format.number(quantity)} ×</span>
      <span className="min-w-0 grow truncate" title={nameOf(line, lang)}>
        {nameOf(line, lang)} <span className="font-mono text-muted">{sku}</span>
      </span>
      <span className="shrink-0 text-muted">
        {step ? t(`order.work_${step}`, { n: counts[step], of: quantity }) : '–'}
      </span>
    </div>
  )
}
