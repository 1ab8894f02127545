// What a new order costs: prices, discounts and tax, to the minor unit, fixed at placement. Pure.

import { maxAmount, type Refusal, rateOf, refuse, split } from '../base/platform/index.ts'
import type { Offers } from '../ground/catalog/index.ts'
import type { Placed } from './facts.ts'
import type { Charge, NewOrder, Totals } from './order.ts'

type PricedLine = Placed['lines'][number]
export type Priced = Totals & { lines: PricedLine[]; charges: Charge[]; taxIncluded: boolean }

/**
 * Prices an order, or refuses: unknown_sku, no_price, amount_too_large, discount_too_large, total_negative. A charge may be
 * negative, such as a voucher, but the total may not.
 */
export function priceOrder(order: NewOrder, offers: Offers): Priced | Refusal {
  const lines: PricedLine[] = []
  for (const [index, asked] of order.lines.entries()) {
    const line = priceLine(order, asked, index, offers)
    if ('refused' in line) return line
    lines.push(line)
  }
  const goods = lines.reduce((sum, line) => sum + line.unitPrice * line.ordered, 0)
  if (goods > maxAmount) return refuse('amount_too_large', { limit: maxAmount }, '/lines')
  if (order.discount) {
    const refusal = spreadDiscount(lines, order.discount)
    if (refusal) return refusal
  }
  const priced = totals(order, lines, goods, offers)
  const { total } = priced
  if (total < 0) return refuse('total_negative', { total }, '/charges')
  if (total <= maxAmount) return priced
  return refuse('amount_too_large', { limit: maxAmount }, order.charges ? '/charges' : '/lines')
}

function priceLine(
  order: NewOrder,
  asked: NewOrder['lines'][number],
  index: number,
  offers: Offers,
): PricedLine | Refusal {
  const { sku, quantity, discount = 0 } = asked
  const variant = offers.variant(sku)
  if (!variant?.active) return refuse('unknown_sku', { sku }, `/lines/${index}/sku`)
  const unitPrice = asked.price ?? offers.price(sku, order.currency, order.channel)
  if (unitPrice === undefined)
    return refuse('no_price', { sku, currency: order.currency }, `/lines/${index}/price`)
  const gross = unitPrice * quantity
  if (gross > maxAmount)
    return refuse('amount_too_large', { limit: maxAmount }, `/lines/${index}/quantity`)
  if (discount > gross)
    return refuse('discount_too_large', { limit: gross }, `/lines/${index}/discount`)
  const name = asked.name ?? variant.name
  return { line: index + 1, sku, name, unitPrice, discount, tax: 0, ordered: quantity }
}

/** Splits the order's discount over its lines in proportion to their remaining amounts, by largest remainder. */
function spreadDiscount(lines: PricedLine[], discount: number): Refusal | null {
  const nets = lines.map(netOf)
  const limit = nets.reduce((sum, net) => sum + net, 0)
  if (discount > limit) return refuse('discount_too_large', { limit }, '/discount')
  for (const [index, part] of split(discount, nets).entries()) {
    const line = lines[index] as PricedLine
    line.discount += part
  }
  return null
}

function netOf({ unitPrice, ordered, discount }: PricedLine): number {
  return unitPrice * ordered - discount
}

function totals(order: NewOrder, lines: PricedLine[], goods: number, offers: Offers): Priced {
  const taxIncluded = offers.taxIncluded(order.currency, order.channel)
  const taxOn = (amount: number, taxClass: string) =>
    taxOf(amount, offers.taxRate(order.shipTo.country, taxClass), taxIncluded)
  for (const line of lines)
    line.tax = taxOn(netOf(line), offers.variant(line.sku)?.taxClass ?? 'standard')
  const charges = (order.charges ?? []).map(({ code, amount, label }) => ({
    code,
    amount,
    tax: taxOn(amount, 'standard'),
    ...(label !== undefined && { label }),
  }))
  const discount = lines.reduce((sum, line) => sum + line.discount, 0)
  const charged = charges.reduce((sum, charge) => sum + charge.amount, 0)
  const tax = [...lines, ...charges].reduce((sum, part) => sum + part.tax, 0)
  const total = goods - discount + charged + (taxIncluded ? 0 : tax)
  return { lines, charges, taxIncluded, goods, discount, charged, tax, total }
}

/** Not included: amount × rate. Included: amount − amount ÷ (1 + rate), which is amount × rate ÷ (1 + rate). */
function taxOf(amount: number, ratePpm: number, included: boolean): number {
  if (ratePpm === 0) return 0
  if (!included) return rateOf(amount, ratePpm)
  const [tax] = split(amount, [ratePpm, 1_000_000])
  return tax ?? 0
}
