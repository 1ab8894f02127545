// What an order would cost and when it could be shipped, while it is still being typed. Changes nothing.

import { isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { type Offers, offersOf } from '../../ground/catalog/index.ts'
import { knownCustomers } from '../../ground/customers/index.ts'
import { promisesOf } from '../../ground/promise/index.ts'
import { available, glanceAtBook } from '../../ground/stock/index.ts'
import { type NewOrder, ordersByReference, type Priced, priceOrder } from '../../orders/index.ts'
import type { Quote, QuoteAsked, QuotedLine } from './quote-shapes.ts'

type Complete = NewOrder['lines'][number]
type Numbered = { index: number; line: Complete }
type Fault = Quote['problems'][number]

/**
 * Quotes an order that may be incomplete, by the prices, the stock and the checks of placing. Everything that placing would refuse is
 * in `problems` with its place; a line that cannot be priced is left out of the sums.
 */
export async function readQuote(tx: Tx, asked: QuoteAsked, at: Date): Promise<Quote> {
  const skus = [...new Set(asked.lines.flatMap(({ sku }) => (sku === undefined ? [] : [sku])))]
  const customer = asked.customer?.id
  const [offers, book, references, known, promises] = await Promise.all([
    offersOf(tx, skus),
    glanceAtBook(tx, skus),
    ordersByReference(tx, [asked]),
    customer === undefined ? null : knownCustomers(tx, [customer]),
    promisesOf(tx, [asked.channel]),
  ])
  const quote = quoteOrder(asked, offers, (sku) => available(book, sku))
  const earlier = [...references.values()][0]
  if (earlier !== undefined)
    quote.problems.push(
      faultOf(refuse('duplicate_external_ref', { order: earlier }, '/externalRef')),
    )
  if (customer !== undefined && !known?.has(customer))
    quote.problems.push(faultOf(refuse('unknown_customer', { customer }, '/customer/id')))
  return { ...quote, promisedFor: asked.promisedFor ?? promises(asked.channel, at).toISOString() }
}

/** The same without the database: `there` answers how many pieces of a sku are available. Pure. */
export function quoteOrder(
  asked: QuoteAsked,
  offers: Offers,
  there: (sku: string) => number,
): Omit<Quote, 'promisedFor'> {
  const terms = termsOf(asked)
  const complete = asked.lines.flatMap(({ sku, quantity, ...rest }, index): Numbered[] =>
    sku === undefined || quantity === undefined
      ? []
      : [{ index, line: { sku, quantity, ...rest } }],
  )
  const alone = new Map(
    complete.map(({ index, line }) => [
      index,
      moved(priceOrder({ ...terms, lines: [line] }, offers), index),
    ]),
  )
  const good = complete.filter(({ index }) => !isFault(alone.get(index)))
  const { sums, problem } = sumsOf(asked, terms, good, offers)
  const stock = stockOf(complete, offers, there)
  const pricedAt = new Map(good.map(({ index }, place) => [index, sums?.lines[place]]))
  const lines = asked.lines.map((line, index): QuotedLine => {
    const fault = alone.get(index)
    const priced = pricedAt.get(index) ?? (fault && !isFault(fault) ? fault.lines[0] : undefined)
    const refusal = isFault(fault) ? fault : stock.get(index)?.short
    return {
      ...blank(line, offers),
      ...(priced && pricedLine(priced, sums?.taxIncluded ?? true)),
      ...pick(stock.get(index)),
      ...(refusal && { problem: faultOf(refusal) }),
    }
  })
  const faults = lines.flatMap(({ problem: fault }) => (fault ? [fault] : []))
  return {
    lines,
    ...totalsOf(sums),
    currency: asked.currency,
    problems: problem ? [...faults, faultOf(problem)] : faults,
  }
}

/** Tax depends on the country; until the country is known, no tax is counted. */
function termsOf({ channel, currency, shipTo }: QuoteAsked): Omit<NewOrder, 'lines'> {
  const address = { name: '', city: '', street: '', country: shipTo?.country ?? '' }
  return { channel, currency, customer: { name: '' }, shipTo: address }
}

function isFault(priced: Priced | Refusal | undefined): priced is Refusal {
  return priced !== undefined && isRefusal(priced)
}

/** A line priced alone is at index 0, so its place in the order must be put back. */
function moved(priced: Priced | Refusal, index: number): Priced | Refusal {
  if (!isRefusal(priced)) return priced
  const at = (priced.at ?? '/lines').replace(/^\/lines(\/0)?/, `/lines/${index}`)
  return refuse(priced.refused, priced.params, at)
}

/** The sums with the order's own discount and charges if these are allowed, otherwise without them. */
function sumsOf(
  { discount, charges }: QuoteAsked,
  terms: Omit<NewOrder, 'lines'>,
  good: readonly Numbered[],
  offers: Offers,
): { sums: Priced | null; problem: Refusal | null } {
  const lines = good.map(({ line }) => line)
  if (lines.length === 0) return { sums: null, problem: null }
  const whole = priceOrder({ ...terms, lines, discount, charges }, offers)
  if (!isRefusal(whole)) return { sums: whole, problem: null }
  const bare = priceOrder({ ...terms, lines }, offers)
  return { sums: isRefusal(bare) ? null : bare, problem: whole }
}

type LineStock = Pick<QuotedLine, 'available' | 'promise'> & { short?: Refusal }

/** All lines of a sku share the available stock, as when the order is placed. */
function stockOf(
  complete: readonly Numbered[],
  offers: Offers,
  there: (sku: string) => number,
): Map<number, LineStock> {
  const demand = new Map<string, number>()
  for (const { line } of complete) demand.set(line.sku, (demand.get(line.sku) ?? 0) + line.quantity)
  return new Map(
    complete.map(({ index, line: { sku } }) => [
      index,
      lineStock(sku, index, demand.get(sku) ?? 0, offers, there),
    ]),
  )
}

function lineStock(
  sku: string,
  index: number,
  wanted: number,
  offers: Offers,
  there: (sku: string) => number,
): LineStock {
  const variant = offers.variant(sku)
  if (!variant?.active) return { available: null, promise: 'none' }
  const free = there(sku)
  if (wanted <= free) return { available: free, promise: 'now' }
  if (variant.policy === 'backorder') return { available: free, promise: 'backorder' }
  const at = `/lines/${index}/quantity`
  const short = refuse('out_of_stock', { sku, wanted, available: free }, at)
  return { available: free, promise: 'none', short }
}

const pick = (stock: LineStock | undefined) =>
  stock && { available: stock.available, promise: stock.promise }

function blank({ sku, quantity, name }: QuoteAsked['lines'][number], offers: Offers): QuotedLine {
  return {
    sku: sku ?? null,
    name: name ?? (sku === undefined ? undefined : offers.variant(sku)?.name) ?? {},
    quantity: quantity ?? null,
    unitPrice: null,
    discount: 0,
    tax: 0,
    total: null,
    available: null,
    promise: 'none',
  }
}

function pricedLine(line: Priced['lines'][number], taxIncluded: boolean) {
  const { unitPrice, ordered, discount, tax } = line
  const total = unitPrice * ordered - discount + (taxIncluded ? 0 : tax)
  return { unitPrice, discount, tax, total }
}

function totalsOf(sums: Priced | null) {
  const none = { goods: 0, discount: 0, charged: 0, tax: 0, total: 0, taxIncluded: true }
  const { goods, discount, charged, tax, total, taxIncluded } = sums ?? none
  return { goods, discount, charged, tax, total, taxIncluded }
}

function faultOf({ refused, params, at = '' }: Refusal): Fault {
  return { pointer: at, code: refused, ...(params && { params }) }
}
