import type { Asked, Order } from '../../orders/index.ts'
import { chanceOf } from './chance.ts'

type Hold = Omit<Extract<Asked, { type: 'hold' }>['hold'], 'id'>

/** What becomes of an order on the evening of its day. */
export type Plan = {
  confirm: boolean
  hold: Hold | null
  pay: 'all' | 'half' | 'nothing'
  method: string
  /** The carrier to ship with; null leaves the choice to the person who ships. */
  carrier: string | null
}

const stops: Hold['blocks'] = ['confirm', 'release', 'ship']
const holds: readonly Hold[] = [
  { code: 'address_check', blocks: stops, note: 'Please compare with the map' },
  { code: 'payment_review', blocks: stops, note: 'Waits for finance' },
  { code: 'large_order', blocks: stops, note: 'Ask before it goes' },
  { code: 'customer_request', blocks: ['release', 'ship'], note: 'Wait for my call' },
  { code: 'price_check', blocks: ['confirm'], note: 'Compare with the price list' },
]
const carriers = ['royal-mail', 'parcel-line', null] as const
const methods = ['card', 'bank_transfer', 'invoice'] as const

/**
 * The same order gets the same plan on every machine. Of the last day's orders a third is still to be reviewed and a tenth is held;
 * of earlier orders one in sixty stays held, so that there are old problems too.
 */
export function planOf(
  { externalRef, id }: Pick<Order, 'externalRef' | 'id'>,
  { last, longAgo }: { last: boolean; longAgo: boolean },
): Plan {
  const key = externalRef ?? id
  const worry = chanceOf(`${key} worry`, 60)
  const hold =
    worry < (last ? 8 : 1) ? (holds[chanceOf(`${key} hold`, holds.length)] ?? null) : null
  const mayConfirm = !hold?.blocks.includes('confirm')
  const seen = !last || chanceOf(`${key} seen`, 3) > 0
  const money = chanceOf(`${key} money`, 12)
  return {
    confirm: mayConfirm && seen,
    hold,
    pay: money < (last ? 5 : 10) ? 'all' : money === 11 ? 'half' : 'nothing',
    method: methods[chanceOf(`${key} method`, methods.length)] ?? 'card',
    carrier: longAgo ? null : (carriers[chanceOf(`${key} carrier`, carriers.length)] ?? null),
  }
}

/** One to three days, by the invoice, to the hour: orders that are held or wait for goods are late by now, others due soon. */
export function demoPromise({ invoice }: { invoice: string }, placedAt: Date): Date {
  const days = 1 + chanceOf(`${invoice} promise`, 3)
  return new Date(Math.ceil(placedAt.getTime() / hourMs + days * 24) * hourMs)
}

const hourMs = 3_600_000
