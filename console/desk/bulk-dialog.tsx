import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type Given, Problem } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Progress } from '../kit/progress.tsx'
import { RunView } from './bulk-view.tsx'
import { useBulkWords } from './bulk-words.ts'
import type { Command } from './commands.ts'
import type { ListQuery } from './filter.ts'
import { runsKey } from './runs-known.ts'

export type BulkOf = { ids: readonly string[] } | { filter: ListQuery }
type Body = Given<'POST /api/bulk'>['body']
type Preview = { orders: number; allowed: number; refused: { code: string; n: number }[] }

/**
 * One command over many orders: first what would become of them, then the run with an outcome for each. The run goes on when
 * the dialog is closed, and is found again among the recent ones.
 */
export function BulkDialog({
  command,
  of,
  onClose,
}: {
  command: Command
  of: BulkOf
  onClose: () => void
}) {
  const { t } = useWords()
  const { nameOf } = useBulkWords()
  const body = { do: command, of: 'ids' in of ? { ids: [...of.ids] } : { filter: of.filter } }
  const preview = useQuery({
    queryKey: ['bulk', 'preview', body],
    queryFn: ({ signal }) => api.call('POST /api/bulk/preview', { body, signal }),
    gcTime: 0,
    retry: false,
    throwOnError: false,
  })
  const { run, start, show, busy, problem } = useStart(body)
  const refusal = problem ?? (preview.error instanceof Problem ? preview.error : null)
  return (
    <Dialog
      title={nameOf(command)}
      onClose={onClose}
      foot={
        <Foot
          allowed={preview.data?.allowed}
          started={run !== null}
          busy={busy}
          onStart={start}
          onClose={onClose}
        />
      }
    >
      {run ? (
        <RunView id={run} onRun={show} />
      ) : preview.data ? (
        <PreviewParts preview={preview.data} />
      ) : (
        !refusal && <Progress label={t('deskwork.bulk_previewing')} value={0} max={null} />
      )}
      {refusal && <ProblemNote problem={refusal} />}
    </Dialog>
  )
}

function useStart(body: Body) {
  const client = useQueryClient()
  const [run, setRun] = useState<string | null>(null)
  const { send, busy, problem } = useSending(
    (given: Body, key) => api.call('POST /api/bulk', { body: given, key }),
    {
      done: ({ id }) => {
        setRun(id)
        client.invalidateQueries({ queryKey: runsKey })
      },
    },
  )
  return { run, start: () => send(body), show: setRun, busy, problem }
}

function Foot({
  allowed,
  started,
  busy,
  onStart,
  onClose,
}: {
  allowed: number | undefined
  started: boolean
  busy: boolean
  onStart: () => void
  onClose: () => void
}) {
  const { t } = useWords()
  if (started) return <Button onClick={onClose}>{t('common.close')}</Button>
  return (
    <>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button kind="primary" disabled={!allowed} busy={busy} onClick={onStart}>
        {allowed === undefined
          ? t('deskwork.bulk_start')
          : t('deskwork.bulk_start_n', { n: allowed })}
      </Button>
    </>
  )
}

function PreviewParts({ preview: { orders, allowed, refused } }: { preview: Preview }) {
  const { t } = useWords()
  const { shortReasonOf } = useBulkWords()
  const format = useFormat()
  return (
    <div className="grid gap-3 text-sm">
      <p className="text-base">
        {t('deskwork.bulk_allowed', { n: format.number(allowed), total: format.number(orders) })}
      </p>
      {refused.length > 0 && (
        <div className="grid gap-1">
          <p className="text-muted">{t('deskwork.bulk_would_refuse')}</p>
          <ul>
            {refused.map(({ code, n }) => (
              <li key={code} className="flex justify-between gap-4 border-b border-line py-1">
                <span>{shortReasonOf(code)}</span>
                <span className="numbers">{format.number(n)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
