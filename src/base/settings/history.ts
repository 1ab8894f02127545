// What was changed about a thing that is set: who did it when, from what to what; and who was faster.
import { z } from 'zod'
import { type RecordedFact, type Refusal, refuse } from '../platform/index.ts'

/** The shape of such an answer; `value` is what was set, before and after. */
export function historyAnswer<Value extends z.ZodType>(value: Value) {
  const item = z.object({
    version: z.int(),
    type: z.string(),
    by: z.string(),
    at: z.iso.datetime(),
    before: value,
    after: value,
  })
  return z.object({ items: z.array(item) })
}

/** The changes that facts tell with `before` and `after`, newest first; null where there was or is nothing. */
export function historyOf(facts: readonly RecordedFact[]) {
  const items = facts.map(({ version, type, by, at, data }) => {
    const { before = null, after = null } = data as { before?: object; after?: object }
    return { version, type, by, at, before, after }
  })
  return items.reverse()
}

/** The refusal of a change to a version that is no longer the one that stands, with who was faster; null: there is none. */
export function overtaken(
  stands: { version: number; changedBy: string; changedAt: Date } | null | undefined,
): Refusal {
  if (!stands) return refuse('version_mismatch', { version: 0 })
  const { version, changedBy: by, changedAt } = stands
  return refuse('version_mismatch', { version, by, at: changedAt.toISOString() })
}
