import type { ReactNode } from 'react'
import { useColumns } from '../app/columns.ts'
import { useLook } from '../app/look.ts'
import type { Pages } from '../app/pages.ts'
import { useBrowse } from '../kit/browse.ts'
import { createGridControl, Grid, type GridColumn } from '../kit/grid/index.ts'
import { ProblemNote } from '../kit/problem.tsx'

const controls = { slips: createGridControl(), labels: createGridControl() }

type Row = { id: string }

/** A list of papers. J and K go along it, and what they reach is shown beside it. */
export function PapersGrid<T extends Row>({
  name,
  label,
  list,
  pages,
  columns,
  open,
  onShow,
  empty,
}: {
  name: 'slips' | 'labels'
  label: string
  list: string
  pages: Pick<Pages<'GET /api/packages'>, 'waiting' | 'problem' | 'more' | 'loadMore'> & {
    rows: T[]
  }
  columns: readonly GridColumn<T>[]
  /** Whether a paper is shown beside the list. */
  open: boolean
  onShow: (id: string) => void
  empty: ReactNode
}) {
  const { density } = useLook()
  const [settings, setSettings] = useColumns(`documents.${name}`)
  const control = controls[name]
  useBrowse(control, { open, show: onShow })
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col">
      {pages.problem && <ProblemNote problem={pages.problem} />}
      <Grid
        label={label}
        rows={pages.rows}
        rowKey={({ id }) => id}
        columns={columns}
        settings={settings}
        onSettings={setSettings}
        control={control}
        list={list}
        density={density}
        more={pages.more}
        onEnd={pages.loadMore}
        onPick={onShow}
        onOpen={onShow}
        empty={pages.waiting ? null : empty}
      />
    </div>
  )
}
