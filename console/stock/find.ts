import { type Answered, api, Problem } from '../app/api.ts'

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
