import type { Cell } from './table.ts'

/** A cell read as what it should be, or why it cannot be: a code and the values a message needs. */
export type Reading<T, C extends string> =
  | { ok: true; value: T }
  | { ok: false; code: C; params: Record<string, string | number> }

/** C0 and C1 controls, text direction marks that hide what a line says, and halves of a surrogate pair. */
const UNWANTED = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u
/** Excel keeps 15 significant digits; what a double shows beyond them is noise of the binary form. */
const SIGNIFICANT_DIGITS = 15

/**
 * A text or code, trimmed; line breaks and tabs inside become a space; empty is null. A whole number in a column of
 * codes is the code. Refuses what is no text and what could not be shown or stored as it is.
 */
export function readText(
  cell: Cell,
  longest: number,
): Reading<string | null, 'expected' | 'control_characters' | 'too_long'> {
  if (cell === null) return { ok: true, value: null }
  if (typeof cell !== 'string' && !Number.isSafeInteger(cell)) return refuse('expected', cell)
  const text = String(cell)
    .replace(/[\t\r\n]+/g, ' ')
    .trim()
  const unwanted = UNWANTED.exec(text)
  if (unwanted) {
    const character = unwanted[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()
    const params = { character: `U+${character}`, position: unwanted.index + 1 }
    return { ok: false, code: 'control_characters', params }
  }
  if (text.length > longest)
    return { ok: false, code: 'too_long', params: { found: text.length, limit: longest } }
  return { ok: true, value: text === '' ? null : text }
}

/** A whole number, as a number or as plain digits (6, "-6", "6.0"); digits of other scripts are not guessed at. */
export function readWhole(
  cell: Cell,
  largest: number,
): Reading<number, 'missing' | 'not_whole' | 'too_large'> {
  if (isBlank(cell)) return refuse('missing', cell)
  const number = typeof cell === 'string' ? wholeFromText(cell.trim()) : cell
  if (typeof number !== 'number' || !Number.isInteger(number)) return refuse('not_whole', cell)
  if (Math.abs(number) > largest)
    return { ok: false, code: 'too_large', params: { ...found(cell), limit: largest } }
  return { ok: true, value: number === 0 ? 0 : number }
}

/**
 * Money in minor units (2.55 → 255), exactly: the decimal digits are read, never multiplied as a float. As text it
 * may be 1234.56, 1,234.56 or 1.234,56; "1,234" could be either and is refused. More than two decimals are refused,
 * because rounding a stranger's price would be a guess.
 */
export function readMoney(
  cell: Cell,
  largest: number,
): Reading<number, 'missing' | 'not_a_number' | 'too_fine' | 'too_large'> {
  if (isBlank(cell)) return refuse('missing', cell)
  const decimal = decimalOf(cell)
  const parts = decimal === null ? null : /^([+-]?)(\d*)(?:\.(\d+))?$/.exec(decimal)
  if (!parts) return refuse('not_a_number', cell)
  const [, sign, whole = '', fraction = ''] = parts
  const digits = fraction.replace(/0+$/, '')
  if (digits.length > 2) return refuse('too_fine', cell)
  const minor = Number(`${whole}${digits.padEnd(2, '0')}`)
  if (!(minor <= largest))
    return { ok: false, code: 'too_large', params: { ...found(cell), limit: largest } }
  return { ok: true, value: sign === '-' && minor !== 0 ? -minor : minor }
}

/**
 * A moment on the file's wall clock, held as UTC: a date cell, or text with the year first (2010-12-01 08:26,
 * 2010/12/1 8:26:05). Text such as 12/1/2010 is refused: its day and month cannot be told apart.
 */
export function readDate(cell: Cell): Reading<Date, 'missing' | 'not_understood'> {
  if (isBlank(cell)) return refuse('missing', cell)
  const date = typeof cell === 'string' ? dateFromText(cell.trim()) : cell
  const year = date instanceof Date ? date.getUTCFullYear() : 0
  if (!(date instanceof Date) || year < 1970 || year > 2100) return refuse('not_understood', cell)
  return { ok: true, value: date }
}

function wholeFromText(text: string): number | null {
  return /^[+-]?\d{1,100}(\.0{1,9})?$/.test(text) ? Number(text) : null
}

/** The value as a decimal text with a point, or null. */
function decimalOf(cell: Cell): string | null {
  if (typeof cell === 'number') return plainDecimal(cell)
  if (typeof cell !== 'string') return null
  const text = cell.trim()
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return text.replace(/\.$/, '')
  if (/^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(text)) return text.replaceAll(',', '')
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.')
  return /^[+-]?\d+,\d{1,2}$/.test(text) ? text.replace(',', '.') : null
}

/** Stands for every number so small that it is written with an exponent: too fine for money, and not nothing. */
const TOO_FINE = '0.0000001'

/** Digits without an exponent; null where a number has no such form that fits. */
function plainDecimal(number: number): string | null {
  const clean = Number(number.toPrecision(SIGNIFICANT_DIGITS))
  if (!Number.isFinite(clean) || Math.abs(clean) >= 1e15) return null
  const text = String(clean)
  return text.includes('e') ? TOO_FINE : text
}

function dateFromText(text: string): Date | null {
  const parts =
    /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?Z?)?$/.exec(
      text,
    )
  if (!parts) return null
  const [year, month, day, hour, minute, second] = [1, 3, 4, 5, 6, 7].map((at) =>
    Number(parts[at] ?? 0),
  ) as [number, number, number, number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same && hour < 24 && minute < 60 && second < 60 ? date : null
}

function isBlank(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '')
}

function refuse<C extends string>(code: C, cell: Cell) {
  return { ok: false as const, code, params: found(cell) }
}

function found(cell: Cell): Record<string, string> {
  if (cell === null) return {}
  return { found: (cell instanceof Date ? cell.toISOString() : String(cell)).slice(0, 80) }
}
