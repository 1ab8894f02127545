import { useMemo, useState } from 'react'
import {
  type Chosen,
  freeOf,
  isChosen,
  linesOf,
  Sheet,
  useNames,
  useStep,
  WhichPieces,
  type WorkFormProps,
} from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { leftOf } from './floor.ts'

/** What was taken from the shelf: everything, or what is there of each line. */
export function PickForm({ order, work, sending, onClose }: WorkFormProps) {
  const { t } = useWords()
  const names = useNames()
  const step = useStep(sending)
  const [chosen, setChosen] = useState<Chosen>(null)
  const lines = useMemo(() => freeOf(work.lines, leftOf.pick), [work.lines])
  const send = () => {
    const named = linesOf(chosen)
    return step('pick', 'POST /api/fulfilment-orders/{id}/pick', {
      ...{ params: { id: work.id }, ifMatch: work.version },
      body: named ? { lines: named } : {},
    })
  }
  return (
    <Sheet
      title={t('order.do_pick')}
      about={`${work.number} · ${names.location(work.location)}`}
      action={t('order.do_pick')}
      order={order}
      acting={sending}
      send={send}
      onClose={onClose}
      ready={isChosen(chosen) && lines.length > 0}
      wide
    >
      <WhichPieces lines={lines} chosen={chosen} onChange={setChosen} counted />
    </Sheet>
  )
}
