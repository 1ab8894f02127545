import { useState } from 'react'
import {
  type Chosen,
  everyLine,
  type FormProps,
  Frame,
  isChosen,
  linesOf,
  Pieces,
} from '../acting/index.ts'
import { cancelReasons } from '../app/causes.ts'
import { useWords } from '../base/words.ts'
import { Select } from '../kit/select.tsx'

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
