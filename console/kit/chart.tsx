import { ChartNoAxesColumn, Table2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { arriving } from '../base/arriving.ts'
import { useWords } from '../base/words.ts'
import { ChartTable } from './chart-table.tsx'
import { IconButton } from './icon-button.tsx'

const ChartCanvas = lazy(async () => ({
  default: (await arriving(() => import('./chart-canvas.tsx'))).ChartCanvas,
}))

/** One row of numbers, in a pane of its own. */
export type Series = {
  name: string
  values: readonly number[]
  /** A value as it is told; the scale uses `short` where the whole would be too long. */
  tell: (value: number) => string
  short?: (value: number) => string
}

export type ChartProps = {
  /** What the chart answers, as a question. */
  question: string
  /** What its steps are, as the head of the table says it. */
  unit: string
  /** One for each value; `long` is told where there is room. */
  steps: readonly { short: string; long: string }[]
  series: readonly Series[]
  /** Opens the rows of a step. */
  onOpen?: (step: number) => void
  /** The same for the table, where each number is a link. */
  hrefOf?: (step: number) => string
  /** In pixels; when nothing is said, by how many rows of numbers there are. */
  height?: number
  /** Beside the question. */
  actions?: React.ReactNode
}

/** A chart whose height is settled, as it is drawn. */
export type SizedChart = ChartProps & { height: number }

/** The height of each row of numbers when nothing is said about the whole. */
const paneHeight = 155

/**
 * A chart under its question. The same numbers stand in a table behind a switch; the machinery that draws is loaded with the
 * first chart, and its place is kept meanwhile.
 */
export function Chart(props: ChartProps) {
  const { t } = useWords()
  const [asTable, setAsTable] = useState(false)
  const { question, series, height = series.length * paneHeight, actions } = props
  return (
    <section>
      <div className="mb-1 flex min-h-8 flex-wrap items-center gap-2">
        <h2 className="mr-auto text-sm font-semibold">{question}</h2>
        {actions}
        <IconButton
          label={t(asTable ? 'kit.chart_as_chart' : 'kit.chart_as_table')}
          aria-pressed={asTable}
          onClick={() => setAsTable((now) => !now)}
        >
          {asTable ? (
            <ChartNoAxesColumn size={16} aria-hidden="true" />
          ) : (
            <Table2 size={16} aria-hidden="true" />
          )}
        </IconButton>
      </div>
      <div style={{ height }} className={asTable ? 'overflow-y-auto' : 'overflow-hidden'}>
        {asTable ? (
          <ChartTable {...props} />
        ) : (
          <Suspense>
            <ChartCanvas {...props} height={height} />
          </Suspense>
        )}
      </div>
    </section>
  )
}
