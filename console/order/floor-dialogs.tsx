// The dialogs of the work on fulfilment orders, packages and returns. Loaded when the first one opens.
import type { Asked, Work, WorkFormProps } from '../acting/index.ts'
import { MatchForm, SettleForm } from '../aftersales/index.ts'
import { DispatchForm, TrackForm } from '../shipping/index.ts'
import { PackForm, PickForm } from '../warehouse/index.ts'

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
