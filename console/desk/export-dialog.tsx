import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, Problem } from '../app/api.ts'
import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Checklist } from '../kit/checklist.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { fitting } from '../kit/grid/columns.ts'
import { ProblemNote } from '../kit/problem.tsx'
import { Progress } from '../kit/progress.tsx'
import { Select } from '../kit/select.tsx'
import { useColumns } from './columns.tsx'
import { rowsEnding, rowsUnpacked, saveFile, type Taken, takeFile } from './download.ts'
import { type FileColumn, fileColumns, fileColumnsOf } from './export-columns.ts'
import type { ListQuery } from './filter.ts'
import { usePrefs } from './prefs.ts'

type Form = 'csv' | 'xlsx'
type Choice = { format: Form; columns: readonly FileColumn[]; language: 'zh' | 'en' }

/** The list as a file: its form, columns and language, how far it has come, and a way to stop. */
export function ExportDialog({ filter, onClose }: { filter: ListQuery; onClose: () => void }) {
  const { t, lang } = useWords()
  const shown = fitting(useColumns(), usePrefs().columns).map(({ key }) => key)
  const [choice, setChoice] = useState<Choice>(() => ({
    ...{ format: 'xlsx', columns: fileColumnsOf(shown), language: lang },
  }))
  const { orders, refusal } = useExpected(filter)
  const { taken, problem, failed, start, stop } = useTaking(filter, choice, onClose)
  const busy = taken !== null
  return (
    <Dialog
      title={t('deskwork.export_title')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={busy ? stop : onClose}>
            {t(busy ? 'deskwork.export_stop' : 'common.cancel')}
          </Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={choice.columns.length === 0 || orders === 0}
            onClick={start}
          >
            {orders === undefined
              ? t('deskwork.export_start')
              : t('deskwork.export_start_n', { n: orders })}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Choices choice={choice} onChange={setChoice} disabled={busy} />
        {taken && <Coming taken={taken} />}
        {failed && <p className="text-sm text-bad">{t('deskwork.export_broken')}</p>}
        {(problem ?? refusal) && <ProblemNote problem={(problem ?? refusal) as Problem} />}
      </div>
    </Dialog>
  )
}

/** How many orders the file will have; asking also lets somebody sign in again before the file is asked for. */
function useExpected({ sort: _, ...filter }: ListQuery) {
  const { data, error } = useQuery({
    queryKey: ['orders', 'sums', filter],
    queryFn: ({ signal }) => api.call('GET /api/orders/sums', { query: filter, signal }),
    staleTime: 10_000,
  })
  return { orders: data?.orders, refusal: error instanceof Problem ? error : null }
}

function useTaking(filter: ListQuery, choice: Choice, onDone: () => void) {
  const [taken, setTaken] = useState<Taken | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [failed, setFailed] = useState(false)
  const taking = useRef<AbortController | null>(null)
  useEffect(() => () => taking.current?.abort(), [])
  const start = async () => {
    const controller = new AbortController()
    taking.current = controller
    setProblem(null)
    setFailed(false)
    setTaken({ bytes: 0, rows: 0, expected: null })
    try {
      const how = {
        ...{ signal: controller.signal, onTaken: setTaken },
        countRows: choice.format === 'csv' ? rowsEnding() : rowsUnpacked(),
      }
      saveFile(await takeFile(urlOf(filter, choice), how))
      onDone()
    } catch (error) {
      if (error instanceof Problem) setProblem(error)
      else setFailed(!controller.signal.aborted)
    } finally {
      setTaken(null)
    }
  }
  return { taken, problem, failed, start, stop: () => taking.current?.abort() }
}

function urlOf(filter: ListQuery, { format, columns, language }: Choice): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value) query.set(key, String(value))
  query.set('format', format)
  query.set('columns', columns.join(','))
  query.set('language', language)
  query.set('tz', Intl.DateTimeFormat().resolvedOptions().timeZone)
  return `/api/orders/export?${query}`
}

function Choices({
  choice,
  onChange,
  disabled,
}: {
  choice: Choice
  onChange: (choice: Choice) => void
  disabled: boolean
}) {
  const { t } = useWords()
  return (
    <fieldset disabled={disabled} className="grid min-w-0 gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Select
          label={t('deskwork.export_format')}
          value={choice.format}
          onChange={(format) => onChange({ ...choice, format })}
          options={[
            { value: 'xlsx', label: t('deskwork.export_xlsx') },
            { value: 'csv', label: t('deskwork.export_csv') },
          ]}
        />
        <Select
          label={t('deskwork.export_language')}
          value={choice.language}
          onChange={(language) => onChange({ ...choice, language })}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <Checklist
        label={t('deskwork.export_columns')}
        columns={2}
        choices={fileColumns.map((key) => ({ value: key, label: t(`deskwork.export_col_${key}`) }))}
        value={choice.columns}
        onChange={(columns) => onChange({ ...choice, columns: columns as FileColumn[] })}
        error={choice.columns.length === 0 ? t('deskwork.export_no_column') : undefined}
      />
    </fieldset>
  )
}

/** How many rows have come; the first is the head. */
function Coming({ taken: { rows: ended, expected, bytes } }: { taken: Taken }) {
  const { t } = useWords()
  const { number } = useFormat()
  const rows = Math.max(0, Math.min(ended - 1, expected ?? ended))
  const words =
    expected === null
      ? t('deskwork.export_bytes', { kb: number(Math.round(bytes / 1024)) })
      : t('deskwork.export_rows', { n: number(rows), total: number(expected) })
  return (
    <div className="grid gap-1.5">
      <Progress label={t('deskwork.export_progress')} value={rows} max={expected} />
      <p className="numbers text-sm text-muted">{words}</p>
    </div>
  )
}
