// What may still be changed about a placed order: its address, the contact data of the customer, the note, the promise, the
// carrier. What was bought and what it costs stays as agreed. Pure.
import { type Refusal, refuse } from '../base/platform/index.ts'
import type { ChangedParts, OrderFact } from './facts.ts'
import type { Address, Customer, Order } from './order.ts'

/** A field that is not named stays; null empties it. An address is always given in full. */
export type Change = {
  shipTo?: Address | undefined
  customer?:
    | {
        name?: string | undefined
        email?: string | null | undefined
        phone?: string | null | undefined
      }
    | undefined
  note?: string | null | undefined
  promisedFor?: string | null | undefined
  carrier?: string | null | undefined
  reason?: string | undefined
}

/**
 * The fact that follows, with the fields that differ. Refuses `wrong_status` when the order is closed or cancelled,
 * `everything_left` when every piece was shipped, `already_released` for a new address once a piece is released, because its
 * packing slip is printed. A hold does not stop a change, because a change is often needed to lift it.
 */
export function change(asked: Change, order: Order): OrderFact | Refusal {
  const { status, lines } = order
  if (status !== 'received' && status !== 'confirmed') return refuse('wrong_status', { status })
  const left = lines.every((line) => line.shipped >= line.ordered - line.cancelled)
  if (status === 'confirmed' && left) return refuse('everything_left')
  const { before, after } = differing(asked, order)
  if (Object.keys(after).length === 0) return refuse('nothing_to_do', { transition: 'change' })
  if (after.shipTo && lines.some(({ released }) => released > 0))
    return refuse('already_released', undefined, '/shipTo')
  const { reason } = asked
  return { type: 'order.changed', data: { before, after, ...(reason !== undefined && { reason }) } }
}

/** The order with its changed parts; null removes a field of the customer. */
export function withParts(order: Order, { customer, ...parts }: ChangedParts): Order {
  if (!customer) return { ...order, ...parts }
  const fields = Object.entries({ ...order.customer, ...customer })
  const said = fields.filter(([, value]) => value !== null)
  return { ...order, ...parts, customer: Object.fromEntries(said) as Customer }
}

function differing(asked: Change, order: Order): { before: ChangedParts; after: ChangedParts } {
  const before: ChangedParts = {}
  const after: ChangedParts = {}
  if (asked.shipTo && !sameAddress(asked.shipTo, order.shipTo)) {
    before.shipTo = order.shipTo
    after.shipTo = asked.shipTo
  }
  for (const field of ['name', 'email', 'phone'] as const) {
    const [was, will] = [order.customer[field] ?? null, asked.customer?.[field]]
    if (will === undefined || will === was) continue
    before.customer = { ...before.customer, [field]: was }
    after.customer = { ...after.customer, [field]: will }
  }
  if (asked.note !== undefined && asked.note !== order.note) {
    before.note = order.note
    after.note = asked.note
  }
  if (asked.promisedFor !== undefined && !sameTime(asked.promisedFor, order.promisedFor)) {
    before.promisedFor = order.promisedFor
    after.promisedFor = asked.promisedFor
  }
  if (asked.carrier !== undefined && asked.carrier !== order.carrier) {
    before.carrier = order.carrier
    after.carrier = asked.carrier
  }
  return { before, after }
}

function sameAddress(one: Address, other: Address): boolean {
  const fields = Object.keys({ ...one, ...other }) as (keyof Address)[]
  return fields.every((field) => one[field] === other[field])
}

/** The same moment can be written with more or fewer decimals. */
function sameTime(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : Date.parse(one) === Date.parse(other)
}
