import { FileText } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import { Chip } from '../kit/chip.tsx'
import { Time } from '../kit/time.tsx'
import { trackingTone } from './axes.tsx'
import { type Package, useFulfilmentOrders, usePackageEvents, usePackages } from './data.ts'
import { useNames } from './names.ts'

/** What the warehouse was told and what left: fulfilment orders with their slip, packages with label and tracking. */
export function Packages({ id }: { id: string }) {
  const { t } = useWords()
  const packages = usePackages(id)?.items
  const work = useFulfilmentOrders(id)
  if (packages?.length === 0 && work?.length === 0)
    return <p className="text-sm text-muted">{t('order.no_packages')}</p>
  return (
    <div className="grid gap-2">
      <ul className="grid gap-1 text-sm">
        {(work ?? []).map((one) => (
          <Work key={one.id} {...one} />
        ))}
      </ul>
      <ul className="grid gap-2">
        {(packages ?? []).map((one) => (
          <Parcel key={one.id} parcel={one} orderId={id} />
        ))}
      </ul>
    </div>
  )
}

type FulfilmentOrder = NonNullable<ReturnType<typeof useFulfilmentOrders>>[number]

function Work({ id, number, state, location, units }: FulfilmentOrder) {
  const { t, code } = useWords()
  const names = useNames()
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="font-mono text-xs">{number}</span>
      <Chip tone={state === 'shipped' ? 'good' : 'info'}>{code('fulfilment_order', state)}</Chip>
      <span className="text-muted">
        {names.location(location)} · {t('order.pieces_n', { n: units })}
      </span>
      <Paper href={`/api/fulfilment-orders/${id}/packing-slip`} label={t('order.packing_slip')} />
    </li>
  )
}

function Parcel({ parcel, orderId }: { parcel: Package; orderId: string }) {
  const { t, code } = useWords()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const { id, number, carrier, trackingNumber, status, statusAt, shippedAt, weightG, lines } =
    parcel
  const known = carrier ? names.carrier(carrier) : null
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <li className="rounded-md border border-line px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-mono text-xs">{number}</span>
        <Chip tone={trackingTone(status)}>{code('tracking', status)}</Chip>
        {statusAt && <Time at={statusAt} how="ago" className="text-xs text-muted" />}
        <Paper href={`/api/packages/${id}/label`} label={t('order.label')} />
      </div>
      <div className="mt-1 text-muted">
        {known?.name} <TrackingNumber number={trackingNumber} link={known?.link} />
        <span className="ml-2 text-xs">
          {t('order.pieces_n', { n: pieces })}
          {weightG !== null && ` · ${(weightG / 1_000).toLocaleString()} kg`}
        </span>
      </div>
      {shippedAt && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)} className="mt-1">
          <summary className="text-xs text-muted">{t('order.tracking_events')}</summary>
          <TrackingEvents orderId={orderId} id={id} when={open} />
        </details>
      )}
    </li>
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
  if (!href) return <span className="font-mono text-xs text-ink">{number}</span>
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="font-mono text-xs text-accent underline"
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
        <li key={`${event.at} ${event.status}`} className="flex gap-2">
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

/** A paper opens in a tab of its own, where it can be looked at before it is printed. */
function Paper({ href, label }: { href: string; label: string }) {
  const { may } = useSession()
  if (!may('papers:read')) return null
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="ml-auto inline-flex items-center gap-1 text-xs text-accent underline"
    >
      <FileText size={13} aria-hidden="true" />
      {label}
    </a>
  )
}
