import { useState } from 'react'
import {
  type BodyOf,
  type FormProps,
  Frame,
  type Hold,
  type Order,
  useErrorAt,
  useUndoing,
} from '../acting/index.ts'
import { holdCodes } from '../app/causes.ts'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Select } from '../kit/select.tsx'
import { TextArea } from '../kit/text-field.tsx'

type Stop = 'all' | 'confirm' | 'sending'
/** What a hold can stop here; the API knows more. */
const stops: Record<Stop, BodyOf<'hold'>['blocks'] & {}> = {
  all: ['confirm', 'release', 'ship'],
  confirm: ['confirm'],
  sending: ['release', 'ship'],
}

export function HoldForm(props: FormProps) {
  const { t, code: words } = useWords()
  const [code, setCode] = useState<string>(holdCodes[0])
  const [what, setWhat] = useState<Stop>('all')
  const [note, setNote] = useState('')
  const error = useErrorAt(props.acting.problem)
  const takeBack = useTakeBack(props.order)
  const text = note.trim()
  const body = () => ({ code, blocks: stops[what], ...(text !== '' && { note: text }) })
  return (
    <Frame name="hold" {...props} body={body} undo={() => takeBack.lift(code)}>
      <Select
        label={t('order.reason')}
        value={code}
        onChange={setCode}
        autoFocus
        options={holdCodes.map((value) => ({ value, label: words('hold', value) }))}
      />
      <Select
        label={t('order.hold_stops')}
        value={what}
        onChange={setWhat}
        options={(Object.keys(stops) as Stop[]).map((value) => ({
          value,
          label: t(`order.hold_stops_${value}`),
        }))}
      />
      <TextArea
        label={t('order.hold_note')}
        hint={t('order.hold_note_hint')}
        value={note}
        onChange={setNote}
        maxLength={1_000}
        error={error('/note')}
      />
    </Frame>
  )
}

export function ReleaseForm(props: FormProps) {
  const { t, code } = useWords()
  const { holds } = props.order
  const [chosen, setChosen] = useState(holds[0]?.id ?? '')
  const hold = holds.find(({ id }) => id === chosen) ?? holds[0]
  const takeBack = useTakeBack(props.order)
  return (
    <Frame
      name="lift"
      {...props}
      ready={hold !== undefined}
      body={() => ({ hold: hold?.id })}
      undo={() => hold && takeBack.setAgain(hold)}
    >
      <Select
        label={t('order.which_hold')}
        value={hold?.id ?? ''}
        onChange={setChosen}
        autoFocus
        options={holds.map(({ id, code: name, params, note }) => ({
          value: id,
          label: [code('hold', name, params), note].filter(Boolean).join(': '),
        }))}
      />
    </Frame>
  )
}

function useTakeBack({ id }: Pick<Order, 'id'>) {
  const done = useUndoing(id)
  const params = { id }
  return {
    lift: (code: string) =>
      done(async () => {
        const { holds } = await api.call('GET /api/orders/{id}', { params })
        const hold = holds.findLast((one) => one.code === code)
        if (hold) await api.call('POST /api/orders/{id}/lift', { params, body: { hold: hold.id } })
      }),
    setAgain: ({ id: _, ...hold }: Hold) =>
      done(() => api.call('POST /api/orders/{id}/hold', { params, body: hold })),
  }
}
