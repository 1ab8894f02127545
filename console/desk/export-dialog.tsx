import { useEffect, useRef, useState } from 'react'
import { Problem } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Checklist } from '../kit/checklist.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { fitting } from '../kit/grid/columns.ts'
import { ProblemNote } from '../kit/problem.tsx'
import { Progress } from '../kit/progress.tsx'
import { Select } from '../kit/select.tsx'
import { useColumns } from './columns.tsx'
import { rowsEnding, rowsUnpacked, saveFile, type Taken, takeFile } from './download.ts'
import { type Choice, keepChoice, keptChoice } from './export-choice.ts'
import { type FileColumn, fileColumns, fileColumnsOf } from './export-columns.ts'
import { type Scope, useScope } from './export-scope.ts'
import type { ListQuery } from './filter.ts'
import { usePrefs } from './prefs.ts'

/** The list as a file: which of it, its form, columns and language, how far it has come, and a way to stop. */
export function ExportDialog({
  filter,
  marked,
  onClose,
}: {
  filter: ListQuery
  /** The orders that are marked, which are meant first. */
  marked: readonly string[]
  onClose: () => void
}) {
  const { t, lang } = useWords()
  const shown = fileColumnsOf(fitting(useColumns(), usePrefs().columns).map(({ key }) => key))
  const [choice, setChoice] = useState<Choice>(() =>
    keptChoice({ format: 'xlsx', columns: shown, language: lang }),
  )
  const scope = useScope(filter, marked)
  const { orders, refusal } = scope
  const { taken, problem, failed, start, stop } = useTaking(scope.asked, choice, onClose)
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
        <Which scope={scope} disabled={busy} />
        <Choices choice={choice} shown={shown} onChange={setChoice} disabled={busy} />
        {taken && <Coming taken={taken} />}
        {failed && <p className="text-sm text-bad">{t('deskwork.export_broken')}</p>}
        {(problem ?? refusal) && <ProblemNote problem={(problem ?? refusal) as Problem} />}
      </div>
    </Dialog>
  )
}

function useTaking(asked: () => Promise<ListQuery>, choice: Choice, onDone: () => void) {
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
      saveFile(await takeFile(urlOf(await asked(), choice), how))
      keepChoice(choice)
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

/** The marked ones or the whole view, where some are marked. */
function Which({ scope, disabled }: { scope: Scope; disabled: boolean }) {
  const { t } = useWords()
  const { marked, whole, value, choose } = scope
  if (marked === 0) return null
  return (
    <Select
      label={t('deskwork.export_which')}
      value={value}
      onChange={choose}
      disabled={disabled}
      options={[
        { value: 'marked', label: t('deskwork.export_marked', { n: marked }) },
        {
          value: 'view',
          label:
            whole === undefined
              ? t('deskwork.export_view')
              : t('deskwork.export_view_n', { n: whole }),
        },
      ]}
    />
  )
}

function Choices({
  choice,
  shown,
  onChange,
  disabled,
}: {
  choice: Choice
  /** The columns of the screen. */
  shown: readonly FileColumn[]
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
      {String(choice.columns) !== String(shown) && (
        <Button
          kind="quiet"
          className="-mt-1 justify-self-start px-2"
          onClick={() => onChange({ ...choice, columns: shown })}
        >
          {t('deskwork.export_as_shown')}
        </Button>
      )}
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
