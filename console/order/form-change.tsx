import { useEffect, useRef, useState } from 'react'
import {
  addressLines,
  customerLines,
  type FormProps,
  Frame,
  type Order,
  useErrorAt,
  useNames,
} from '../acting/index.ts'
import {
  type Contact as ContactOf,
  type OrderContact,
  Reveal,
  useOrderContact,
} from '../app/contact.tsx'
import { useSession } from '../app/session.tsx'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { type AddressErrors, AddressForm } from '../kit/address-form.tsx'
import { addressKeys } from '../kit/address-text.ts'
import { DateField } from '../kit/date-field.tsx'
import { Differences } from '../kit/history.tsx'
import { PhoneField } from '../kit/phone-field.tsx'
import { Select } from '../kit/select.tsx'
import { shown, TextArea, TextField } from '../kit/text-field.tsx'
import {
  type ChangeBody,
  changedParts,
  type Edits,
  placeName,
  placeText,
  previewOf,
  promisedDay,
} from './change.ts'

const reasons = ['customer_request', 'mistake', 'delay', 'other'] as const

/** Where it goes, how the customer is reached, the note and the promise; what will change stands below before it is sent. */
export function ChangeForm(props: FormProps) {
  const { contact, whole, version } = useWhole(props.order)
  const order = { ...props.order, ...whole, version }
  const { t, code } = useWords()
  const [edits, setEdits] = useState<Edits>({})
  const [reason, setReason] = useState<string>(reasons[0])
  const put = (part: Edits) => setEdits((now) => ({ ...now, ...part }))
  const error = useErrorAt(props.acting.problem)
  const parts = changedParts(edits, order)
  const shared = { order, edits, put, error }
  return (
    <Frame
      name="change"
      wide
      {...props}
      order={order}
      ready={Object.keys(parts).length > 0}
      body={() => ({ ...parts, reason })}
    >
      {whole ? (
        <Fields>
          <Group title={t('order.ship_to')}>
            <Where {...shared} />
          </Group>
          <Group title={t('order.customer')}>
            <Contact {...shared} />
          </Group>
        </Fields>
      ) : (
        <Group title={t('order.ship_to')}>
          <InPart order={order} contact={contact} />
        </Group>
      )}
      <Group title={t('order.change_agreed')}>
        <Agreed {...shared} />
      </Group>
      <Select
        label={t('order.reason')}
        value={reason}
        onChange={setReason}
        options={reasons.map((value) => ({ value, label: code('change', value) }))}
      />
      <Preview parts={parts} order={order} />
    </Frame>
  )
}

type Parts = {
  order: Order
  edits: Edits
  put: (part: Edits) => void
  error: (pointer: string) => string | undefined
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-3 border-t border-line pt-3">
      <legend className="sr-only">{title}</legend>
      <div aria-hidden="true" className="text-sm font-semibold">
        {title}
      </div>
      {children}
    </fieldset>
  )
}

/**
 * Shown once, it stays shown while the dialog is open: of a version that came meanwhile it is asked for again, and until that is
 * here what is sent says the version before, so that it writes over nothing that nobody has seen.
 */
function useWhole(order: Order) {
  const contact = useOrderContact(order)
  const [last, setLast] = useState<{ whole: OrderContact; version: number } | null>(null)
  const { whole, busy, problem, reveal } = contact
  useEffect(() => {
    if (whole !== null && whole !== last?.whole) setLast({ whole, version: order.version })
    if (whole === null && last !== null && !busy && problem === null) reveal()
  }, [order.version, whole, last, busy, problem, reveal])
  if (whole !== null || last === null) return { contact, whole, version: order.version }
  return { contact, ...last }
}

/** What can be changed once it is shown: there the cursor goes on. */
function Fields({ children }: { children: React.ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const first = 'input:not([type=hidden]), textarea, select, button'
    place.current?.querySelector<HTMLElement>(first)?.focus()
  }, [])
  return (
    <div ref={place} className="grid gap-3">
      {children}
    </div>
  )
}

/** What is shown in part cannot be changed: it would be sent in the place of what it hides. */
function InPart({ order, contact }: { order: Order; contact: ContactOf<unknown> }) {
  const { t } = useWords()
  const names = useNames()
  const { may } = useSession()
  return (
    <div className="grid justify-items-start gap-2 text-sm">
      <p>{addressLines(order.shipTo, names).join(', ')}</p>
      <p>{customerLines(order.customer).join(', ')}</p>
      <p className="text-muted">
        {t(may('customers:reveal') ? 'order.change_reveal' : 'order.change_reveal_not')}
      </p>
      <Reveal contact={contact} />
    </div>
  )
}

/** Once the warehouse was told to send a piece the address is on its slip, and stays. */
function Where({ order, edits, put, error }: Parts) {
  const { t } = useWords()
  const names = useNames()
  if (order.lines.some(({ released }) => released > 0))
    return (
      <div className="text-sm">
        <p>{addressLines(order.shipTo, names).join(', ')}</p>
        <p className="text-muted">{t('order.change_address_shut')}</p>
      </div>
    )
  const wrong = addressKeys.map((key) => [key, error(`/shipTo/${key}`)] as const)
  const errors: AddressErrors = Object.fromEntries(wrong.filter(([, text]) => text !== undefined))
  return (
    <AddressForm
      value={edits.shipTo ?? (order.shipTo as NonNullable<Edits['shipTo']>)}
      onChange={(shipTo) => put({ shipTo })}
      errors={errors}
    />
  )
}

function Contact({ order: { customer }, edits, put, error }: Parts) {
  const { t } = useWords()
  const at = (field: 'name' | 'email' | 'phone') => ({
    ...shown({ label: t(`order.change_${field}`), error: error(`/customer/${field}`) }),
    value: edits[field] ?? customer[field] ?? '',
    onChange: (text: string) => put({ [field]: text }),
    autoComplete: 'off',
  })
  return (
    <div className="grid grid-cols-3 gap-3 max-sm:grid-cols-1">
      <TextField {...at('name')} maxLength={200} />
      <PhoneField {...at('phone')} maxLength={40} />
      <TextField {...at('email')} type="email" maxLength={254} />
    </div>
  )
}

function Agreed({ order, edits, put, error }: Parts) {
  const { t } = useWords()
  const promised = edits.promised === undefined ? promisedDay(order) : edits.promised
  return (
    <div className="grid grid-cols-3 items-start gap-3 max-sm:grid-cols-1">
      <DateField
        {...shown({ label: t('order.promised'), error: error('/promisedFor') })}
        hint={t('order.change_promise_hint')}
        value={promised}
        onChange={(day) => put({ promised: day })}
      />
      <TextArea
        {...shown({ label: t('order.note'), error: error('/note') })}
        className="col-span-2 max-sm:col-span-1"
        rows={2}
        maxLength={2_000}
        value={edits.note ?? order.note ?? ''}
        onChange={(note) => put({ note })}
      />
    </div>
  )
}

function Preview({ parts, order }: { parts: ChangeBody; order: Order }) {
  const words = useWords()
  const { time } = useFormat()
  const { country } = useNames()
  const differences = previewOf(parts, order)
  const { t } = words
  return (
    <section
      aria-label={t('order.change_preview')}
      className="grid gap-1 border-t border-line pt-3"
    >
      <div aria-hidden="true" className="text-sm font-semibold">
        {t('order.change_preview')}
      </div>
      {differences.length === 0 && <p className="text-sm text-muted">{t('order.change_none')}</p>}
      <Differences
        differences={differences}
        nameOf={(path) => placeName(path, words)}
        show={(path, value) => placeText(path, value, { time, country })}
      />
    </section>
  )
}
