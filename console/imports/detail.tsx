import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, Download, Pause, Play } from 'lucide-react'
import { useRef } from 'react'
import { useSession } from '../app/session.tsx'
import { type Answered, api, type Problem } from '../base/api.ts'
import { useRefresh } from '../base/refresh.ts'
import { useSending } from '../base/sending.ts'
import { type Key, useWords } from '../base/words.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { PageHead } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { saveOriginal } from './original.ts'
import { Outcome } from './outcome.tsx'
import { Proof } from './proof.tsx'
import { Repairs } from './repairs.tsx'
import { StateChip } from './state-chip.tsx'

export type Progress = Answered<'GET /api/imports/{id}/progress'>

type DetailProps = {
  id: string
  /** The reason whose rows are looked at; null is all. */
  reason: string | null
  onReason: (reason: string | null) => void
  onClose: () => void
}

/** One document: how far it is read, what its rows became, the proof that nothing is missing, and the rows to be mended. */
export function Detail({ id, reason, onReason, onClose }: DetailProps) {
  const { t } = useWords()
  const { data, error, refresh } = useDocument(id)
  const problem = error as Problem | null
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead
        title={data?.name ?? ''}
        actions={data && <Actions document={data} onTurned={refresh} />}
      >
        <IconButton
          label={t('imports.back')}
          onClick={onClose}
          className="order-first"
          // What was pressed to come here is gone.
          autoFocus
        >
          <ArrowLeft size={16} aria-hidden="true" />
        </IconButton>
        {data && <StateChip state={data.state} />}
      </PageHead>
      {problem && <ProblemNote problem={problem} />}
      {data && (
        <>
          {data.problem && <Failed problem={data.problem} booked={data.counts.rows} />}
          <div className="min-h-0 grow overflow-y-auto px-5 py-4 max-sm:px-3">
            <div className="grid grid-cols-1 gap-6">
              <Outcome document={data} />
              {data.state === 'done' && <Proof id={id} repairs={data.counts.repairs} />}
              <Repairs
                document={data}
                count={data.counts.repairs}
                {...{ reason, onReason }}
                onMended={refresh}
              />
            </div>
          </div>
        </>
      )}
    </div>
  )
}

/** While a file is read the counts are asked for every second, or less often where they are slow; afterwards when something happens to it. */
function useDocument(id: string) {
  const client = useQueryClient()
  const took = useRef(0)
  const { data, error } = useQuery({
    queryKey: ['import', id, 'progress'],
    queryFn: async () => {
      const began = performance.now()
      const progress = await api.call('GET /api/imports/{id}/progress', { params: { id } })
      took.current = performance.now() - began
      return progress
    },
    // Counting half a million rows takes its time, which the reading needs more.
    refetchInterval: ({ state }) =>
      state.data?.state === 'reading' ? Math.max(1_000, took.current * 5) : false,
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['import', id] })
  useRefresh(['document.*'], refresh)
  return { data, error, refresh }
}

/** Why the file could not be read to its end, in words, with the place. */
function Failed({
  problem,
  booked,
}: {
  problem: NonNullable<Progress['problem']>
  booked: number
}) {
  const { t, code } = useWords()
  const { row, column } = problem.place
  const { missing } = problem.params
  const named = (one: string) => t(`imports.column_${one}` as Key)
  const place =
    row === undefined
      ? ''
      : t(column === undefined ? 'imports.at_row' : 'imports.at_cell', { row, column })
  return (
    <Banner tone="bad">
      {t('imports.failed', {
        place,
        problem: code('document_problem', problem.code, {
          ...problem.params,
          ...(Array.isArray(missing) && { missing: missing.map(named).join(t('common.comma')) }),
        }),
        rest: t(booked === 0 ? 'imports.failed_none' : 'imports.failed_stays'),
      })}
    </Banner>
  )
}

function Actions({ document, onTurned }: { document: Progress; onTurned: () => void }) {
  const { t, code } = useWords()
  const { may } = useSession()
  const { id, state, origin, name } = document
  const turning = useSending(
    (how: 'stop' | 'resume') => api.call(`POST /api/imports/{id}/${how}`, { params: { id } }),
    { done: onTurned },
  )
  const saving = useSending(() => saveOriginal(id, name))
  const problem = turning.problem ?? saving.problem
  const mayTurn = may('imports:write') && origin !== 'demo'
  return (
    <>
      {problem && (
        <span className="text-sm text-bad">{code('refusal', problem.code, problem.params)}</span>
      )}
      {mayTurn && state === 'reading' && (
        <Button busy={turning.busy} onClick={() => turning.send('stop')}>
          <Pause size={15} aria-hidden="true" />
          {t('imports.stop')}
        </Button>
      )}
      {mayTurn && state === 'stopped' && (
        <Button kind="primary" busy={turning.busy} onClick={() => turning.send('resume')}>
          <Play size={15} aria-hidden="true" />
          {t('imports.resume')}
        </Button>
      )}
      {may('imports:write') && (
        <Button busy={saving.busy} onClick={() => saving.send()}>
          <Download size={15} aria-hidden="true" />
          {t('imports.original')}
        </Button>
      )}
    </>
  )
}
