import { useQuery } from '@tanstack/react-query'
import type { Permission } from '../../src/ground/identity/roles.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useRefresh } from '../base/refresh.ts'
import { type Known, type Step, stepsOf } from './steps.ts'

const topics = ['location.*', 'variant.*', 'price.*', 'stock.*']

/** The steps to the first order as the server knows them; `again` asks it anew. */
export function useSteps(): { steps: Step[] | undefined; again: () => void } {
  const { may, user } = useSession()
  const { data, refetch } = useQuery({
    queryKey: ['home', 'steps'],
    queryFn: ({ signal }) => look(may, signal),
    staleTime: 0,
  })
  const again = () => {
    refetch()
  }
  useRefresh(topics, again)
  return { steps: data && stepsOf(data, { may, everywhere: user.locations === null }), again }
}

async function look(may: (permission: Permission) => boolean, signal: AbortSignal): Promise<Known> {
  const one = { query: { limit: 1 }, signal }
  const stock = may('stock:read')
  const catalog = may('catalog:read')
  const [places, goods, prices, levels] = await Promise.all([
    stock ? api.call('GET /api/locations', { signal }) : null,
    catalog ? api.call('GET /api/variants', one) : null,
    catalog ? api.call('GET /api/prices', one) : null,
    stock ? api.call('GET /api/stock/levels', one) : null,
  ])
  return {
    place: places?.items.some(({ active }) => active) ?? null,
    goods: goods && goods.items.length > 0,
    price: prices && prices.items.length > 0,
    stock: levels && levels.sums.onHand > 0,
  }
}
