// What the lines need that is not there. Pure.
import type { Gap } from './body.ts'

/** As many as fit below the lines; the rest come when these are done. */
const most = 4

export type Missing = { code: 'unknown_sku' | 'no_price'; sku: string }

/** The goods and prices that the lines need and the house does not have, each once. */
export function missingIn(gaps: readonly Gap[]): Missing[] {
  const found = new Map<string, Missing>()
  for (const { code, params } of gaps) {
    const sku = String(params?.sku ?? '')
    if (sku === '' || (code !== 'unknown_sku' && code !== 'no_price')) continue
    found.set(`${code} ${sku}`, { code, sku })
  }
  return [...found.values()].slice(0, most)
}
