import { type Answered, api, Problem } from '../base/api.ts'

export type Variant = Answered<'GET /api/variants/{sku}'>

/** The goods behind what was scanned: as it came, else in capitals, as most labels are written; null where there are none. */
export async function findVariant(scanned: string): Promise<Variant | null> {
  const tries = new Set([scanned, scanned.toUpperCase()])
  for (const sku of tries) {
    try {
      return await api.call('GET /api/variants/{sku}', { params: { sku } })
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error
    }
  }
  return null
}

type Listed = Answered<'GET /api/variants'>['items'][number]
const shown = 12

/** Goods for sale by part of their sku or names. The one whose sku was typed whole stands first: that is what a scanner types. */
export async function findVariants(q: string, signal: AbortSignal): Promise<Listed[]> {
  const sought = q.trim()
  if (sought === '') return []
  const { items } = await api.call('GET /api/variants', {
    query: { q: sought, limit: shown },
    signal,
  })
  const typed = sought.toLowerCase()
  const rank = ({ sku }: Listed) =>
    sku.toLowerCase() === typed ? 0 : sku.toLowerCase().startsWith(typed) ? 1 : 2
  return items.filter(({ active }) => active).sort((one, other) => rank(one) - rank(other))
}
