import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, Problem } from '../base/api.ts'
import type { Listing } from './listing.ts'

/** The price lists, the one that wins first; undefined while they are not known. */
export function usePriceLists() {
  const { data } = useQuery({
    queryKey: ['price-lists'],
    queryFn: ({ signal }) => api.call('GET /api/price-lists', { signal }),
  })
  return data?.items
}

/** Throws what one of a batch was refused for. */
export function throwRefused(
  outcome: { problem?: Record<string, unknown> | undefined } | undefined,
) {
  const refused = outcome?.problem
  if (refused) throw new Problem(Number(refused.status), JSON.stringify(refused))
}

/** Puts a price on a list, in minor units; a list that is not there yet is made first. Throws `Problem`. */
export function useSetPrice(): (
  sku: string,
  { code, currency, taxIncluded, isNew }: Listing,
  amount: number,
) => Promise<void> {
  const client = useQueryClient()
  return async (sku, { code, currency, taxIncluded, isNew }, amount) => {
    if (isNew) {
      const body = { code, currency, taxIncluded }
      await api.call('PUT /api/price-lists', { body, ifMatch: 0 })
      client.invalidateQueries({ queryKey: ['price-lists'] })
    }
    const prices = [{ sku, priceList: code, amount }]
    const { outcomes } = await api.call('POST /api/prices', { body: { prices } })
    throwRefused(outcomes[0])
    client.invalidateQueries({ queryKey: ['prices'] })
    await client.invalidateQueries({ queryKey: ['variant', sku] })
  }
}
