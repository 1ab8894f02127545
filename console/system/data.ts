import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answered, Given } from '../base/api.ts'
import { api } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import type { Key } from '../base/words.ts'
import { useWords } from '../base/words.ts'
import { toast } from '../kit/toasts.ts'

export type System = Answered<'GET /api/system'>
export type Follower = System['followers'][number]
export type JobKind = System['jobs'][number]
export type DeadCause = System['deadCauses'][number]
export type DeadJob = System['deadJobs'][number]
export type Parked = System['parked'][number]
export type DeadFilter = NonNullable<Given<'POST /api/system/jobs/replay'>['body']>

const queryKey = ['system']

/** Asked again every five seconds while somebody looks. */
export function useSystem() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.call('GET /api/system', { signal }),
    refetchInterval: 5_000,
  })
}

/** A command of the keeper: says what it did and shows what follows. */
function useCommand<Asked>(run: (asked: Asked) => Promise<number>, told: Key) {
  const client = useQueryClient()
  const { t } = useWords()
  return useSending(run, {
    done: (n) => {
      toast({ text: t(told, { n }), tone: 'good' })
      return client.invalidateQueries({ queryKey })
    },
  })
}

export function useReplay() {
  return useCommand(
    async (body: DeadFilter) => (await api.call('POST /api/system/jobs/replay', { body })).replayed,
    'system.replayed',
  )
}

export function useSkip() {
  return useCommand(
    async (body: DeadFilter) => (await api.call('POST /api/system/jobs/skip', { body })).skipped,
    'system.skipped',
  )
}

export function useRetry() {
  return useCommand(
    async ({ follower: name, stream }: { follower: string; stream?: string }) =>
      (
        await api.call('POST /api/system/followers/{name}/replay', {
          params: { name },
          body: stream === undefined ? {} : { stream },
        })
      ).replayed,
    'system.retried',
  )
}
