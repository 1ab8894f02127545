// Runs of one command over many orders: asked for, heard of as they go on, and steered.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answered } from '../../src/outside/client/index.ts'
import { api } from '../base/api.ts'
import { useLive } from '../base/live.ts'
import { useSending } from '../base/sending.ts'
import type { CommandName } from './commands.ts'
import { hear, type Run, runKey, runsKey } from './runs-known.ts'

export type { Run } from './runs-known.ts'
export type RunItem = Answered<'GET /api/bulk/{id}/items'>['items'][number]
/** What a run does: a command, or taking another run back. */
export type RunName = CommandName | 'undo'
type Steering = 'stop' | 'resume' | 'retry' | 'undo'
export type Outcome = 'done' | 'refused'

/** Who may not hear the log asks again so often while a run goes on. */
const askAgainMs = 3_000
const itemsShown = 100

/** A run as it stands, kept up by its facts. */
export function useRun(id: string): Run | undefined {
  const client = useQueryClient()
  useLive(['bulk.*'], (facts) => hear(client, facts))
  return useQuery({
    queryKey: runKey(id),
    queryFn: ({ signal }) => api.call('GET /api/bulk/{id}', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? askAgainMs : false),
  }).data
}

/** Stops a run, lets it go on, has its refused tried again, or takes it back by another one, which `onRun` is told. */
export function useSteering(id: string, onRun: (id: string) => void) {
  const client = useQueryClient()
  const { send, sent, problem } = useSending(
    (step: Steering) => api.call(`POST /api/bulk/{id}/${step}`, { params: { id } }),
    {
      done: (run) => {
        client.setQueryData<Run>(runKey(run.id), run)
        client.invalidateQueries({ queryKey: runsKey })
        if (run.id === id) return
        client.invalidateQueries({ queryKey: runKey(id) })
        onRun(run.id)
      },
    },
  )
  return { steer: send, busy: sent, problem }
}

/** The orders of a run with this outcome, page by page; asked again when their number has changed. */
export function useItems(run: Run, outcome: Outcome) {
  const { id } = run
  const asked = useInfiniteQuery({
    queryKey: ['bulk', 'items', id, outcome, run[outcome], run.state === 'running'],
    queryFn: ({ pageParam, signal }) =>
      api.call('GET /api/bulk/{id}/items', {
        ...{ params: { id }, signal },
        query: {
          outcome,
          limit: itemsShown,
          ...(pageParam !== undefined && { cursor: pageParam }),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    enabled: run[outcome] > 0,
  })
  const items = run[outcome] === 0 ? [] : (asked.data?.pages.flatMap((page) => page.items) ?? [])
  return { items, more: asked.hasNextPage ? () => asked.fetchNextPage() : null }
}

/** Every refused order of a run, for copying. */
export async function refusedOf(id: string): Promise<RunItem[]> {
  const items: RunItem[] = []
  const query = { outcome: 'refused', limit: 200 } as const
  for await (const item of api.pages('GET /api/bulk/{id}/items', query, { params: { id } }))
    items.push(item)
  return items
}

/** What a run does; of one that takes another back also what that one did, of a change what it names. */
export type Doing = { command: RunName; of?: CommandName; carrier?: unknown }

export function doingOf(run: Run): Doing {
  return run.do as Doing
}
