// Where a form shows what the server refused: JSON pointers become paths of fields.
import type { Place } from '../base/api.ts'

/** `/lines/0/sku` → `lines.0.sku`; `~1` and `~0` are the escapes of `/` and `~`. */
export function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
}

/**
 * Parts what was refused into what has a field of the form and what has none. A pointer below a field, as `/name/zh` where
 * only `name` is on the form, belongs to that field.
 */
export function sortPlaces(
  places: readonly Place[],
  hasField: (path: string) => boolean,
): { at: Map<string, Place>; elsewhere: Place[] } {
  const at = new Map<string, Place>()
  const elsewhere: Place[] = []
  for (const place of places) {
    const parts = pathOf(place.pointer).split('.')
    let path: string | null = null
    for (let length = parts.length; length > 0 && path === null; length--) {
      const name = parts.slice(0, length).join('.')
      if (name !== '' && hasField(name)) path = name
    }
    if (path === null) elsewhere.push(place)
    else if (!at.has(path)) at.set(path, place)
  }
  return { at, elsewhere }
}
