import type { z } from 'zod'
import {
  invalidProblem,
  type Problem,
  problemOf,
  type RefusalTable,
} from '../../base/http/index.ts'
import { isRefusal, type Refusal } from '../../base/platform/index.ts'

/** One outcome of a batch: done, with the thing under its name, or refused with its problem. */
export type Outcome = { status: number; problem?: Problem; [name: string]: unknown }

/**
 * Parses each item by itself, gives the good ones to the step together and answers all in the order they came: one bad item
 * stops no other.
 */
export async function eachItem<Item, Done extends object>(
  items: readonly unknown[],
  schema: z.ZodType<Item>,
  step: (good: Item[]) => Promise<(Done | Refusal)[]>,
  { name, refusals, command }: { name: string; refusals: RefusalTable; command: string },
): Promise<Outcome[]> {
  const parsed = items.map((item) => schema.safeParse(item))
  const done = (await step(parsed.flatMap(({ data, success }) => (success ? [data] : [])))).values()
  return parsed.map(({ error }) => {
    if (error) return { status: 422, problem: invalidProblem(error, command) }
    const outcome = done.next().value as Done | Refusal
    if (!isRefusal(outcome)) return { status: 200, [name]: outcome }
    const problem = problemOf(outcome, refusals, command)
    return { status: problem.status, problem }
  })
}
