import { MessageSquareText } from 'lucide-react'
import { useWords } from '../app/words.ts'
import { ReasonChip } from '../kit/reason-chip.tsx'
import type { Order } from './rows.ts'
import { stateOf } from './state.ts'

/** Why an order is where it is: what holds it, else what it lacks; and that somebody left a note. */
export function ReasonCell({ order }: { order: Order }) {
  const { t, code } = useWords()
  const [hold] = order.holds
  const state = stateOf(order)
  const short = state === 'waiting' || state === 'partly_waiting'
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
      {!hold && short && <span className="text-bad">{t(`desk.reason_${state}`)}</span>}
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
