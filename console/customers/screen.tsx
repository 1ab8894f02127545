import { UserPlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Search } from '../app/addresses.ts'
import { useSearchParams } from '../app/search.ts'
import { useSession } from '../app/session.tsx'
import { useKeys } from '../base/keys.ts'
import { useLook } from '../base/look.ts'
import { usePages } from '../base/pages.ts'
import { useRefresh } from '../base/refresh.ts'
import { useWords } from '../base/words.ts'
import { useBrowse } from '../kit/browse.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { createGridControl, Grid } from '../kit/grid/index.ts'
import { useColumns } from '../kit/kept-columns.ts'
import { PageHead } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { SearchBox } from '../kit/search-box.tsx'
import { useCustomerColumns } from './columns.tsx'
import { NewCustomer } from './new-customer.tsx'
import { CustomerPanel } from './panel.tsx'

const control = createGridControl()
const sorts = ['newest', 'orders', 'lastOrder'] as const
type Sort = (typeof sorts)[number]

/** Who buys: found by name, mail or telephone, and beside the list one of them with all that belongs to them. */
export function Screen() {
  const { t } = useWords()
  const { may } = useSession()
  const [params, setParams] = useSearchParams<'/customers'>()
  const [making, setMaking] = useState(false)
  const chosen = params.customer ?? null
  const open = (customer: string) => setParams({ customer }, { replace: chosen !== null })
  useKeys({ esc: () => setParams({ customer: undefined }) }, { when: chosen !== null && !making })
  const mayWrite = may('customers:write')
  useKeys({ n: () => setMaking(true) }, { when: mayWrite && !making })
  return (
    <div className="relative flex h-full min-h-0 flex-col">
      <PageHead
        title={t('customers.title')}
        actions={
          mayWrite && (
            <Button kind="primary" onClick={() => setMaking(true)}>
              <UserPlus size={15} aria-hidden="true" />
              {t('customers.new')}
            </Button>
          )
        }
      >
        <SearchBox
          value={params.q ?? ''}
          label={t('customers.search')}
          onChange={(q) => setParams({ q: q || undefined }, { replace: true })}
        />
      </PageHead>
      <div className="flex min-h-0 grow">
        <List
          params={params}
          open={chosen !== null}
          onOpen={open}
          onSort={(sort) => setParams({ sort })}
        />
        {chosen !== null && (
          <CustomerPanel
            key={chosen}
            id={chosen}
            onClose={() => setParams({ customer: undefined })}
            onOpen={open}
          />
        )}
      </div>
      {making && (
        <NewCustomer
          onClose={() => setMaking(false)}
          onMade={(id) => {
            setMaking(false)
            open(id)
          }}
        />
      )}
    </div>
  )
}

function List({
  params,
  open,
  onOpen,
  onSort,
}: {
  params: Search<'/customers'>
  open: boolean
  onOpen: (id: string) => void
  onSort: (sort: string) => void
}) {
  const { t } = useWords()
  const { density } = useLook()
  const [settings, setSettings] = useColumns('customers')
  const columns = useCustomerColumns()
  const { q = '' } = params
  const sort: Sort = sorts.find((one) => one === params.sort) ?? 'newest'
  const query = useMemo(() => ({ sort, ...(q !== '' && { q }) }), [sort, q])
  const customers = usePages('GET /api/customers', { query })
  useRefresh(['customer.*'], customers.refresh)
  useBrowse(control, { open, show: onOpen })
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col">
      {customers.problem && <ProblemNote problem={customers.problem} />}
      <Grid
        label={t('customers.title')}
        rows={customers.rows}
        rowKey={({ id }) => id}
        columns={columns}
        settings={settings}
        onSettings={setSettings}
        control={control}
        list={JSON.stringify(query)}
        density={density}
        sort={sort}
        onSort={onSort}
        more={customers.more}
        onEnd={customers.loadMore}
        onPick={onOpen}
        onOpen={onOpen}
        empty={
          customers.waiting ? null : (
            <Empty title={t(q === '' ? 'customers.none' : 'customers.none_found')}>
              {t(q === '' ? 'customers.none_why' : 'customers.none_found_why')}
            </Empty>
          )
        }
      />
    </div>
  )
}
