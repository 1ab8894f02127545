// Money is whole minor units (pence, fen, yen) beside an ISO 4217 currency. Nothing here touches a fraction.
import currencies from 'currency-codes'

/** The largest accepted amount, in minor units: sums of 5,000 such lines stay exact in a double. */
export const maxAmount = 1_000_000_000_000

const digitsByCode = new Map(currencies.data.map(({ code, digits }) => [code, digits]))

export function isCurrency(code: string): boolean {
  return digitsByCode.has(code)
}

/** How many digits the currency has behind the point by ISO 4217: GBP 2, JPY 0, KWD 3. Throws on an unknown code. */
export function currencyDigits(code: string): number {
  const digits = digitsByCode.get(code)
  if (digits === undefined) throw new RangeError(`unknown currency ${code}`)
  return digits
}

/**
 * Divides a whole amount by weights so that the parts add up to it: each part is rounded down, and the units left over go
 * to the largest remainders, the first ones where they tie (Hamilton's method). A negative amount is the mirror image.
 * All weights zero counts as all equal.
 */
export function split(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return []
  if (amount < 0) return split(-amount, weights).map((part) => (part === 0 ? 0 : -part))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0)
    return split(
      amount,
      weights.map(() => 1),
    )
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight))
  const parts = exact.map((product) => Number(product / BigInt(total)))
  let left = amount - parts.reduce((sum, part) => sum + part, 0)
  const byRemainder = exact
    .map((product, index) => ({ index, remainder: product % BigInt(total) }))
    .sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index)
  for (const { index } of byRemainder) {
    if (left === 0) break
    parts[index] = (parts[index] ?? 0) + 1
    left--
  }
  return parts
}

/**
 * The share of `count` units of a line, from unit `from` on, when `amount` is split over `units` equal units by largest remainder:
 * the first `amount mod units` of them get one more. All units together get exactly `amount`.
 */
export function share(amount: number, units: number, from: number, count: number): number {
  const sign = amount < 0 ? -1 : 1
  const size = Math.abs(amount)
  const each = Math.floor(size / units)
  const extra = size % units
  const upTo = (unit: number) => unit * each + Math.min(unit, extra)
  const part = upTo(from + count) - upTo(from)
  return part === 0 ? 0 : sign * part
}

/** `amount × rate`, rounded half away from zero. Nothing else in the code rounds. The rate is in parts per million. */
export function rateOf(amount: number, ratePpm: number): number {
  const product = BigInt(Math.abs(amount)) * BigInt(ratePpm)
  const rounded = Number((product * 2n + 1_000_000n) / 2_000_000n)
  return amount < 0 && rounded !== 0 ? -rounded : rounded
}

/** `12.34` GBP → 1234. Null when the text is not a plain decimal, has too many digits or is too large. */
export function parseAmount(text: string, currency: string): number | null {
  const digits = currencyDigits(currency)
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) return null
  const size = Number(match[2] + fraction.padEnd(digits, '0'))
  if (size > maxAmount) return null
  return match[1] && size !== 0 ? -size : size
}

/** 1234 GBP → `12.34`: for files and papers; screens format by locale. */
export function formatAmount(amount: number, currency: string): string {
  const digits = currencyDigits(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const sign = amount < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
