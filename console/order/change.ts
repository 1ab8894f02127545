// What is being changed about an order. Only what was touched is kept, so that the rest follows the newest. Pure.

import type { Given } from '../../src/outside/client/index.ts'
import type { Order } from '../acting/index.ts'
import type { Words } from '../base/words.ts'
import { type Day, eveningOf, todayOf } from '../kit/date-text.ts'
import { type Difference, differencesOf } from '../kit/difference.ts'

export type ChangeBody = NonNullable<Given<'POST /api/orders/{id}/change'>['body']>
type Address = NonNullable<ChangeBody['shipTo']>

/** What was touched, as it stands in the fields. */
export type Edits = {
  shipTo?: Partial<Record<keyof Address, string>>
  name?: string
  email?: string
  phone?: string
  note?: string
  promised?: Day | null
}

/** The day an order is promised for, here; null without a promise. */
export function promisedDay({ promisedFor }: Pick<Order, 'promisedFor'>): Day | null {
  return promisedFor === null ? null : todayOf(new Date(promisedFor))
}

/** The parts of the order that come out different, as they are sent. */
export function changedParts(edits: Edits, order: Order): Omit<ChangeBody, 'reason'> {
  const { shipTo, note, promised } = edits
  const address = shipTo && addressOf(shipTo)
  const customer = changedCustomer(edits, order.customer)
  const text = note?.trim()
  return {
    ...(address && differencesOf(order.shipTo, address).length > 0 && { shipTo: address }),
    ...(Object.keys(customer).length > 0 && { customer }),
    ...(text !== undefined && text !== (order.note ?? '') && { note: text === '' ? null : text }),
    ...(promised !== undefined &&
      promised !== promisedDay(order) && {
        promisedFor: promised === null ? null : eveningOf(promised),
      }),
  }
}

/** A field that was left empty is not sent, save those without which there is no address: the server names them. */
function addressOf(fields: NonNullable<Edits['shipTo']>): Address {
  const said = Object.entries(fields).flatMap(([key, value]) => {
    const text = value?.trim()
    return text ? [[key, text] as const] : []
  })
  return { name: '', country: '', city: '', street: '', ...Object.fromEntries(said) }
}

function changedCustomer(edits: Edits, customer: Order['customer']) {
  const changed: NonNullable<ChangeBody['customer']> = {}
  for (const field of ['name', 'email', 'phone'] as const) {
    const text = edits[field]?.trim()
    if (text === undefined || text === (customer[field] ?? '')) continue
    if (field === 'name') changed.name = text
    else changed[field] = text === '' ? null : text
  }
  return changed
}

/** What the parts are now and what they would be, place by place (`shipTo.city`). */
export function previewOf({ shipTo, customer, note, promisedFor }: ChangeBody, order: Order) {
  const were = order.customer
  const before = {
    ...(shipTo && { shipTo: order.shipTo }),
    ...(customer && {
      customer: Object.fromEntries(
        Object.keys(customer).map((key) => [key, were[key as keyof typeof were]]),
      ),
    }),
    ...(note !== undefined && { note: order.note }),
    ...(promisedFor !== undefined && { promisedFor: order.promisedFor }),
  }
  return changesIn({
    before,
    after: {
      ...(shipTo && { shipTo }),
      ...(customer && { customer }),
      ...(note !== undefined && { note }),
      ...(promisedFor !== undefined && { promisedFor }),
    },
  })
}

/** As the form has them. */
const sequence = [
  ...['shipTo.name', 'shipTo.company', 'shipTo.phone', 'shipTo.country', 'shipTo.region'],
  ...['shipTo.city', 'shipTo.district', 'shipTo.street', 'shipTo.postcode'],
  ...['customer.name', 'customer.phone', 'customer.email', 'promisedFor', 'carrier', 'note'],
]

/** The places that a change is about, as its fact tells them. */
export function changesIn(data: { before?: object; after?: object }): Difference[] {
  const { before = {}, after = {} } = data
  const found = differencesOf(before as Record<string, unknown>, after as Record<string, unknown>)
  return found.sort((one, other) => sequence.indexOf(one.path) - sequence.indexOf(other.path))
}

/** A place in words. */
export function placeName(path: string, { t }: Pick<Words, 't'>): string {
  const [part, field = ''] = path.split('.')
  if (part === 'shipTo')
    return t('order.change_ship_to', { what: t(`kit.address_${field}` as 'kit.address_city') })
  if (part === 'customer')
    return t('order.change_customer', { what: t(`order.change_${field}` as 'order.change_name') })
  if (part === 'carrier') return t('order.carrier')
  return t(part === 'note' ? 'order.note' : 'order.promised')
}

/** What stands at a place, in words; undefined where nothing does. */
export function placeText(
  path: string,
  value: unknown,
  tell: {
    time: (iso: string) => string
    country: (code: string) => string
    carrier?: (code: string) => { name: string }
  },
): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  if (path === 'promisedFor') return tell.time(value)
  if (path === 'carrier') return tell.carrier?.(value).name ?? value
  return path === 'shipTo.country' ? tell.country(value) : value
}
