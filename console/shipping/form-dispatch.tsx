import { useMemo, useState } from 'react'
import {
  type Package,
  Sheet,
  useErrorAt,
  useNames,
  useStep,
  type WorkFormProps,
} from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { Check } from '../kit/checklist.tsx'
import { useScans } from '../kit/scan-input.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { waiting, writeWeight } from '../warehouse/index.ts'
import { useCarrierChoice } from './carrier-choice.ts'
import { NoCarriers } from './no-carriers.tsx'

/** Which packages leave, with whom, under which tracking numbers. A scan goes to the next package that has none. */
export function DispatchForm({ order, work, packages, sending, onClose }: WorkFormProps) {
  const { t } = useWords()
  const names = useNames()
  const step = useStep(sending)
  const mine = useMemo(() => waiting(work, packages), [work, packages])
  const { carrier, setCarrier, options } = useCarrierChoice(order.carrier)
  const [service, setService] = useState('')
  const { leaving, numbers, put, toggle } = useLeaving(mine)
  const error = useErrorAt(sending.problem)
  const chosen = mine.filter(({ id }) => leaving.has(id))
  const send = () =>
    step('dispatch', 'POST /api/fulfilment-orders/{id}/ship', {
      ...{ params: { id: work.id }, ifMatch: work.version },
      body: {
        carrier,
        ...(service.trim() !== '' && { service: service.trim() }),
        packages: chosen.map(({ id }) => {
          const trackingNumber = numbers.get(id)?.trim()
          return { id, ...(trackingNumber && { trackingNumber }) }
        }),
      },
    })
  return (
    <Sheet
      title={t('order.do_dispatch')}
      about={`${work.number} · ${names.location(work.location)}`}
      action={t('order.do_dispatch')}
      order={order}
      acting={sending}
      send={send}
      onClose={onClose}
      ready={chosen.length > 0}
    >
      <Select
        label={t('order.carrier')}
        value={carrier}
        onChange={setCarrier}
        options={options}
        autoFocus
      />
      <NoCarriers />
      <TextField
        label={t('order.service')}
        value={service}
        onChange={setService}
        maxLength={60}
        error={error('/service')}
      />
      <p className="text-sm text-muted">{t('order.tracking_hint')}</p>
      <ul className="grid grid-cols-1 gap-3">
        {mine.map((one) => (
          <Leaving
            key={one.id}
            parcel={one}
            leaves={leaving.has(one.id)}
            number={numbers.get(one.id) ?? ''}
            onToggle={() => toggle(one.id)}
            onNumber={(number) => put(one.id, number)}
            error={error(`/packages/${chosen.indexOf(one)}/trackingNumber`)}
          />
        ))}
      </ul>
    </Sheet>
  )
}

function Leaving({
  parcel: { id, number: name, lines, weightG },
  leaves,
  number,
  onToggle,
  onNumber,
  error,
}: {
  parcel: Package
  leaves: boolean
  number: string
  onToggle: () => void
  onNumber: (number: string) => void
  error: string | undefined
}) {
  const { t } = useWords()
  const n = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const said = [t('order.pieces_n', { n }), weightG !== null && writeWeight(weightG)]
  return (
    <li className="grid grid-cols-1 gap-1 rounded-md border border-line px-3 py-2">
      <Check
        label={name}
        hint={said.filter(Boolean).join(' · ')}
        checked={leaves}
        onChange={onToggle}
      />
      <TextField
        label={t('order.tracking_number_of', { number: name })}
        value={number}
        onChange={onNumber}
        disabled={!leaves}
        maxLength={60}
        mono
        data-tracking={id}
        error={error}
      />
    </li>
  )
}

/** All of them leave until one is kept back. */
function useLeaving(packages: readonly Package[]) {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [numbers, setNumbers] = useState<ReadonlyMap<string, string>>(new Map())
  const leaving = new Set(packages.map(({ id }) => id).filter((id) => !kept.has(id)))
  const put = (id: string, number: string) => setNumbers((now) => new Map(now).set(id, number))
  useScans((text) => {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.tracking
    const next = [...leaving].find((id) => !numbers.get(id)?.trim())
    const target = focused ?? next
    if (target !== undefined) put(target, text)
  })
  const toggle = (id: string) =>
    setKept((now) => {
      const next = new Set(now)
      if (!next.delete(id)) next.add(id)
      return next
    })
  return { leaving, numbers, put, toggle }
}
