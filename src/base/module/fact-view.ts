// What a fact looks like on its way out.
import { z } from 'zod'
import { factSchema, type Variants } from '../http/index.ts'
import type { FactKinds, FactOf } from './facts.ts'
import type { Module } from './module.ts'

/** Every type of fact as the API shows it, to stand in the place of `Fact`. */
export function factVariants(kinds: FactKinds): Variants {
  const shapes = Object.entries(kinds).map(([type, { data, readers }]) => {
    const description = `Permission: \`${readers}\``
    const shape = factSchema.extend({ type: z.literal(type), data })
    return [type, shape.meta({ description })] as const
  })
  return { by: 'type', of: Object.fromEntries(shapes) }
}

/** The facts that the modules of a list can tell, to be told apart by `type`. */
export type FactViewOf<List extends readonly Module[]> = Omit<
  z.output<typeof factSchema>,
  'type' | 'data'
> &
  { [Index in keyof List]: FactOf<List[Index]['facts']> }[number]
