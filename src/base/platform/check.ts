import { isDeepStrictEqual } from 'node:util'

/** One thing that is not what the rest of the books says it must be. */
export type Difference = { id: string; what: string; expected: unknown; found: unknown }

/** What one check of the books compared and found; `more` counts the differences beyond those that are kept. */
export type Check = { name: string; compared: number; differences: Difference[]; more: number }

/** So that a book that is wrong everywhere can still be reported. */
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
