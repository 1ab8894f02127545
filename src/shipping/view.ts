import type { Package } from './package.ts'

/** A package as the API shows it. */
export function packageView({ orderVersion: _, lines, ...one }: Package) {
  return { ...one, lines: lines.map(({ line, sku, quantity }) => ({ line, sku, quantity })) }
}
