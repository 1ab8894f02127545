/**
 * A number from 0 to `sides` − 1 that is always the same for the same text, so that the demo company looks varied, but is the same
 * on every machine. FNV-1a.
 */
export function chanceOf(text: string, sides: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  // The low bits of such short texts are too similar.
  return ((hash ^ (hash >>> 15)) >>> 0) % sides
}
