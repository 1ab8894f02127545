/** One place of a value that is another than before; undefined: it was not there, or is gone. */
export type Difference = { path: string; before: unknown; after: unknown }

type Plain = Record<string, unknown>

/**
 * What differs between two values, place by place (`name.zh`), in the order of the newer one. Lists are one place each: what
 * was taken out of them or put in is read at once.
 */
export function differencesOf(before: Plain | null, after: Plain | null): Difference[] {
  const [old, now] = [places(before ?? {}), places(after ?? {})]
  const paths = [...new Set([...now.keys(), ...old.keys()])]
  return paths
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((one) => !same(one.before, one.after))
}

function places(value: Plain, prefix = ''): Map<string, unknown> {
  const found = new Map<string, unknown>()
  for (const [name, part] of Object.entries(value)) {
    const path = prefix + name
    if (isPlain(part)) for (const [deep, one] of places(part, `${path}.`)) found.set(deep, one)
    else found.set(path, part)
  }
  return found
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is empty and what is not there look the same to a reader. */
function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => (value === '' || value === undefined ? null : value)
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}
