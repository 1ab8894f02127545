import { isDeepStrictEqual } from 'node:util'

/** One thing that differs from what the rest of the data says it must be. */
export type Difference = { id: string; what: string; expected: unknown; found: unknown }

/** How many things one check compared, and the differences it found; `more` counts those beyond the ones kept. */
export type Check = { name: string; compared: number; differences: Difference[]; more: number }

/** A limit, so that the report stays readable even if everything is wrong. */
const kept = 100

export function openCheck(name: string): Check {
  return { name, compared: 0, differences: [], more: 0 }
}

/** Compares by value and notes a difference under the id of the thing. */
export function compare(check: Check, difference: Difference): void {
  check.compared++
  noteDifference(check, difference)
}

/** The same for a part of something that is counted once. */
export function noteDifference(check: Check, difference: Difference): void {
  const { expected, found } = difference
  if (expected === found || isDeepStrictEqual(expected, found)) return
  if (check.differences.length < kept) check.differences.push(difference)
  else check.more++
}
