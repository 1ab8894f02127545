// Which of the palette's own entries fit what was typed. What the server finds is not sieved again. Pure.

/**
 * Every word that was typed must be found in the label, in any order and without regard to case: `主 深` finds 主题：深色. The better
 * the words sit at the beginning, the earlier the entry; null when one is missing.
 */
export function rankOf(label: string, typed: string): number | null {
  const text = label.toLowerCase()
  let rank = 0
  for (const word of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = text.indexOf(word)
    if (at < 0) return null
    rank += at
  }
  return rank
}

export function matching<T extends { label: string }>(entries: readonly T[], typed: string): T[] {
  if (typed.trim() === '') return [...entries]
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry.label, typed)
      return rank === null ? [] : [{ entry, rank }]
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry)
}
