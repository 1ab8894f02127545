// Field shapes shared by every contract. Text is bounded, normalised and free of what PostgreSQL or a screen cannot take.
import isoCountries from 'i18n-iso-countries'
import { z } from 'zod'
import { isCurrency, maxAmount } from '../platform/index.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being refused
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const clean = (value: string) => !control.test(value) && value.isWellFormed()

/**
 * A text that is too long is refused before anything else, because the time to normalise it grows with the square of a run of
 * combining marks (400,000 of them kept a core busy for 139 seconds).
 */
function bounded(max: number) {
  return z.string().max(max, { abort: true }).normalize('NFC').trim()
}

/** A text of 1 to `max` characters after trimming, in Unicode NFC, without control characters or broken surrogates. */
export function text(max: number) {
  return bounded(max).min(1).refine(clean, 'characters')
}

/** The same, except that it may be empty. */
export function optionalText(max: number) {
  return bounded(max).refine(clean, 'characters')
}

/** A text to search by: as it is typed, but without characters that PostgreSQL rejects. */
export function sought(max: number) {
  return z.string().max(max, { abort: true }).refine(clean, 'characters')
}

/** A time in UTC, of the years 1 to 9999: PostgreSQL has no year 0, and reads no more than 128 characters. */
export const time = z.iso
  .datetime()
  .max(40, { abort: true })
  .refine((text) => text >= '0001', 'year')

const countries = isoCountries.getAlpha2Codes()

export const country = z
  .string()
  .length(2)
  .refine((code) => code in countries, 'country')
  .meta({ description: 'ISO 3166-1 alpha-2', examples: ['GB', 'CN'] })

export const currency = z
  .string()
  .length(3)
  .refine(isCurrency, 'currency')
  .meta({ description: 'ISO 4217', examples: ['GBP', 'CNY'] })

/** A signed amount in minor units. */
export const amount = z
  .int()
  .min(-maxAmount)
  .max(maxAmount)
  .meta({ description: 'minor units of the currency' })
export const price = z
  .int()
  .min(0)
  .max(maxAmount)
  .meta({ description: 'minor units of the currency' })
export const quantity = z.int().min(1).max(1_000_000)

export const code = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9_.-]*$/)
export const sku = text(100)
export const id = z
  .string()
  .max(60)
  .regex(/^[a-z]{2,4}_[0-9A-Z]{26}$/)

/** A page of a list: how many rows, and where the previous page ended. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
}

/** An opaque cursor is the last row's sort key. */
export function writeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function isKeyPart(part: unknown): part is string | number {
  return typeof part === 'string' ? clean(part) : Number.isSafeInteger(part)
}

/** Null when the text is not a cursor of `length` parts. */
export function readCursor(cursor: string, length: number): (string | number)[] | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const whole = Array.isArray(key) && key.length === length
    return whole && key.every(isKeyPart) ? key : null
  } catch {
    return null
  }
}
