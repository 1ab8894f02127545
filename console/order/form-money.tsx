import { useState } from 'react'
import { type FormProps, Frame, openOf, useErrorAt } from '../acting/index.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { MoneyField } from '../kit/money-field.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { methods } from './methods.ts'

/** Money that came in or went back: what is open stands there already. */
export function MoneyForm({ name, ...props }: FormProps & { name: 'pay' | 'refund' }) {
  const { order } = props
  const { t, code, lang } = useWords()
  const format = useFormat()
  const open = openOf(order)
  const due = Math.max(0, name === 'pay' ? open : -open)
  const [amount, setAmount] = useState<number | null>(due === 0 ? null : due)
  const [method, setMethod] = useState<string>(methods[lang][0])
  const [reference, setReference] = useState('')
  const error = useErrorAt(props.acting.problem)
  const named = reference.trim()
  return (
    <Frame
      name={name}
      {...props}
      ready={amount !== null && amount > 0}
      danger={name === 'refund'}
      body={() => ({ amount: amount ?? 0, method, ...(named !== '' && { reference: named }) })}
    >
      <MoneyField
        label={t('order.sum')}
        value={amount}
        onChange={setAmount}
        currency={order.currency}
        autoFocus
        error={error('/amount')}
        hint={t(name === 'pay' ? 'order.still_open' : 'order.to_give_back', {
          amount: format.money(due, order.currency),
        })}
      />
      <Select
        label={t('order.method')}
        value={method}
        onChange={setMethod}
        options={methods[lang].map((value) => ({ value, label: code('method', value) }))}
      />
      <TextField
        label={t('order.reference')}
        value={reference}
        onChange={setReference}
        maxLength={100}
        error={error('/reference')}
      />
    </Frame>
  )
}
