import { Link } from '@tanstack/react-router'
import { MessageSquareText } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { onTick } from '../kit/clock.ts'
import { ReasonChip } from '../kit/reason-chip.tsx'
import type { Order } from './rows.ts'
import { isLate } from './state.ts'

/** Why an order is where it is: what holds it, else what of it stays behind; and that somebody left a note. */
export function ReasonCell({ order }: { order: Order }) {
  const { t, code } = useWords()
  const [hold] = order.holds
  return (
    <>
      {hold && (
        <ReasonChip
          tone="bad"
          text={code('hold', hold.code, hold.params)}
          note={order.holds
            .map((one) => [code('hold', one.code, one.params), one.note].filter(Boolean).join(': '))
            .join('\n')}
        />
      )}
      {order.holds.length > 1 && <span className="text-muted"> +{order.holds.length - 1}</span>}
      {!hold && <Behind order={order} />}
      {order.together.length > 0 && <Together order={order} />}
      {order.note && (
        <MessageSquareText
          size={13}
          role="img"
          aria-label={t('desk.has_note')}
          className="ml-1 inline text-muted"
        >
          <title>{order.note}</title>
        </MessageSquareText>
      )}
    </>
  )
}

/** The orders that go in one parcel with it, each a link. */
function Together({ order: { together } }: { order: Order }) {
  const { t } = useWords()
  const numbers = together.map(({ number }) => number).join(t('common.comma'))
  const [before = '', after = ''] = t('desk.with', { orders: '\n' }).split('\n')
  return (
    <span title={t('desk.with', { orders: numbers })} className="text-muted">
      {' '}
      {before}
      {together.map(({ id, number }, index) => (
        <span key={id}>
          {index > 0 && t('common.comma')}
          <Link to="/orders/$id" params={{ id }} tabIndex={-1} className="numbers hover:underline">
            {number}
          </Link>
        </span>
      ))}
      {after}
    </span>
  )
}

/**
 * What of it stays behind: pieces that lack stock, also of an order that waits to be confirmed, else pieces that were not
 * released, else those that are late; how late, the promise beside it says.
 */
function Behind({ order }: { order: Order }) {
  const { code } = useWords()
  const { restWaitsFor, units, toAllocate, toRelease, toSend, promisedFor } = order
  if (restWaitsFor === 'stock')
    return <Said tone="text-bad" text={code('rest', 'stock', { n: toAllocate, of: units })} />
  if (restWaitsFor === 'release')
    return <Said tone="text-warn" text={code('rest', 'release', { n: toRelease })} />
  return promisedFor !== null && toSend > 0 && <Late order={order} since={promisedFor} />
}

/** How many pieces of a late order are still to leave; since when, is told to who rests on it. Nothing before that hour. */
function Late({ order, since }: { order: Order; since: string }) {
  const { t } = useWords()
  const format = useFormat()
  const late = useSyncExternalStore(onTick, () => isLate(order, Date.now()))
  if (!late) return null
  const whole = t('desk.reason_late', { n: order.toSend, since: format.time(since) })
  return <Said tone="text-bad" text={t('desk.to_send', { n: order.toSend })} whole={whole} />
}

/** Where the column is too narrow for it, it is told whole to who rests on it. */
function Said({ tone, text, whole = text }: { tone: string; text: string; whole?: string }) {
  return (
    <span title={whole} className={tone}>
      {text}
    </span>
  )
}
