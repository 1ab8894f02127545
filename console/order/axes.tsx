import type { Order } from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { Chip, type Tone } from '../kit/chip.tsx'

const status: Record<Order['status'], Tone> = {
  received: 'warn',
  confirmed: 'info',
  closed: 'good',
  cancelled: 'neutral',
}
const fulfilment: Record<Order['fulfilment'], Tone> = {
  none: 'bad',
  partly_allocated: 'warn',
  allocated: 'info',
  partly_released: 'info',
  released: 'info',
  picking: 'info',
  picked: 'info',
  partly_shipped: 'info',
  shipped: 'good',
  partly_delivered: 'good',
  delivered: 'good',
  cancelled: 'neutral',
}
const payment: Record<Order['payment'], Tone> = {
  none: 'warn',
  partly_paid: 'warn',
  paid: 'good',
  overcharged: 'bad',
  partly_refunded: 'info',
  refunded: 'neutral',
}
const aftersales: Record<Order['aftersales'], Tone> = {
  none: 'neutral',
  partly_returned: 'warn',
  returned: 'warn',
}

/** The states of an order side by side, each on its own axis; that nothing came back goes without saying. */
export function Axes({ order, tracking }: { order: Order; tracking?: string | null | undefined }) {
  const { t, code } = useWords()
  const axes: [string, string, Tone][] = [
    [t('order.axis_status'), code('status', order.status), status[order.status]],
    [
      t('order.axis_fulfilment'),
      code('fulfilment', order.fulfilment),
      fulfilment[order.fulfilment],
    ],
  ]
  // That nothing was paid is no state where nothing is owed, as after a cancellation.
  if (order.payment !== 'none' || order.owed !== 0)
    axes.push([t('order.axis_payment'), code('payment', order.payment), payment[order.payment]])
  // That no carrier said anything yet is no state to tell.
  if (tracking && tracking !== 'unknown')
    axes.push([t('order.axis_tracking'), code('tracking', tracking), trackingTone(tracking)])
  if (order.aftersales !== 'none')
    axes.push([
      t('order.axis_aftersales'),
      code('aftersales', order.aftersales),
      aftersales[order.aftersales],
    ])
  if (order.holds.length > 0)
    axes.push([t('order.axis_holds'), t('order.held_n', { n: order.holds.length }), 'bad'])
  return (
    <ul aria-label={t('order.axes')} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {axes.map(([name, value, tone]) => (
        <li key={name} className="flex items-center gap-1 text-xs text-muted">
          {name}
          <Chip tone={tone}>{value}</Chip>
        </li>
      ))}
    </ul>
  )
}

export function trackingTone(tracking: string): Tone {
  if (tracking === 'delivered') return 'good'
  if (tracking === 'failure' || tracking === 'return_to_sender') return 'bad'
  return 'info'
}
