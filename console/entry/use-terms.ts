import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { usualCurrencies } from '../base/currencies.ts'
import { useWords } from '../base/words.ts'
import type { Drafting } from './use-draft.ts'

export type Option = { value: string; label: string }
export type Terms = { channels: Option[]; currencies: Option[] }

/** Where nothing is set up yet, an order can be entered all the same. */
const usualChannels = ['phone', 'web', 'mail']

/** What an order may be placed by: the channels in use that are the person's, and the currencies that there are prices in. */
export function useTerms({ draft, change }: Drafting): Terms {
  const { user, may } = useSession()
  const { lang, code } = useWords()
  const settings = useQuery({
    queryKey: ['settings', 'channel'],
    queryFn: () => api.call('GET /api/settings', { query: { kind: 'channel' } }),
  })
  const lists = useQuery({
    queryKey: ['price-lists'],
    queryFn: () => api.call('GET /api/price-lists'),
    enabled: may('catalog:read'),
  })
  const set = (settings.data?.items ?? []).flatMap((item) =>
    item.kind === 'channel' && item.value.active
      ? [{ value: item.code, label: item.value.name[lang] }]
      : [],
  )
  const usual = usualChannels.map((value) => ({ value, label: code('channel', value) }))
  const named = settings.data && set.length === 0 && user.channels === null ? usual : set
  const mine = user.channels
  const channels = merge(
    mine === null ? named : named.filter(({ value }) => mine.includes(value)),
    [...(mine ?? []), draft.channel],
  )
  const priced = (lists.data?.items ?? []).map(({ currency }) => currency)
  const offered = lists.data && priced.length === 0 ? usualCurrencies(lang) : priced
  const currencies = merge([], [...offered, draft.currency])
  const channel = (channels.find(({ value }) => value === 'phone') ?? channels[0])?.value
  const currency = currencies[0]?.value
  useEffect(() => {
    change((now) => {
      const next = {
        channel: now.channel || channel || '',
        currency: now.currency || currency || '',
      }
      const same = next.channel === now.channel && next.currency === now.currency
      return same ? now : { ...now, ...next }
    })
  }, [channel, currency, change])
  return { channels, currencies }
}

function merge(options: readonly Option[], codes: readonly string[]): Option[] {
  const known = new Map(options.map((option) => [option.value, option]))
  for (const code of codes)
    if (code !== '' && !known.has(code)) known.set(code, { value: code, label: code })
  return [...known.values()]
}
