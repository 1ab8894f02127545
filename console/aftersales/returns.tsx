import { type Floor, type Order, useReturns } from '../acting/index.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Section } from '../kit/page.tsx'
import { Time } from '../kit/time.tsx'
import { canMatch } from './match-draft.ts'

/** What came back of the order. */
export function Returns({ order, floor }: { order: Order; floor: Floor }) {
  const { t } = useWords()
  const returns = useReturns(order.id) ?? []
  if (returns.length === 0) return null
  return (
    <Section title={t('order.returns')}>
      <ul className="grid grid-cols-1 divide-y divide-line">
        {returns.map((one) => (
          <Returned key={one.id} found={one} order={order} floor={floor} />
        ))}
      </ul>
    </Section>
  )
}

function Returned({
  found,
  order,
  floor,
}: {
  found: NonNullable<ReturnType<typeof useReturns>>[number]
  order: Order
  floor: Floor
}) {
  const { t, code } = useWords()
  const format = useFormat()
  const { id, number, state, reason, reference, credit, currency, receivedAt, orderId } = found
  return (
    <li
      data-home={id}
      tabIndex={-1}
      aria-label={t('order.return_n', { number })}
      className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5 text-sm"
    >
      <span className="font-mono text-xs">{number}</span>
      <Chip tone={state === 'settled' ? 'good' : 'warn'}>{code('return_state', state)}</Chip>
      <span>{code('return', reason)}</span>
      <span className="text-muted">
        {reference && `${reference} · `}
        <Time at={receivedAt} how="date" />
      </span>
      <span className="numbers ml-auto">{format.money(credit, currency)}</span>
      {orderId === null && floor.may('match') && (
        <Button disabled={!canMatch(order)} onClick={() => floor.ask('match', id)}>
          {t('order.do_match')}
          <span className="sr-only"> {number}</span>
        </Button>
      )}
      {state !== 'settled' && floor.may('settle') && (
        <Button onClick={() => floor.ask('settle', id)}>
          {t('order.do_settle')}
          <span className="sr-only"> {number}</span>
        </Button>
      )}
    </li>
  )
}
