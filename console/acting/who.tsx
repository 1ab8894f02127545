import { Copy } from 'lucide-react'
import { type OrderContact, Reveal, useOrderContact } from '../app/contact.tsx'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { toast } from '../kit/toasts.ts'
import type { Order } from './data.ts'
import { type Names, useNames } from './names.ts'

/** Who ordered, and where it goes; both can be copied as they would be written on a parcel. */
export function Who({ order }: { order: Order }) {
  const { t } = useWords()
  const names = useNames()
  const contact = useOrderContact(order)
  const { may } = useSession()
  const { customer, shipTo } = contact.whole ?? order
  const address = addressLines(shipTo, names)
  // What is copied is used: a part of it is of no use.
  const copying = (linesOf: (contact: OrderContact) => string[]) =>
    may('customers:reveal')
      ? async () => {
          const whole = await contact.reveal()
          return whole && linesOf(whole).join('\n')
        }
      : null
  return (
    <div className="grid justify-items-start gap-2">
      <dl className="grid w-full gap-3 text-sm">
        <div>
          <Term
            text={t('order.customer')}
            copy={copying(({ customer }) => customerLines(customer))}
          />
          <dd className="break-words">
            {customerLines(customer).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </dd>
        </div>
        <div>
          <Term
            text={t('order.ship_to')}
            copy={copying(({ shipTo }) => addressLines(shipTo, names))}
          />
          <dd className="break-words">
            {address.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </dd>
        </div>
        {order.note && (
          <div>
            <dt className="text-xs text-muted">{t('order.note')}</dt>
            <dd className="break-words whitespace-pre-wrap">{order.note}</dd>
          </div>
        )}
      </dl>
      <Reveal contact={contact} />
    </div>
  )
}

function Term({ text, copy }: { text: string; copy: (() => Promise<string | null>) | null }) {
  const { t } = useWords()
  const put = async () => {
    const lines = await copy?.()
    if (!lines) return
    await navigator.clipboard.writeText(lines)
    toast({ text: t('common.copied'), tone: 'good' })
  }
  return (
    <dt className="flex items-center justify-between text-xs text-muted">
      {text}
      {copy && (
        <IconButton label={t('common.pair', { what: t('common.copy'), said: text })} onClick={put}>
          <Copy size={13} aria-hidden="true" />
        </IconButton>
      )}
    </dt>
  )
}

/** Who it is, and how they are reached. */
export function customerLines({ name, phone, email }: Order['customer']): string[] {
  return [name, phone, email].filter((line): line is string => Boolean(line))
}

/** As it is written where the parcel goes: in China from the province down, elsewhere from the street up. */
export function addressLines(
  shipTo: Order['shipTo'],
  { country }: Pick<Names, 'country'>,
): string[] {
  const { name, company, phone, region, city, district, street, postcode } = shipTo
  const place =
    shipTo.country === 'CN'
      ? [[region === city ? '' : region, city, district].filter(Boolean).join(''), street, postcode]
      : [
          street,
          [district, city].filter(Boolean).join(', '),
          [region, postcode].filter(Boolean).join(' '),
        ]
  return [name, company, ...place, country(shipTo.country), phone].filter((line): line is string =>
    Boolean(line),
  )
}
