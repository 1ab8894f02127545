import { useLook } from '../base/look.ts'
import type { Pages } from '../base/pages.ts'
import { useWords } from '../base/words.ts'
import { useBrowse } from '../kit/browse.ts'
import { Empty } from '../kit/empty.tsx'
import { createGridControl, Grid, type GridColumn } from '../kit/grid/index.ts'
import { useColumns } from '../kit/kept-columns.ts'
import { ProblemNote } from '../kit/problem.tsx'

const controls = { slips: createGridControl(), labels: createGridControl() }

type Row = { id: string }

/** A list of papers. J and K go along it, and what they reach is shown beside it. */
export function PapersGrid<T extends Row>({
  kind,
  q,
  list,
  pages,
  columns,
  open,
  onShow,
}: {
  kind: 'slips' | 'labels'
  /** What is searched for: an empty list says something else then. */
  q: string
  list: string
  pages: Pick<Pages<'GET /api/packages'>, 'waiting' | 'problem' | 'more' | 'loadMore'> & {
    rows: T[]
  }
  columns: readonly GridColumn<T>[]
  /** Whether a paper is shown beside the list. */
  open: boolean
  onShow: (id: string) => void
}) {
  const { t } = useWords()
  const { density } = useLook()
  const [settings, setSettings] = useColumns(`documents.${kind}`)
  const control = controls[kind]
  useBrowse(control, { open, show: onShow })
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col">
      {pages.problem && <ProblemNote problem={pages.problem} />}
      <Grid
        label={t(`documents.${kind}`)}
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
        empty={pages.waiting ? null : <Nothing kind={kind} searched={q !== ''} />}
      />
    </div>
  )
}

function Nothing({ kind, searched }: { kind: 'slips' | 'labels'; searched: boolean }) {
  const { t } = useWords()
  const name = searched ? 'none_found' : (`no_${kind}` as const)
  return <Empty title={t(`documents.${name}`)}>{t(`documents.${name}_why`)}</Empty>
}
