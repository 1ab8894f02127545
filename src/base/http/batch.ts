import type { z } from 'zod'
import { isRefusal, type Refusal } from '../platform/index.ts'
import { invalidProblem, type Problem, problemOf, type RefusalTable } from './problem.ts'

/** The outcome of one item of a batch: done, with its answer, or refused with its problem. */
export type Outcome = { status: number; problem?: Problem; [name: string]: unknown }

/** An item of a batch that goes on to the step, or its refusal. */
export type Sifted<Good> = { good: Good } | { refusal: Refusal } | { error: z.ZodError }

/** Checks items by their shape. */
export function shapedBy<Shape extends z.ZodType>(schema: Shape) {
  return (item: unknown): Sifted<z.output<Shape>> => {
    const { data, error } = schema.safeParse(item)
    return error ? { error } : { good: data as z.output<Shape> }
  }
}

/**
 * Checks each item by itself, gives the good ones to the step together, and answers all in their original order, so that a bad item
 * does not stop the others. `told` makes the answer of a done item, with its status.
 */
export async function eachItem<Item, Good, Done extends object>(
  items: readonly Item[],
  batch: {
    sift: (item: Item) => Sifted<Good>
    step: (good: NoInfer<Good>[]) => Promise<readonly (Done | Refusal)[]>
    told: (done: NoInfer<Done>) => Outcome
  },
  { refusals, request }: { refusals: RefusalTable; request: string },
): Promise<Outcome[]> {
  const sifted = items.map(batch.sift)
  const good = sifted.flatMap((one) => ('good' in one ? [one.good] : []))
  const done = (await batch.step(good)).values()
  return sifted.map((one) => {
    if ('error' in one) return { status: 422, problem: invalidProblem(one.error, request) }
    const outcome = 'refusal' in one ? one.refusal : (done.next().value as Done | Refusal)
    if (!isRefusal(outcome)) return batch.told(outcome as Done)
    const problem = problemOf(outcome, refusals, request)
    return { status: problem.status, problem }
  })
}
