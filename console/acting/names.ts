// The names behind codes and ids: people, channels, locations, carriers, countries.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Answered, api } from '../base/api.ts'
import { localeOf, useLook } from '../base/look.ts'
import { useWords } from '../base/words.ts'

export type Person = Answered<'GET /api/people'>['items'][number]
export type Carrier = {
  code: string
  name: string
  link: (trackingNumber: string) => string | null
}
export type Names = {
  /** Who did it; an id that has no name is shown as it is. */
  person: (id: string) => string
  people: readonly Person[]
  channel: (code: string) => string
  location: (code: string) => string
  locations: readonly { code: string; name: string }[]
  carrier: (code: string) => Carrier
  carriers: readonly Carrier[]
  country: (code: string) => string
}

const rarely = 5 * 60_000

export function useNames(): Names {
  const { code, t, lang } = useWords()
  const { language } = useLook()
  const settings = useQuery({
    queryKey: ['settings'],
    queryFn: () => api.call('GET /api/settings'),
    staleTime: rarely,
  }).data?.items
  const places = useQuery({
    queryKey: ['locations'],
    queryFn: () => api.call('GET /api/locations'),
    staleTime: rarely,
  }).data?.items
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => api.call('GET /api/people'),
    staleTime: rarely,
  }).data?.items
  return useMemo(() => {
    const byId = new Map((people ?? []).map(({ id, name }) => [id, name]))
    const locations = (places ?? []).map((one) => ({ code: one.code, name: one.name[lang] }))
    const byLocation = new Map(locations.map((one) => [one.code, one.name]))
    const channels = new Map(
      (settings ?? []).flatMap((one) =>
        one.kind === 'channel' ? [[one.code, one.value.name[lang]] as const] : [],
      ),
    )
    const carriers = (settings ?? []).flatMap((one): Carrier[] =>
      one.kind === 'carrier' && one.value.active
        ? [{ code: one.code, name: one.value.name[lang], link: linkOf(one.value.trackingUrl) }]
        : [],
    )
    const regions = new Intl.DisplayNames(localeOf(language), { type: 'region' })
    return {
      person: (id) =>
        byId.get(id) ?? (id === 'system' || id === 'demo' ? t('order.by_system') : id),
      people: people ?? [],
      channel: (one) => channels.get(one) ?? code('channel', one),
      location: (one) => byLocation.get(one) ?? one,
      locations,
      carrier: (one) =>
        carriers.find((known) => known.code === one) ?? {
          code: one,
          name: code('carrier', one),
          link: () => null,
        },
      carriers,
      country: (one) => nameOf(regions, one),
    }
  }, [settings, places, people, language, lang, code, t])
}

function linkOf(template: string | null | undefined): Carrier['link'] {
  return (number) => (template ? template.replace('{number}', encodeURIComponent(number)) : null)
}

function nameOf(regions: Intl.DisplayNames, code: string): string {
  try {
    return regions.of(code) ?? code
  } catch {
    return code
  }
}
