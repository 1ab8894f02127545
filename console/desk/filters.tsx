import type { ReactNode } from 'react'
import type { Search, SetSearch } from '../app/addresses.ts'
import { later } from '../kit/loaded.tsx'
import { chosen } from './filter.ts'

const Chosen = later(() => import('./chosen.tsx').then((part) => part.Chosen))
const FilterFields = later(() => import('./filter-fields.tsx').then((part) => part.FilterFields))

/** The bar above the list: the queues (`children`) and what narrows the list, which can be taken away; more can be set. */
export function Filters({
  params,
  set,
  open,
  children,
}: {
  params: Search<'/orders'>
  set: SetSearch<'/orders'>
  /** Whether the fields are shown. */
  open: boolean
  children: ReactNode
}) {
  const filters = chosen(params)
  return (
    <div className="grid shrink-0 gap-1.5 border-b border-line px-3 py-1.5">
      <div className="min-w-0">{children}</div>
      {filters.length > 0 && (
        <div className="min-h-7 max-sm:min-h-11">
          <Chosen filters={filters} set={set} />
        </div>
      )}
      {open && <FilterFields params={params} set={set} />}
    </div>
  )
}
