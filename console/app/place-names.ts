import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from './api.ts'
import { useSession } from './session.tsx'
import { useWords } from './words.ts'

/** What locations are called; a courier, who may not see stock, sees their codes. */
export function usePlaceNames(): (code: string) => string {
  const { lang } = useWords()
  const { may } = useSession()
  const { data } = useQuery({
    queryKey: ['locations'],
    queryFn: () => api.call('GET /api/locations'),
    enabled: may('stock:read'),
    staleTime: 10 * 60_000,
  })
  return useMemo(() => {
    const names = new Map((data?.items ?? []).map(({ code, name }) => [code, name[lang]]))
    return (code) => names.get(code) ?? code
  }, [data, lang])
}
