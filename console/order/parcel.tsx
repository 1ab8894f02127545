import { useState } from 'react'
import {
  type Floor,
  type Order,
  type Package,
  useNames,
  usePackageEvents,
} from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Time } from '../kit/time.tsx'
import { OrderLinks } from '../merging/index.ts'
import { PaperLink } from '../shipping/index.ts'
import { writeSize, writeWeight } from '../warehouse/index.ts'
import { trackingTone } from './axes.tsx'

const linesTold = 4

/** A package: what is in it, with whom it went, what the carrier said. `floor`: what may be done with it. */
export function Parcel({
  parcel,
  order,
  floor,
}: {
  parcel: Package
  order: Order
  floor?: Floor | undefined
}) {
  const { t, code } = useWords()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const { id, number, carrier, service, trackingNumber, statusAt, shippedAt } = parcel
  const known = carrier ? names.carrier(carrier) : null
  return (
    <li
      data-home={id}
      tabIndex={-1}
      aria-label={t('order.package_n', { number })}
      className="rounded-md border border-line px-3 py-2 text-sm"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-mono text-xs">{number}</span>
        <State parcel={parcel} arrived={order.fulfilment === 'delivered'} />
        {statusAt && <Time at={statusAt} how="ago" className="text-xs text-muted" />}
        <span className="ml-auto flex flex-wrap items-center gap-x-3">
          {shippedAt && floor?.may('track') && (
            <Button onClick={() => floor.ask('track', id)}>
              {t('order.do_track')}
              <span className="sr-only"> {number}</span>
            </Button>
          )}
          <PaperLink href={`/api/packages/${id}/label`} label={t('order.label')} of={number} />
        </span>
      </div>
      {known && (
        <div className="mt-1 text-muted">
          {[known.name, service].filter(Boolean).join(' · ')}{' '}
          <TrackingNumber number={trackingNumber} link={known.link} />
        </div>
      )}
      {parcel.together.length > 0 && (
        <div className="mt-1 text-muted">
          {t('order.parcel_with', { number: parcel.parcel ?? '' })}{' '}
          <OrderLinks
            orders={parcel.together.map((one) => ({ id: one.orderId, number: one.orderNumber }))}
          />
        </div>
      )}
      <Contents parcel={parcel} />
      {shippedAt && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)} className="mt-1">
          <summary className="text-xs text-muted max-sm:min-h-11">
            {t('order.tracking_events')}
            <span className="sr-only">
              {' '}
              {number} {code('tracking', parcel.status)}
            </span>
          </summary>
          <TrackingEvents orderId={order.id} id={id} when={open} />
        </details>
      )}
    </li>
  )
}

/** What the carrier says; where it said nothing, what is known here: packed, gone, or delivered by our own word. */
function State({ parcel, arrived }: { parcel: Package; arrived: boolean }) {
  const { t, code } = useWords()
  const { status, shippedAt } = parcel
  if (shippedAt === null) return <Chip tone="info">{t('order.packed')}</Chip>
  if (status !== 'unknown')
    return <Chip tone={trackingTone(status)}>{code('tracking', status)}</Chip>
  return <Chip tone="good">{code('fulfilment', arrived ? 'delivered' : 'shipped')}</Chip>
}

function Contents({ parcel }: { parcel: Package }) {
  const { t } = useWords()
  const { lines, weightG, lengthMm, widthMm, heightMm } = parcel
  const n = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const size = lengthMm && widthMm && heightMm ? { lengthMm, widthMm, heightMm } : null
  const said = [
    t('order.pieces_n', { n }),
    weightG !== null && writeWeight(weightG),
    size && writeSize(size),
  ]
  const told = lines.slice(0, linesTold).map(({ sku, quantity }) => `${sku} × ${quantity}`)
  const rest = lines.length - told.length
  return (
    <p className="mt-1 text-xs break-words text-muted">
      {said.filter(Boolean).join(' · ')} · <span className="font-mono">{told.join(' · ')}</span>
      {rest > 0 && ` · ${t('order.lines_more', { n: rest })}`}
    </p>
  )
}

function TrackingNumber({
  number,
  link,
}: {
  number: string | null
  link?: ((number: string) => string | null) | undefined
}) {
  if (number === null) return null
  const href = link?.(number)
  if (!href) return <span className="font-mono text-xs break-all text-ink">{number}</span>
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="font-mono text-xs break-all text-accent underline"
    >
      {number}
    </a>
  )
}

function TrackingEvents({ orderId, id, when }: { orderId: string; id: string; when: boolean }) {
  const { t, code } = useWords()
  const events = usePackageEvents(orderId, id, when)
  if (events?.length === 0) return <p className="text-xs text-muted">{t('order.no_events')}</p>
  return (
    <ol className="mt-1 grid gap-0.5 text-xs">
      {(events ?? []).map((event) => (
        <li key={`${event.at} ${event.status} ${event.place}`} className="flex gap-2">
          <Time at={event.at} className="text-muted" />
          <span>
            {code('tracking', event.status)}
            {event.place && ` · ${event.place}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
