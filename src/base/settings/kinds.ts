// What can be set is said by its owner, as data: this room keeps it and knows no kind by name.
import type { z } from 'zod'

/** Kind → the shape of its values, and the codes it may have where not every code will do. A kind has one owner. */
export type Kinds<Kind extends string = string> = Readonly<
  Record<Kind, { shape: z.ZodType<object>; codes?: readonly string[] }>
>

/** Whether a kind may have a setting of this code. */
export function isKnown(kinds: Kinds, kind: string, code: string): boolean {
  const known = kinds[kind]
  return known !== undefined && (known.codes?.includes(code) ?? true)
}
