// `@name` in a comment: found while it is typed, and told apart from a plain @ when it is sent. Pure.

export type Named = { id: string; name: string }

/** What is typed behind an @ right before the caret, and where the @ stands; null where no name is being typed. */
export function typedMention(text: string, caret: number): { sought: string; from: number } | null {
  const match = /(?:^|[\s(（，。])@([^\s@]{0,40})$/u.exec(text.slice(0, caret))
  return match ? { sought: match[1] ?? '', from: caret - (match[1]?.length ?? 0) - 1 } : null
}

/** The people whose name has the text in it, those whose name begins with it first; eight at most. */
export function peopleLike<Person extends Named>(
  people: readonly Person[],
  sought: string,
): Person[] {
  const low = sought.toLocaleLowerCase()
  const place = ({ name }: Person) => name.toLocaleLowerCase().indexOf(low)
  return people
    .filter((person) => place(person) >= 0)
    .sort((one, other) => Math.min(place(one), 1) - Math.min(place(other), 1))
    .slice(0, 8)
}

/** The text with the name in the place of what was typed, and where the caret stands then. */
export function withMention(
  text: string,
  caret: number,
  name: string,
): { text: string; caret: number } {
  const typed = typedMention(text, caret)
  if (!typed) return { text, caret }
  const before = `${text.slice(0, typed.from)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

/** The ids of those whose `@name` still stands in the text, of those that were chosen. */
export function mentioned(text: string, chosen: readonly Named[]): string[] {
  return [...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))]
}
