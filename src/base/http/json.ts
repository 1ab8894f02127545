/** Deeper than any valid request, and far less than what recursive functions can handle. */
const deepest = 64

/**
 * Parses a JSON body strictly. Refuses a key named twice in one object, because two parsers may read it differently, and nesting
 * beyond 64 levels. Throws SyntaxError on broken JSON.
 */
export function parseJson(
  text: string,
): { value: unknown } | { fault: 'duplicate_key' | 'too_deep' } {
  const value: unknown = JSON.parse(text)
  const keys = keysIn(value)
  if (keys === null) return { fault: 'too_deep' }
  return namesIn(text) === keys ? { value } : { fault: 'duplicate_key' }
}

/** Counts the names in valid JSON text: a string followed by a colon is a name. */
function namesIn(text: string): number {
  let names = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = afterString(text, at)
    while (isBlank(text.charCodeAt(at))) at++
    if (text.charCodeAt(at) === colon) names++
  }
  return names
}

const colon = 58
const backslash = 92

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/** The place behind the string that begins at `open`: after the first quote with an even number of backslashes before it. */
function afterString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); ; close = text.indexOf('"', close + 1)) {
    let before = close
    while (text.charCodeAt(before - 1) === backslash) before--
    if ((close - before) % 2 === 0) return close + 1
  }
}

/** Counts level by level, without recursion; null when there are too many levels. */
function keysIn(value: unknown): number | null {
  let keys = 0
  let level = [value]
  for (let depth = 0; depth < deepest; depth++) {
    const below: unknown[] = []
    keys += openLevel(level, below)
    if (below.length === 0) return keys
    level = below
  }
  return null
}

/** Counts the keys of the objects of one level and gathers the objects and arrays in them. */
function openLevel(level: readonly unknown[], below: unknown[]): number {
  let keys = 0
  for (const one of level) {
    if (typeof one !== 'object' || one === null) continue
    const inside: unknown[] = Array.isArray(one) ? one : Object.values(one)
    if (inside !== one) keys += inside.length
    for (const child of inside) if (typeof child === 'object' && child !== null) below.push(child)
  }
  return keys
}
