// Where the keyboard goes in a list, and what lies between two rows.

export const moves = ['next', 'previous', 'first', 'last', 'pageDown', 'pageUp'] as const
export type Move = (typeof moves)[number]

const byCode: Readonly<Record<string, Move>> = {
  ArrowDown: 'next',
  KeyJ: 'next',
  ArrowUp: 'previous',
  KeyK: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
}

/** By place on the keyboard, so that an input method changes nothing. */
export function moveOf(code: string): Move | null {
  return byCode[code] ?? null
}

/** The row after a move; -1 when there is none. Without a row to start from a move enters at its end of the list. */
export function indexAfter(move: Move, index: number, count: number, page: number): number {
  if (count === 0) return -1
  const last = count - 1
  const clamp = (to: number) => Math.max(0, Math.min(last, to))
  const to: Record<Move, number> = {
    next: index + 1,
    previous: index < 0 ? last : index - 1,
    first: 0,
    last,
    pageDown: index < 0 ? 0 : index + page,
    pageUp: index < 0 ? 0 : index - page,
  }
  return clamp(to[move])
}

/** The keys from one row to another, both included, whichever comes first; only `to` when `from` is not in the list. */
export function rangeOf(keys: readonly string[], from: string | null, to: string): string[] {
  const end = keys.indexOf(to)
  if (end < 0) return []
  const start = from === null ? -1 : keys.indexOf(from)
  if (start < 0) return [to]
  return keys.slice(Math.min(start, end), Math.max(start, end) + 1)
}

/**
 * Marks a range from the anchor to a row. What an earlier range from the same anchor had marked and this one leaves out is
 * unmarked: the range follows the pointer in both directions.
 */
export function extended(
  keys: readonly string[],
  marks: ReadonlySet<string>,
  anchor: string | null,
  before: string | null,
  to: string,
): Set<string> {
  const next = new Set(marks)
  if (anchor !== null && before !== null)
    for (const key of rangeOf(keys, anchor, before)) next.delete(key)
  for (const key of rangeOf(keys, anchor, to)) next.add(key)
  return next
}
