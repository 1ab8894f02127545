import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useSearchParams } from '../app/search.ts'
import { useWords } from '../app/words.ts'
import { createGridControl } from '../kit/grid/index.ts'
import { PageHead } from '../kit/page.tsx'
import { type Actions, useActions } from './actions.ts'
import { Buckets } from './buckets.tsx'
import { type Ask, type Asking, CommandDialog } from './dialogs.tsx'
import { bucketOf, type ListQuery, nothingChosen, queryOf } from './filter.ts'
import { Filters } from './filters.tsx'
import { Help } from './help.tsx'
import { useDeskKeys } from './keys.ts'
import { List } from './list.tsx'
import { useDeskNews } from './live.ts'
import { Marked } from './marked.tsx'
import { useDeskOffers } from './offers.ts'
import { useOrders, useSums } from './orders.ts'
import { RefusedNote } from './refused.tsx'
import { SearchBox } from './search-box.tsx'
import { Side } from './side.tsx'

/** The place in the list, the marks: they outlive the screen, so that coming back finds them. */
const control = createGridControl()

/** The order desk: queues, one search, filters, the list, and the order beside it. All of its state is in the address. */
export function Screen() {
  const { t } = useWords()
  const [params, set] = useSearchParams()
  const query = useQueryOf(params)
  const loaded = useOrders(query)
  const { fresh, show, touch } = useDeskNews(query, control)
  const actions = useActions(query, control, touch)
  const { ask, asking, stopAsking } = useAsk(actions)
  const [help, setHelp] = useState(false)
  const panel = usePanel(params.order, set)
  const open = useOpen()
  useDeskKeys({ control, ask, panel, open, onHelp: () => setHelp(true) })
  useDeskOffers(control, loaded.orders, ask)
  const { sort: _, ...filter } = query
  const sums = useSums(filter)
  const onBucket = useCallback(
    (bucket: string) => set({ bucket: bucket === 'all' ? undefined : bucket, sort: undefined }),
    [set],
  )
  const onSearch = useCallback((q: string) => set({ q: q || undefined }, { replace: true }), [set])
  const opened = loaded.orders.find(({ id }) => id === params.order)
  return (
    <div className="flex h-full min-h-0">
      <div className="relative flex min-w-0 grow flex-col">
        <PageHead title={t('desk.title')}>
          <SearchBox value={params.q ?? ''} onChange={onSearch} onEnter={enterList} />
        </PageHead>
        <Filters params={params} set={set}>
          <Buckets value={bucketOf(params)} channel={params.channel} onChange={onBucket} />
        </Filters>
        <List
          {...{ loaded, query, control, fresh, sums, open }}
          onShowNew={show}
          onPick={panel.show}
          onSort={(sort) => set({ sort })}
          onAsk={ask}
          onLift={(id, hold) => actions.run({ command: 'release', hold }, [id])}
          onNothing={() => set({ ...nothingChosen, bucket: undefined })}
        />
        <RefusedNote
          refused={actions.refused}
          onClose={actions.forget}
          onShow={(id) => control.activate(id)}
        />
        <Marked control={control} total={sums?.orders} ask={ask} onAll={null} />
      </div>
      {params.order && (
        <Side id={params.order} order={opened} onOpen={open} onClose={panel.close} />
      )}
      {asking && <CommandDialog asking={asking} onClose={stopAsking} onDo={actions.run} />}
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}

/** The same object as long as the same is asked for: opening an order beside the list asks for nothing new. */
function useQueryOf(params: Readonly<Record<string, string>>): ListQuery {
  const key = JSON.stringify(queryOf(params))
  return useMemo(() => JSON.parse(key) as ListQuery, [key])
}

/** From the search into the list: the first row, unless one is active. */
function enterList(): void {
  control.place.element?.focus()
  if (control.get().active === null) control.move('first')
}

function useOpen(): (id: string) => void {
  const navigate = useNavigate()
  return useCallback((id) => navigate({ to: '/orders/$id', params: { id } } as never), [navigate])
}

/** Commands on what is marked, else on the active row. */
function useAsk({ run }: Actions) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const ask: Ask = useCallback(
    (name, given) => {
      const { marks, active } = control.get()
      const ids = given ?? (marks.size > 0 ? [...marks] : active === null ? [] : [active])
      if (ids.length === 0) return
      if (name === 'hold' || name === 'cancel') setAsking({ name, ids })
      else run({ command: name }, ids)
    },
    [run],
  )
  return { ask, asking, stopAsking: useCallback(() => setAsking(null), []) }
}

/** So long the active row must stay before the panel follows: J held down opens no order on the way. */
const followMs = 90

export type SidePanel = { open: boolean; show: (id: string) => void; close: () => void }

/** The order beside the list is in the address; once open it follows the active row. */
function usePanel(
  shown: string | undefined,
  set: (change: Record<string, string | undefined>, how?: { replace?: boolean }) => void,
): SidePanel {
  const active = useSyncExternalStore(control.subscribe, () => control.get().active)
  const open = shown !== undefined
  useEffect(() => {
    if (!open || active === null || active === shown) return
    const timer = setTimeout(() => set({ order: active }, { replace: true }), followMs)
    return () => clearTimeout(timer)
  }, [open, active, shown, set])
  // A link to an open order: the row that it belongs to becomes the active one.
  useEffect(() => {
    if (shown !== undefined && control.get().active === null) control.activate(shown)
  }, [shown])
  return useMemo(
    () => ({
      open,
      show: (id) => set({ order: id }, { replace: open }),
      close: () => {
        set({ order: undefined }, { replace: true })
        control.place.element?.focus()
      },
    }),
    [open, set],
  )
}
