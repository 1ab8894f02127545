/** A type of facts, or the beginning of types followed by a star, as the server takes them. */
const wish = /^(?:\*|[a-z][a-z0-9_.]*\*?)$/

/** The types in a text, one a line or apart by spaces and commas; each once. */
export function typesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,，]+/).filter(Boolean))]
}

/** The first that is none, or null. */
export function wrongType(text: string): string | null {
  return typesOf(text).find((one) => !wish.test(one)) ?? null
}
