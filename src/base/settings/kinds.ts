// The owner of a kind defines it as data; this module stores settings and knows no kind by name.
import type { z } from 'zod'

/** Kind → the shape of its values, and the allowed codes if not every code is allowed. A kind has one owner. */
export type Kinds<Kind extends string = string> = Readonly<
  Record<Kind, { shape: z.ZodType<object>; codes?: readonly string[] }>
>

/** Whether a kind may have a setting of this code. */
export function isKnown(kinds: Kinds, kind: string, code: string): boolean {
  const known = kinds[kind]
  return known !== undefined && (known.codes?.includes(code) ?? true)
}
