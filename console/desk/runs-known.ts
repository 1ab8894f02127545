// One's own runs as they are known here, and how their facts keep them up.
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answered } from '../../src/outside/client/index.ts'
import { api } from '../base/api.ts'
import { type Fact, useLive } from '../base/live.ts'

export type Run = Answered<'GET /api/bulk/{id}'>

const remembered = 50

/** Without an id: every run. */
export const runKey = (id?: string) => ['bulk', 'run', ...(id === undefined ? [] : [id])] as const
export const runsKey = ['bulk', 'runs'] as const

/** One's own last runs, newest first, kept up by their facts. */
export function useRuns(): readonly Run[] | undefined {
  const client = useQueryClient()
  useLive(['bulk.*'], (facts) => hear(client, facts))
  return useQuery({
    queryKey: runsKey,
    queryFn: ({ signal }) => api.call('GET /api/bulk', { query: { limit: remembered }, signal }),
    staleTime: 60_000,
  }).data?.items
}

type Told = Pick<Run, 'state' | 'total' | 'done' | 'refused'>

/** Takes facts of runs over into what is shown of them. */
export function hear(client: QueryClient, facts: readonly Fact[]): void {
  for (const { stream, type, version, data, at } of facts) {
    // One that takes another back changes what can be done with that one.
    if (type === 'bulk.started') {
      client.invalidateQueries({ queryKey: runsKey })
      client.invalidateQueries({ queryKey: runKey() })
    } else {
      const told = data as Told
      const newer = (run: Run) =>
        run.id === stream && run.version < version
          ? { ...run, ...told, version, changedAt: at }
          : run
      client.setQueryData<Run>(runKey(stream), (run) => run && newer(run))
      client.setQueryData<Answered<'GET /api/bulk'>>(
        runsKey,
        (page) => page && { ...page, items: page.items.map(newer) },
      )
    }
  }
}
