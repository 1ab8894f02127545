import { type Order, useEvents, useNames } from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { SlaBadge } from '../kit/sla-badge.tsx'
import { Time } from '../kit/time.tsx'

/**
 * What stands at the head of an order: where it came from, how old it is, and until when it was promised. `watched`: how far
 * the promise is away from now matters.
 */
export function Origin({
  order,
  watched,
  past = false,
}: {
  order: Order
  watched: boolean
  /** Whether it is the order as it once was. */
  past?: boolean
}) {
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
      {!carrier && past && <WentWith order={order} />}
    </dl>
  )
}

/** An earlier version shows no packages: with whom its pieces had left by then, or that nobody was chosen yet. */
function WentWith({ order: { id, version } }: { order: Order }) {
  const { t } = useWords()
  const names = useNames()
  const facts = useEvents(id)
  if (!facts) return null
  const shipped = facts.filter((fact) => fact.type === 'order.shipped')
  const before = shipped.filter((fact) => fact.version <= version)
  const codes = new Set(before.flatMap(({ data }) => data.carrier ?? []))
  const told = [...codes].map((code) => names.carrier(code).name)
  return (
    <Said name={t('order.carrier')}>
      {told.length > 0 ? told.join(t('common.comma')) : t('order.carrier_open')}
    </Said>
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
