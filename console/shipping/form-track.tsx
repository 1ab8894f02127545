import { useState } from 'react'
import { trackingStatuses } from '../../src/flow/warehouse/package.ts'
import {
  type Floor,
  type Order,
  type Package,
  Sheet,
  useErrorAt,
  useNames,
} from '../acting/index.ts'
import { api, Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { MomentField } from '../kit/moment-field.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toasts.ts'

/** In the sequence in which they mostly happen; what a carrier does not know is not worth recording. */
const statuses = trackingStatuses.filter((one) => one !== 'unknown')
type Status = (typeof statuses)[number]

/** What a carrier says of a package, typed by hand. */
export function TrackForm({
  order,
  parcel,
  sending,
  onClose,
}: {
  order: Order
  parcel: Package
  sending: Floor['sending']
  onClose: () => void
}) {
  const { t, code } = useWords()
  const names = useNames()
  const [status, setStatus] = useState<Status>(() => nextOf(parcel.status))
  const [at, setAt] = useState<Date | null>(() => new Date())
  const [place, setPlace] = useState('')
  const error = useErrorAt(sending.problem)
  const send = async () => {
    if (!at) return false
    const where = place.trim()
    const event = {
      ...{ package: parcel.id, status, at: at.toISOString(), source: 'console' },
      ...(where !== '' && { place: where }),
    }
    const done = await sending.send('track', event, (key) => record(event, key))
    if (done) toast({ text: t('order.done_track'), tone: 'good' })
    return done
  }
  const { carrier, number, trackingNumber } = parcel
  const about = [number, carrier && names.carrier(carrier).name, trackingNumber]
  return (
    <Sheet
      title={t('order.do_track')}
      about={[...new Set(about.filter(Boolean))].join(' · ')}
      action={t('order.do_track')}
      order={order}
      acting={sending}
      send={send}
      onClose={onClose}
      ready={at !== null}
    >
      <Select
        label={t('order.track_status')}
        value={status}
        onChange={setStatus}
        options={statuses.map((value) => ({ value, label: code('tracking', value) }))}
        autoFocus
      />
      <MomentField
        label={t('order.track_when')}
        value={at}
        onChange={setAt}
        error={error('/events/0/at') ?? error('/at')}
      />
      <TextField
        label={t('order.track_place')}
        value={place}
        onChange={setPlace}
        maxLength={200}
        error={error('/events/0/place') ?? error('/place')}
      />
      {status === 'delivered' && <p className="text-sm text-muted">{t('order.track_delivers')}</p>}
    </Sheet>
  )
}

async function record(event: object, key: string): Promise<void> {
  const { outcomes } = await api.call('POST /api/tracking-events', {
    body: { events: [event] },
    key,
  })
  const [outcome] = outcomes
  if (outcome?.problem) throw new Problem(outcome.status, JSON.stringify(outcome.problem))
}

/** What a carrier mostly says next. */
function nextOf(status: Package['status']): Status {
  if (status === 'unknown' || status === 'pre_transit') return 'in_transit'
  return status === 'in_transit' ? 'out_for_delivery' : 'delivered'
}
