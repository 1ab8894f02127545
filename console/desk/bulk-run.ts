// Runs of one command over many orders: asked for, heard of as they go on, and steered.
import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answered } from '../../src/client/index.ts'
import { api, Problem } from '../app/api.ts'
import { type Fact, useLive } from '../app/live.ts'
import type { CommandName } from './commands.ts'

export type Run = Answered<'GET /api/bulk/{id}'>
export type RunItem = Answered<'GET /api/bulk/{id}/items'>['items'][number]
/** What a run does: a command, or taking another run back. */
export type RunName = CommandName | 'undo'
export type Outcome = 'done' | 'refused'

/** Who may not hear the log asks again so often while a run goes on. */
const askAgainMs = 3_000
const itemsShown = 100
const remembered = 50

const runKey = (id: string) => ['bulk', 'run', id] as const
const runsKey = ['bulk', 'runs'] as const

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

function hear(client: QueryClient, facts: readonly Fact[]): void {
  for (const { stream, type, version, data, at } of facts) {
    if (type === 'bulk.started') client.invalidateQueries({ queryKey: runsKey })
    else {
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

/** Stops a run, lets it go on, or has its refused tried again. */
export function useSteering(id: string) {
  const client = useQueryClient()
  const [busy, setBusy] = useState<'stop' | 'resume' | 'retry' | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const steer = async (step: 'stop' | 'resume' | 'retry') => {
    setBusy(step)
    setProblem(null)
    try {
      const run = await api.call(`POST /api/bulk/{id}/${step}`, { params: { id } })
      client.setQueryData<Run>(runKey(id), run)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
    } finally {
      setBusy(null)
    }
  }
  return { steer, busy, problem }
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

export function commandOf(run: Run): RunName {
  return (run.do as { command: RunName }).command
}
