// The dialogs of the work on fulfilment orders, packages and returns. Loaded when the first one opens.
import type { Order, Package, Work } from './data.ts'
import { DispatchForm } from './form-dispatch.tsx'
import { MatchForm } from './form-match.tsx'
import { PackForm } from './form-pack.tsx'
import { PickForm } from './form-pick.tsx'
import { SettleForm } from './form-settle.tsx'
import { TrackForm } from './form-track.tsx'
import type { Asked, Floor } from './use-floor.ts'

export type WorkFormProps = {
  order: Order
  work: Work
  packages: readonly Package[]
  sending: Floor['sending']
  onClose: () => void
}

const ofWork = { pick: PickForm, pack: PackForm, dispatch: DispatchForm } as const

export function FloorDialog({
  asked: { step, id },
  works,
  ...props
}: Omit<WorkFormProps, 'work'> & { asked: Asked; works: readonly Work[] }) {
  const { order, packages, sending, onClose } = props
  if (step === 'match') return <MatchForm {...{ order, id, sending, onClose }} />
  if (step === 'settle') return id && <SettleForm {...{ order, id, sending, onClose }} />
  if (step === 'track') {
    const parcel = packages.find((one) => one.id === id)
    return parcel && <TrackForm {...{ order, parcel, sending, onClose }} />
  }
  const work = works.find((one) => one.id === id)
  const Form = ofWork[step]
  return work && <Form work={work} {...props} />
}
