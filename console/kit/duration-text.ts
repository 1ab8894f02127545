// How long something is, in at most two units. The words come from outside.

export type DurationUnit = 'day' | 'hour' | 'minute' | 'second'
export type DurationPart = { unit: DurationUnit; n: number }

const sizes: readonly [DurationUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** Below this many seconds, seconds are told. */
const near = 600

/** 93,784 s → 1 day 2 hours. Whole units, never rounded up: `0 minutes` is still in time. */
export function durationParts(seconds: number): DurationPart[] {
  let rest = Math.floor(Math.abs(seconds))
  const fine = rest < near
  const parts: DurationPart[] = []
  for (const [unit, size] of sizes) {
    if (unit === 'second' && !fine) break
    const n = Math.floor(rest / size)
    rest -= n * size
    if (n > 0 || parts.length > 0) parts.push({ unit, n })
    if (parts.length === 2) break
  }
  if (parts.length === 0) return [{ unit: fine ? 'second' : 'minute', n: 0 }]
  const [first, second] = parts
  return second && second.n === 0 && first ? [first] : parts
}
