import { useState } from 'react'
import {
  type Chosen,
  type FormProps,
  Frame,
  isChosen,
  linesOf,
  Pieces,
  useErrorAt,
} from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useCarrierChoice } from './carrier-choice.ts'
import { NoCarriers } from './no-carriers.tsx'

/** Pieces that leave without having been packed here, with whom, under which number. */
export function ShipForm(props: FormProps) {
  const { t } = useWords()
  const { shipPacked } = props
  const { carrier, setCarrier, options } = useCarrierChoice(props.order.carrier)
  const [trackingNumber, setTrackingNumber] = useState('')
  const [chosen, setChosen] = useState<Chosen>(null)
  const error = useErrorAt(props.acting.problem)
  const number = trackingNumber.trim()
  return (
    <Frame
      name="ship"
      wide
      {...props}
      wayOut={({ code, params }) =>
        code === 'packed' &&
        shipPacked && (
          <Button onClick={() => shipPacked(String(params?.package))}>
            {t('order.ship_packed', { number: String(params?.number) })}
          </Button>
        )
      }
      ready={isChosen(chosen)}
      body={() => ({
        carrier,
        lines: linesOf(chosen),
        ...(number !== '' && { trackingNumber: number }),
      })}
    >
      <Select label={t('order.carrier')} value={carrier} onChange={setCarrier} options={options} />
      <NoCarriers />
      <TextField
        label={t('order.tracking_number')}
        value={trackingNumber}
        onChange={setTrackingNumber}
        maxLength={60}
        mono
        autoFocus
        error={error('/trackingNumber')}
      />
      <Pieces order={props.order} command="ship" chosen={chosen} onChange={setChosen} />
    </Frame>
  )
}
