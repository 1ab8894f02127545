import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'

/** The name behind an id in the log: a person, a key, or the house itself; an id without a name is shown as it is. */
export function usePeople(): (id: string) => string {
  const { code } = useWords()
  const { data } = useQuery({
    queryKey: ['people'],
    queryFn: () => api.call('GET /api/people'),
    staleTime: 10 * 60_000,
  })
  return useMemo(() => {
    const names = new Map((data?.items ?? []).map(({ id, name }) => [id, name]))
    return (id) => names.get(id) ?? code('person', id)
  }, [data, code])
}
