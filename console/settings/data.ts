// What the settings' screens read, kept once and asked for again when it changed.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSession } from '../app/session.tsx'
import { type Answered, api } from '../base/api.ts'
import { useLive } from '../base/live.ts'
import { useWords } from '../base/words.ts'

export type Setting = Answered<'GET /api/settings'>['items'][number]
export type Kind = Setting['kind']
export type SettingOf<K extends Kind> = Extract<Setting, { kind: K }>
export type Location = Answered<'GET /api/locations'>['items'][number]
export type User = Answered<'GET /api/users'>['items'][number]
export type ApiKey = Answered<'GET /api/keys'>['items'][number]
export type Webhook = Answered<'GET /api/webhooks'>['items'][number]

/** The settings of a kind, by code; follows what others change. */
export function useSettings<K extends Kind>(kind: K): SettingOf<K>[] | undefined {
  const { data } = useQuery({
    queryKey: ['settings', kind],
    queryFn: ({ signal }) => api.call('GET /api/settings', { query: { kind }, signal }),
  })
  useRefresh(['setting.*'], ['settings'])
  return data?.items as SettingOf<K>[] | undefined
}

/** The places that the person may see; undefined while not known, empty for who may see none. */
export function useLocations(): Location[] | undefined {
  const { may } = useSession()
  const allowed = may('stock:read')
  const { data } = useQuery({
    queryKey: ['locations'],
    queryFn: ({ signal }) => api.call('GET /api/locations', { signal }),
    enabled: allowed,
  })
  useRefresh(['location.changed'], ['locations'])
  return allowed ? data?.items : []
}

/** Puts a name to an id of the log: people, keys, and the house itself. */
export function useNames(): (id: string) => string {
  const { knows, code } = useWords()
  const { data } = useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => api.call('GET /api/people', { signal }),
    staleTime: 60_000,
  })
  const names = new Map(data?.items.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? (knows('person', id) ? code('person', id) : id)
}

/** All pages of a list, for lists that are short by nature. */
export function useAll<T>(key: string, read: () => AsyncIterable<T>): T[] | undefined {
  const { data } = useQuery({
    queryKey: [key],
    queryFn: async () => {
      const items: T[] = []
      for await (const item of read()) items.push(item)
      return items
    },
  })
  return data
}

/** Asks again for what stands under a key. */
export function useAgain(): (...key: string[]) => Promise<void> {
  const queries = useQueryClient()
  return (...key) => queries.invalidateQueries({ queryKey: key })
}

/** Asks again when facts say that something changed. */
export function useRefresh(topics: readonly string[], key: string[]): void {
  const again = useAgain()
  useLive(topics, () => {
    again(...key)
  })
}
