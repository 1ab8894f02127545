// The changes of a setting: who, when, before and after; and the refusal when somebody was faster.
import { z } from 'zod'
import { type RecordedFact, type Refusal, refuse } from '../platform/index.ts'

/** The shape of such an answer; `value` is the shape of before and after. */
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

/** The changes from facts with `before` and `after`, newest first; null when there was or is nothing. */
export function historyOf(facts: readonly RecordedFact[]) {
  const items = facts.map(({ version, type, by, at, data }) => {
    const { before = null, after = null } = data as { before?: object; after?: object }
    return { version, type, by, at, before, after }
  })
  return items.reverse()
}

/** The refusal of a change to an old version, with who was faster; null when the version is current. */
export function overtaken(
  stands: { version: number; changedBy: string; changedAt: Date } | null | undefined,
): Refusal {
  if (!stands) return refuse('version_mismatch', { version: 0 })
  const { version, changedBy: by, changedAt } = stands
  return refuse('version_mismatch', { version, by, at: changedAt.toISOString() })
}
