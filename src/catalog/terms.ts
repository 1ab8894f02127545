// Price lists and tax rates: the few rows that every price stands on. One writer at a time.
import { append, type Cause, factsOf, type Refusal, refuse, type Tx } from '../platform/index.ts'
import {
  lockTerms,
  type PriceList,
  pricedLists,
  priceLists,
  type TaxRate,
  taxRates,
  writePriceLists,
  writeTaxRates,
} from './catalog.sql.ts'

/**
 * Makes or changes price lists, each change with its fact. Refuses them all when one would change the currency its prices are
 * in (price_list_in_use). Of the same list twice the last one counts. Limit: 500.
 */
export async function savePriceLists(
  tx: Tx,
  lists: readonly PriceList[],
  cause: Cause,
): Promise<Refusal | null> {
  await lockTerms(tx)
  const before = new Map((await priceLists(tx)).map((list) => [list.code, list]))
  const changed = changes(lists, before, ({ code }) => code)
  const moved = changed.filter(
    ({ code, currency }) => (before.get(code)?.currency ?? currency) !== currency,
  )
  const [stuck] = await pricedLists(
    tx,
    moved.map(({ code }) => code),
  )
  if (stuck !== undefined) return refuse('price_list_in_use', { priceList: stuck }, '/currency')
  if (changed.length > 0) {
    await writePriceLists(tx, changed)
    await record(tx, changed, { prefix: 'price-list', nameOf: ({ code }) => code }, cause)
  }
  return null
}

/** Sets tax rates, each change with its fact. Of the same rate twice the last one counts. Limit: 5,000. */
export async function saveTaxRates(tx: Tx, rates: readonly TaxRate[], cause: Cause): Promise<void> {
  await lockTerms(tx)
  const nameOf = ({ country, taxClass }: TaxRate) => `${country}:${taxClass}`
  const before = new Map((await taxRates(tx)).map((rate) => [nameOf(rate), rate]))
  const changed = changes(rates, before, nameOf)
  if (changed.length === 0) return
  await writeTaxRates(tx, changed)
  await record(tx, changed, { prefix: 'tax-rate', nameOf }, cause)
}

function changes<Row extends object>(
  asked: readonly Row[],
  before: ReadonlyMap<string, Row>,
  nameOf: (row: Row) => string,
): Row[] {
  const last = new Map(asked.map((row) => [nameOf(row), row]))
  return [...last].filter(([name, row]) => !same(row, before.get(name))).map(([, row]) => row)
}

function same<Row extends object>(row: Row, known: Row | undefined): boolean {
  if (!known) return false
  return Object.entries(row).every(
    ([field, value]) => JSON.stringify(known[field as keyof Row]) === JSON.stringify(value),
  )
}

/** These rows have no version of their own: under the lock the log itself says which one is next. */
async function record<Row extends object>(
  tx: Tx,
  rows: readonly Row[],
  { prefix, nameOf }: { prefix: string; nameOf: (row: Row) => string },
  cause: Cause,
): Promise<void> {
  const streams = rows.map((row) => `${prefix}:${nameOf(row)}`)
  const last = new Map((await factsOf(tx, streams)).map(({ stream, version }) => [stream, version]))
  const facts = rows.map((data, index) => {
    const stream = streams[index] as string
    return {
      stream,
      version: (last.get(stream) ?? 0) + 1,
      type: `${prefix.replace('-', '_')}.changed`,
      data,
    }
  })
  append(tx, facts, cause)
}
