import { useState } from 'react'
import {
  type Chosen,
  everyLine,
  type FormProps,
  Frame,
  freePieces,
  isChosen,
  Pieces,
  useNames,
} from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { Select } from '../kit/select.tsx'

const returnReasons = [
  'customer_return',
  'damaged',
  'wrong_item',
  'not_as_described',
  'other',
] as const
const conditions = ['new', 'opened', 'used', 'damaged', 'defective'] as const

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
