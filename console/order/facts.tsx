import { useWords } from '../app/words.ts'
import { SlaBadge } from '../kit/sla-badge.tsx'
import { Time } from '../kit/time.tsx'
import type { Order } from './data.ts'
import { useNames } from './names.ts'

/**
 * What stands at the head of an order: where it came from, how old it is, and until when it was promised. `watched`: how far
 * the promise is away from now matters.
 */
export function Origin({ order, watched }: { order: Order; watched: boolean }) {
  const { t } = useWords()
  const names = useNames()
  const { channel, externalRef, placedAt, promisedFor, carrier, lines } = order
  const left = lines.every((line) => line.shipped >= line.ordered - line.cancelled)
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      <Said name={t('order.channel')}>{names.channel(channel)}</Said>
      {externalRef && (
        <Said name={t('order.external_ref')}>
          <span className="font-mono">{externalRef}</span>
        </Said>
      )}
      <Said name={t('order.placed')}>
        <Time at={placedAt} /> (<Time at={placedAt} how="ago" />)
      </Said>
      {promisedFor && (
        <Said name={t('order.promised')}>
          <Time at={promisedFor} />{' '}
          {watched && !left && <SlaBadge promisedFor={promisedFor} kept={false} />}
        </Said>
      )}
      {carrier && <Said name={t('order.carrier')}>{names.carrier(carrier).name}</Said>}
    </dl>
  )
}

function Said({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt>{name}</dt>
      <dd className="text-ink">{children}</dd>
    </div>
  )
}
