import { randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const pool = { bytes: randomBytes(4096), at: 0 }
const clock = { millisecond: 0, prefix: '' }

/**
 * A prefixed id that sorts by the time it was made: `ord_` + 10 characters of milliseconds + 16 random ones (Crockford's base 32,
 * as in ULID). With sortable ids, "newest first" reads the primary key backwards.
 */
export function newId(prefix: string, now: number = Date.now()): string {
  return `${prefix}_${timePart(now)}${chancePart()}`
}

/** Sorts before every id of the prefix that was made at this moment or later, and behind those made before. */
export function idsFrom(prefix: string, moment: number): string {
  return `${prefix}_${timePart(moment)}`
}

function timePart(now: number): string {
  if (now === clock.millisecond) return clock.prefix
  let rest = now
  let text = ''
  for (let digit = 0; digit < 10; digit++) {
    text = alphabet[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  clock.millisecond = now
  clock.prefix = text
  return text
}

function chancePart(): string {
  if (pool.at + 16 > pool.bytes.length) {
    pool.bytes = randomBytes(4096)
    pool.at = 0
  }
  let text = ''
  for (let digit = 0; digit < 16; digit++) text += alphabet[(pool.bytes[pool.at++] ?? 0) & 31]
  return text
}
