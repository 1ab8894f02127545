// What stands between an empty house and its first order, in sequence. Pure.

import type { Permission } from '../../src/ground/identity/roles.ts'
/** What is there already; null where the person may not look. */
export type Known = {
  place: boolean | null
  goods: boolean | null
  price: boolean | null
  stock: boolean | null
}
export type StepName = keyof Known | 'order'
export type Step = { name: StepName; done: boolean }

/** What a person may do who cannot be limited to places that do not exist yet. */
export type Able = { may: (permission: Permission) => boolean; everywhere: boolean }

/** The steps that somebody may take, in sequence; the order itself comes last and is never done, for then the page is gone. */
export function stepsOf(known: Known, { may, everywhere }: Able): Step[] {
  const able: Record<StepName, boolean> = {
    place: may('catalog:write') && everywhere,
    goods: may('catalog:write'),
    price: may('catalog:write'),
    stock: may('stock:move'),
    order: may('orders:place'),
  }
  const names = ['place', 'goods', 'price', 'stock', 'order'] as const
  return names
    .filter((name) => able[name])
    .map((name) => ({ name, done: name !== 'order' && known[name] === true }))
}
