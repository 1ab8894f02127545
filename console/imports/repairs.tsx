import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useKeys } from '../base/keys.ts'
import { usePages } from '../base/pages.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Tabs } from '../kit/tabs.tsx'
import type { Progress } from './detail.tsx'
import { GoodText } from './good-text.tsx'
import { MendRow } from './mend-row.tsx'
import { type Column, columns, faultyColumn, nextOpen, type Repair } from './mending.ts'
import { RepairRow } from './repair-row.tsx'
import { useMending } from './use-mending.ts'

type Place = { row: number; column: Column }

/**
 * The rows that wait, as they came, each with its reason and the faulty cell marked. They are mended in place: Enter saves and
 * goes on to the next one, ↑ ↓ leave a row as it is, Esc ends.
 */
export function Repairs({
  document,
  count,
  reason,
  onReason,
  onMended,
}: {
  document: Progress
  count: number
  reason: string | null
  onReason: (reason: string | null) => void
  onMended: () => void
}) {
  const { t } = useWords()
  const { may } = useSession()
  const { id, state } = document
  const given = useMemo(
    () => ({ params: { id }, query: reason === null ? {} : { reason } }),
    [id, reason],
  )
  const pages = usePages('GET /api/imports/{id}/repairs', given)
  const mending = useMending(id, onMended)
  const [at, setAt] = useState<Place | null>(null)
  const { rows } = pages
  const { isOpen } = mending
  const reasons = useReasons(id, count)
  useMore(count, pages.refresh)
  const begin = () => {
    const first = rows.find(({ row }) => isOpen(row))
    if (first) setAt({ row: first.row, column: faultyColumn(first) })
  }
  const mayMend = may('imports:write')
  useKeys({ e: begin }, { when: mayMend && at === null && rows.length > 0 })
  if (count === 0 && rows.length === 0)
    return state === 'done' ? <GoodText>{t('imports.no_repairs')}</GoodText> : null
  return (
    <Section
      title={t('imports.to_repair')}
      actions={
        mayMend && (
          <Button onClick={begin} disabled={!rows.some(({ row }) => isOpen(row))}>
            {t('imports.begin')} <Kbd keys="e" />
          </Button>
        )
      }
    >
      <Reasons {...{ reason, onReason, count, reasons }} />
      {pages.problem && <ProblemNote problem={pages.problem} />}
      {mending.problem && <ProblemNote problem={mending.problem} />}
      <p className="my-2 text-sm text-muted">{mayMend && t('imports.mend_keys')}</p>
      <Rows {...{ rows, mending, at, setAt, mayMend }} />
      {pages.more && (
        <Button kind="quiet" onClick={pages.loadMore}>
          {t('imports.more_repairs')}
        </Button>
      )}
    </Section>
  )
}

/** How many rows wait for each reason, asked for again whenever their number changes. */
function useReasons(id: string, count: number) {
  const { data } = useQuery({
    queryKey: ['import', id, 'reasons', count],
    queryFn: () =>
      api.call('GET /api/imports/{id}/repairs', { params: { id }, query: { limit: 1 } }),
    placeholderData: keepPreviousData,
  })
  return data?.reasons ?? []
}

/** Rows that joined the list while the file was read are asked for; those that were mended stay where they are. */
function useMore(count: number, refresh: () => void): void {
  const most = useRef(count)
  useEffect(() => {
    if (count > most.current) refresh()
    most.current = Math.max(most.current, count)
  }, [count, refresh])
}

function Reasons({
  reason,
  onReason,
  count,
  reasons,
}: {
  reason: string | null
  onReason: (reason: string | null) => void
  count: number
  reasons: readonly { code: string; rows: number }[]
}) {
  const { t, code } = useWords()
  const byCode = new Map<string, number>()
  for (const one of reasons) byCode.set(one.code, (byCode.get(one.code) ?? 0) + one.rows)
  if (byCode.size < 2 && reason === null) return null
  return (
    <Tabs
      label={t('imports.reasons')}
      value={reason ?? ''}
      onChange={(next) => onReason(next === '' ? null : next)}
      tabs={[
        { value: '', label: t('common.all'), count },
        ...[...byCode].map(([value, rows]) => ({
          value,
          label: capital(code('repair', value)),
          count: rows,
        })),
      ]}
    />
  )
}

/** Behind a column a reason goes on in its sentence; as a label it begins one. */
function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

type RowsProps = {
  rows: readonly Repair[]
  mending: ReturnType<typeof useMending>
  at: Place | null
  setAt: (place: Place | null) => void
  mayMend: boolean
}

function Rows({ rows, mending, at, setAt, mayMend }: RowsProps) {
  const { t } = useWords()
  const { isOpen } = mending
  const go = (from: number, step: 1 | -1, end: boolean) => {
    const next = nextOpen(rows, from, step, isOpen)
    const repair = rows.find(({ row }) => row === next)
    if (repair) setAt({ row: repair.row, column: faultyColumn(repair) })
    else if (end) setAt(null)
  }
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[64rem] table-fixed text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-muted">
            <th className="w-16 py-1.5 pr-2 text-right font-normal">{t('imports.row')}</th>
            {columns.map((column) => (
              <th
                key={column}
                className={`py-1.5 pl-2 font-normal ${column === 'Description' ? 'w-56' : ''}`}
              >
                {t(`imports.column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((repair, index) => {
          const { row } = repair
          const fate = mending.fates.get(row)
          return at?.row === row ? (
            <MendRow
              key={row}
              {...{ repair, mending }}
              start={at.column}
              onNext={() => go(index, 1, true)}
              onMove={(step) => go(index, step, false)}
              onLeave={() => setAt(null)}
            />
          ) : (
            <RepairRow
              key={row}
              repair={repair}
              fate={fate}
              onMend={mayMend && isOpen(row) ? (column) => setAt({ row, column }) : null}
            />
          )
        })}
      </table>
    </div>
  )
}
