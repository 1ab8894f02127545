// Quantities as people type them: numbers and small sums, `3*12` or `(2+3)×4`.
import { plainDigits, type Typed } from './money-text.ts'

/**
 * A whole number from `min` to `max`. Refuses with `not_a_number`, `not_whole` (a division that leaves something) or
 * `out_of_range`.
 */
export function parseQuantity(text: string, { min = 1, max = 1_000_000 } = {}): Typed<number> {
  const signs = plainDigits(text)
    .replace(/[×xX·]/g, '*')
    .replace(/÷/g, '/')
    .replace(/[\s,]/g, '')
  if (signs.length > 60 || !/^[\d+\-*/().]+$/.test(signs)) return { problem: 'not_a_number' }
  const value = evaluate(signs)
  if (value === null) return { problem: 'not_a_number' }
  if (!Number.isInteger(value)) return { problem: 'not_whole' }
  return value < min || value > max ? { problem: 'out_of_range' } : { value }
}

/** Whether a text is more than one number, so that its result is worth showing. */
export function isSum(text: string): boolean {
  return /\d\s*[-+*/×xX÷·]\s*\(*\s*\d/.test(plainDigits(text))
}

type Reader = { signs: string; at: number }

function evaluate(signs: string): number | null {
  const reader = { signs, at: 0 }
  const value = sum(reader)
  return reader.at === signs.length && Number.isFinite(value) ? value : null
}

function sum(reader: Reader): number {
  let value = product(reader)
  for (;;) {
    if (take(reader, '+')) value += product(reader)
    else if (take(reader, '-')) value -= product(reader)
    else return value
  }
}

function product(reader: Reader): number {
  let value = factor(reader)
  for (;;) {
    if (take(reader, '*')) value *= factor(reader)
    else if (take(reader, '/')) value /= factor(reader)
    else return value
  }
}

function factor(reader: Reader): number {
  if (take(reader, '-')) return -factor(reader)
  if (take(reader, '(')) {
    const value = sum(reader)
    return take(reader, ')') ? value : Number.NaN
  }
  const digits = /^\d+(?:\.\d+)?/.exec(reader.signs.slice(reader.at))?.[0] ?? ''
  reader.at += digits.length
  return digits === '' ? Number.NaN : Number(digits)
}

function take(reader: Reader, sign: string): boolean {
  if (reader.signs[reader.at] !== sign) return false
  reader.at++
  return true
}
