import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../base/api.ts'
import type { Language } from '../base/look.ts'
import { useWords } from '../base/words.ts'

/** What goods are called in the language of the page, else in the other one. */
export function nameIn(name: { zh?: string | undefined; en?: string | undefined }, lang: Language) {
  return name[lang] ?? name.zh ?? name.en ?? ''
}

export type Place = { code: string; name: string; active: boolean }

/** The locations that one may see, in the order in which stock is taken from them; `none`: there is none in use. */
export function usePlaces(): {
  places: Place[]
  /** Undefined while they are not known. */
  none: boolean | undefined
  nameOf: (code: string) => string
} {
  const { lang } = useWords()
  const { data, isError } = useQuery({
    queryKey: ['locations'],
    queryFn: () => api.call('GET /api/locations'),
    // Where there is none yet, the first one is waited for.
    staleTime: ({ state }) => (state.data?.items.length ? 10 * 60_000 : 0),
  })
  return useMemo(() => {
    const places = (data?.items ?? []).map(({ code, name, active }) => ({
      code,
      name: name[lang],
      active,
    }))
    const names = new Map(places.map(({ code, name }) => [code, name]))
    const none = data ? !places.some(({ active }) => active) : isError ? false : undefined
    return { places, none, nameOf: (code) => names.get(code) ?? code }
  }, [data, isError, lang])
}
