import { Download, ListFilter } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Search, SetSearch } from '../app/addresses.ts'
import { useSearchParams } from '../app/search.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { createGridControl } from '../kit/grid/index.ts'
import { later } from '../kit/loaded.tsx'
import { PageHead } from '../kit/page.tsx'
import { useActions } from './actions.ts'
import { Buckets } from './buckets.tsx'
import { bucketOf, type Filter, isQueue, type ListQuery, nothingChosen } from './filter.ts'
import { Filters } from './filters.tsx'
import { useDeskKeys } from './keys.ts'
import { List } from './list.tsx'
import { useDeskNews } from './live.ts'
import { Marked } from './marked.tsx'
import { useDeskOffers } from './offers.ts'
import { useOrders, useSums } from './orders.ts'
import { type Over, OverDesk } from './over.tsx'
import { setPrefs, usePrefs } from './prefs.ts'
import { SearchBox } from './search-box.tsx'
import { useAsk, useOpen, usePaste, useQueryOf, useSide } from './use-desk.ts'
import { Views } from './views.tsx'

const Side = later(() => import('./side.tsx').then((part) => part.Side))
const RunsButton = later(() => import('./runs.tsx').then((part) => part.RunsButton))
const NoQueue = later(() => import('./nothing.tsx').then((part) => part.NoQueue))
const RefusedNote = later(() => import('./refused.tsx').then((part) => part.RefusedNote))

/** The place in the list, the marks: they outlive the screen, so that coming back finds them. */
const control = createGridControl()

/** The order desk: queues, one search, filters, the list, and the order beside it. All of its state is in the address. */
export function Screen() {
  const [params, set] = useSearchParams<'/orders'>()
  const { bucket } = params
  if (bucket === undefined || isQueue(bucket)) return <Desk params={params} set={set} />
  return <NoQueue name={bucket} onAll={() => set({ bucket: undefined }, { replace: true })} />
}

function Desk({ params, set }: { params: Search<'/orders'>; set: SetSearch<'/orders'> }) {
  const query = useQueryOf(params)
  const filter = useFilter(query)
  const loaded = useOrders(query)
  const { fresh, show, touch } = useDeskNews(query, control)
  const actions = useActions(query, control, touch)
  const [over, setOver] = useState<Over | null>(null)
  const { ask, act } = useAsk(control, actions, setOver)
  const side = useSide(control, params.order, set)
  const open = useOpen()
  const sums = useSums(filter)
  const settled = useSettled()
  const onSearch = useCallback((q: string) => set({ q: q || undefined }, { replace: true }), [set])
  useDeskKeys({ control, ask, side, open, onHelp: () => setOver({ is: 'help' }) })
  useDeskOffers(control, loaded.orders, ask, open)
  usePaste(
    useCallback((text) => setOver({ is: 'paste', text }), []),
    onSearch,
  )
  return (
    <div className="flex h-full min-h-0">
      <div className="relative flex min-w-0 grow flex-col">
        <Head {...{ params, set, onSearch, settled }} onExport={setOver} />
        <List
          {...{ loaded, query, control, fresh, sums, open }}
          onShowNew={show}
          onPick={side.show}
          onSort={useCallback((sort: string) => set({ sort }), [set])}
          onAsk={ask}
          onLift={(id, hold) => actions.run({ command: 'lift', hold }, [id])}
          onNothing={() => set({ ...nothingChosen, bucket: undefined })}
        />
        {actions.refused.length > 0 && (
          <RefusedNote
            refused={actions.refused}
            onClose={actions.forget}
            onShow={(id) => control.activate(id)}
          />
        )}
        <Marked control={control} total={sums?.orders} filter={filter} ask={ask} />
      </div>
      {params.order && (
        <Side
          id={params.order}
          order={loaded.orders.find(({ id }) => id === params.order)}
          onOpen={open}
          onClose={side.close}
        />
      )}
      {over && (
        <OverDesk
          {...{ over, query, orders: loaded.orders }}
          onDo={act}
          onList={(list) => {
            setOver(null)
            set({ ...nothingChosen, bucket: undefined, list })
          }}
          onClose={() => setOver(null)}
        />
      )}
    </div>
  )
}

/** Whether the list has stood for a while; what a key opens is fetched then, so that it is there when it comes up. */
function useSettled(): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const fetchAhead = () => {
      setSettled(true)
      Promise.allSettled([
        import('../app/palette/index.tsx'),
        import('./side.tsx'),
        import('./marked-bar.tsx'),
        import('./carry-out.ts'),
      ])
    }
    const timer = setTimeout(fetchAhead, 2_000)
    return () => clearTimeout(timer)
  }, [])
  return settled
}

function useFilter(query: ListQuery): Filter {
  return useMemo(() => {
    const { sort: _, ...filter } = query
    return filter
  }, [query])
}

/** What stands above the list. */
function Head({
  params,
  set,
  onSearch,
  onExport,
  settled,
}: {
  params: Search<'/orders'>
  set: SetSearch<'/orders'>
  onSearch: (q: string) => void
  onExport: (over: Over) => void
  /** What is wanted least often comes when the list stands. */
  settled: boolean
}) {
  const { t } = useWords()
  const [filtering, setFiltering] = useState(false)
  const onBucket = useCallback(
    (bucket: string) => set({ bucket: bucket === 'all' ? undefined : bucket, sort: undefined }),
    [set],
  )
  return (
    <>
      <PageHead
        title={t('desk.title')}
        actions={
          <>
            {settled && <RunsButton />}
            <DeskViews params={params} set={set} />
            <Button
              kind="quiet"
              aria-expanded={filtering}
              onClick={() => setFiltering((now) => !now)}
              className="px-2"
            >
              <ListFilter size={14} aria-hidden="true" />
              {t('desk.filter')}
            </Button>
            <Button
              kind="quiet"
              className="px-2"
              onClick={() => onExport({ is: 'export', marked: [...control.get().marks] })}
            >
              <Download size={14} aria-hidden="true" />
              {t('desk.export')}
            </Button>
          </>
        }
      >
        <SearchBox value={params.q ?? ''} onChange={onSearch} onEnter={enterList} />
      </PageHead>
      <Filters params={params} set={set} open={filtering}>
        <Buckets value={bucketOf(params)} channel={params.channel} onChange={onBucket} />
      </Filters>
    </>
  )
}

function DeskViews({ params, set }: { params: Search<'/orders'>; set: SetSearch<'/orders'> }) {
  const { columns, density } = usePrefs()
  return <Views place="orders" {...{ params, set, columns, density }} onApply={setPrefs} />
}

/** From the search into the list: the first row, unless one is active. */
function enterList(): void {
  control.place.element?.focus()
  if (control.get().active === null) control.move('first')
}
