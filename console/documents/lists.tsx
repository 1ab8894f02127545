// The two lists of papers that are printed: what each of them asks for.
import { useMemo } from 'react'
import { usePages } from '../base/pages.ts'
import { useRefresh } from '../base/refresh.ts'
import { type Slip, useLabelColumns, useSlipColumns } from './columns.tsx'
import { type Filter, isOrderNumber, startOfDay, type When } from './filter.ts'
import { useOrderByNumber } from './order-number.ts'
import { PapersGrid } from './papers-grid.tsx'

type Props = {
  filter: Filter
  /** Whether a paper is shown beside the list. */
  open: boolean
  onShow: (id: string) => void
}

/** The packing slips: one for each fulfilment order, the oldest first. */
export function Slips({ filter: { q, when }, ...shown }: Props) {
  const order = useOrderByNumber(q)
  const given = useMemo(
    () => ({
      query: { ...(when !== 'all' && { state: 'open' as const }), ...(order && { order }) },
    }),
    [when, order],
  )
  const nobody = q !== '' && order === null
  const pages = usePages('GET /api/fulfilment-orders', given, { when: q === '' || Boolean(order) })
  useRefresh(['fulfilment.*', 'package.*', 'order.*'], pages.refresh)
  const found = nobody ? { ...pages, rows: none, waiting: false, more: false } : pages
  return (
    <PapersGrid
      kind="slips"
      q={q}
      list={JSON.stringify(given)}
      pages={found}
      columns={useSlipColumns()}
      {...shown}
    />
  )
}

const none: Slip[] = []

/** The labels: one for each package, the newest first; found by the order's number or the tracking number. */
export function Labels({ filter: { q, when }, ...shown }: Props) {
  const order = useOrderByNumber(q)
  const given = useMemo(
    () => ({ query: { ...timeOf(when), ...wantedOf(q, order ?? null) } }),
    [when, q, order],
  )
  const searching = isOrderNumber(q) && order === undefined
  const pages = usePages('GET /api/packages', given, { when: !searching })
  useRefresh(['package.*', 'order.*'], pages.refresh)
  return (
    <PapersGrid
      kind="labels"
      q={q}
      list={JSON.stringify(given)}
      pages={pages}
      columns={useLabelColumns()}
      {...shown}
    />
  )
}

function timeOf(when: When) {
  if (when === 'today') return { packedFrom: startOfDay(new Date()) }
  return when === 'open' ? { shipped: 'false' as const } : {}
}

/** Digits that are no order's number may still be a tracking number. */
function wantedOf(q: string, order: string | null) {
  if (q === '') return {}
  return order === null ? { trackingNumber: q } : { order }
}
