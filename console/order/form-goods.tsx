import { useState } from 'react'
import { cancelReasons } from '../app/causes.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useCarrierChoice } from './carrier-choice.ts'
import { type FormProps, Frame, useErrorAt } from './frame.tsx'
import { useNames } from './names.ts'
import { NoCarriers } from './no-carriers.tsx'
import { type Chosen, everyLine, isChosen, linesOf, Pieces } from './pieces.tsx'
import { freePieces } from './stages.ts'

const returnReasons = [
  'customer_return',
  'damaged',
  'wrong_item',
  'not_as_described',
  'other',
] as const
const conditions = ['new', 'opened', 'used', 'damaged', 'defective'] as const

/** Whole where nothing has gone to the warehouse; else only what has not can be cancelled, line by line. */
export function CancelForm(props: FormProps) {
  const { t, code } = useWords()
  const { order } = props
  const [reason, setReason] = useState<string>(cancelReasons[0])
  const [chosen, setChosen] = useState<Chosen>(null)
  const told = order.lines.some(({ released }) => released > 0)
  const lines = told ? everyLine(order, 'cancel', chosen) : linesOf(chosen)
  return (
    <Frame
      name="cancel"
      danger
      wide
      {...props}
      ready={isChosen(chosen)}
      body={() => ({ reason, ...(lines && { lines }) })}
    >
      <Select
        label={t('order.reason')}
        value={reason}
        onChange={setReason}
        autoFocus
        options={cancelReasons.map((value) => ({ value, label: code('cancel', value) }))}
      />
      <Pieces order={order} command="cancel" chosen={chosen} onChange={setChosen} />
      <p className="text-sm text-muted">{t(told ? 'order.cancel_told' : 'order.cancel_hint')}</p>
    </Frame>
  )
}

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

export function DeliverForm(props: FormProps) {
  const { t } = useWords()
  const [chosen, setChosen] = useState<Chosen>(null)
  return (
    <Frame
      name="deliver"
      wide
      {...props}
      ready={isChosen(chosen)}
      body={() => ({ lines: linesOf(chosen) })}
    >
      <Pieces order={props.order} command="deliver" chosen={chosen} onChange={setChosen} />
      <p className="text-sm text-muted">{t('order.deliver_hint')}</p>
    </Frame>
  )
}

/** What the customer gets back for the pieces is the server's sum. */
export function ReturnForm(props: FormProps) {
  const { t, code } = useWords()
  const { locations } = useNames()
  const [reason, setReason] = useState<string>(returnReasons[0])
  const [condition, setCondition] = useState<string>(conditions[0])
  const [wanted, setLocation] = useState<string | null>(null)
  const { order } = props
  const pieces = order.lines.reduce((sum, line) => sum + freePieces.return(line), 0)
  // Of several pieces seldom all come back: those that did are counted.
  const [chosen, setChosen] = useState<Chosen>(pieces > 1 ? new Map() : null)
  // What cannot be sold as new does not lie among it unless somebody says so.
  const location = wanted ?? (condition === 'new' ? '' : 'none')
  const restock = location !== 'none'
  return (
    <Frame
      name="return"
      wide
      {...props}
      ready={isChosen(chosen) && pieces > 0}
      body={() => ({
        reason,
        condition,
        restock,
        ...(restock && location !== '' && { location }),
        lines: everyLine(order, 'return', chosen),
      })}
    >
      <Select
        label={t('order.reason')}
        value={reason}
        onChange={setReason}
        autoFocus
        options={returnReasons.map((value) => ({ value, label: code('return', value) }))}
      />
      <Select
        label={t('order.condition')}
        value={condition}
        onChange={setCondition}
        options={conditions.map((value) => ({ value, label: code('condition', value) }))}
      />
      <Select
        label={t('order.goes_to')}
        value={location}
        onChange={setLocation}
        options={[
          { value: '', label: t('order.goes_back') },
          ...locations.map(({ code: value, name }) => ({ value, label: name })),
          { value: 'none', label: t('order.goes_nowhere') },
        ]}
      />
      <Pieces order={order} command="return" chosen={chosen} onChange={setChosen} />
      <p className="text-sm text-muted">{t('order.return_hint')}</p>
    </Frame>
  )
}
