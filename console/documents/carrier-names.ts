import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ownCarrier } from '../../src/ground/company/own-carrier.ts'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'

/** What carriers are called in the settings; what leaves without one is our own arrangement. */
export function useCarrierNames(): (code: string) => string {
  const { t, lang } = useWords()
  const { data } = useQuery({
    queryKey: ['settings', 'carrier'],
    queryFn: () => api.call('GET /api/settings', { query: { kind: 'carrier' } }),
    staleTime: 10 * 60_000,
  })
  return useMemo(() => {
    const names = new Map(
      (data?.items ?? []).flatMap((one) =>
        one.kind === 'carrier' ? [[one.code, one.value.name[lang]] as const] : [],
      ),
    )
    return (code) => names.get(code) ?? (code === ownCarrier ? t('documents.own_carrier') : code)
  }, [data, t, lang])
}
