/**
 * Parses a JSON body strictly: a key named twice in one object is refused, for two readers would understand it differently.
 * Throws SyntaxError on broken JSON.
 */
export function parseJson(text: string): { value: unknown } | { duplicateKey: true } {
  const value: unknown = JSON.parse(text)
  return namesIn(text) === keysIn(value) ? { value } : { duplicateKey: true }
}

/** Walks the text string by string; a string followed by a colon is a name. */
function namesIn(text: string): number {
  let names = 0
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (match[1]) names++
  return names
}

/** Counts without recursion, so that depth costs nothing. */
function keysIn(value: unknown): number {
  let keys = 0
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    const inside = Object.values(next)
    if (!Array.isArray(next)) keys += inside.length
    for (const child of inside) if (typeof child === 'object') open.push(child)
  }
  return keys
}
