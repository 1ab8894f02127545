import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'

/** What locations are called. */
export function usePlaceNames(): (code: string) => string {
  const { lang } = useWords()
  const { data } = useQuery({
    queryKey: ['locations'],
    queryFn: () => api.call('GET /api/locations'),
    staleTime: 10 * 60_000,
  })
  return useMemo(() => {
    const names = new Map((data?.items ?? []).map(({ code, name }) => [code, name[lang]]))
    return (code) => names.get(code) ?? code
  }, [data, lang])
}
