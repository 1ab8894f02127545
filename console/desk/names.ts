// Codes of the company with the names that the company gave them.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../base/api.ts'
import { localeOf, useLook } from '../base/look.ts'
import { useWords } from '../base/words.ts'

export type Names = {
  channels: readonly { code: string; name: string }[]
  channel: (code: string) => string
  location: (code: string) => string
  country: (code: string) => string
  /** Those in use; an order may name another one. */
  carriers: readonly { code: string; name: string }[]
  carrier: (code: string) => string
}

const rarely = 10 * 60_000

/** Names of channels, locations, carriers and countries in the language of the page; a code without one is shown as it is. */
export function useNames(): Names {
  const { language } = useLook()
  const { code } = useWords()
  const settings = useQuery({
    queryKey: ['settings'],
    queryFn: () => api.call('GET /api/settings'),
    staleTime: rarely,
  }).data
  const locations = useQuery({
    queryKey: ['locations'],
    queryFn: () => api.call('GET /api/locations'),
    staleTime: rarely,
  }).data
  return useMemo(() => {
    const inUse = (kind: 'channel' | 'carrier') =>
      (settings?.items ?? []).flatMap((item) =>
        item.kind === kind && item.value.active
          ? [{ code: item.code, name: item.value.name[language] }]
          : [],
      )
    const [channels, carriers] = [inUse('channel'), inUse('carrier')]
    const byChannel = new Map(channels.map((one) => [one.code, one.name]))
    const byCarrier = new Map(carriers.map((one) => [one.code, one.name]))
    const byLocation = new Map(
      (locations?.items ?? []).map((one) => [one.code, one.name[language] ?? one.code]),
    )
    const regions = new Intl.DisplayNames(localeOf(language), { type: 'region' })
    return {
      channels,
      channel: (one) => byChannel.get(one) ?? code('channel', one),
      location: (one) => byLocation.get(one) ?? one,
      country: (one) => nameOf(regions, one),
      carriers,
      carrier: (one) => byCarrier.get(one) ?? code('carrier', one),
    }
  }, [settings, locations, language, code])
}

function nameOf(regions: Intl.DisplayNames, code: string): string {
  try {
    return regions.of(code) ?? code
  } catch {
    return code
  }
}
