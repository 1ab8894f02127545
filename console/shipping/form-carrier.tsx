import { useState } from 'react'
import { type FormProps, Frame, useErrorAt, useUndoing } from '../acting/index.ts'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Select } from '../kit/select.tsx'
import { useCarrierOptions } from './carrier-choice.ts'

const open = ''

/** Which carrier the order shall go with, of those in use; for ten seconds it can be set back. */
export function CarrierForm(props: FormProps) {
  const { id, carrier } = props.order
  const { t } = useWords()
  const options = useCarrierOptions(carrier)
  const [chosen, setChosen] = useState(carrier ?? open)
  const error = useErrorAt(props.acting.problem)
  const undoing = useUndoing(id)
  const setBack = () =>
    undoing(() => api.call('POST /api/orders/{id}/change', { params: { id }, body: { carrier } }))
  return (
    <Frame
      name="carrier"
      {...props}
      ready={chosen !== (carrier ?? open)}
      body={() => ({ carrier: chosen === open ? null : chosen })}
      undo={setBack}
    >
      <Select
        label={t('order.carrier')}
        hint={t('order.carrier_hint')}
        value={chosen}
        onChange={setChosen}
        autoFocus
        error={error('/carrier')}
        options={[{ value: open, label: t('order.carrier_open') }, ...options]}
      />
    </Frame>
  )
}
