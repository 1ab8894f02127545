import { memo, type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Answered } from '../../src/outside/client/index.ts'
import { type Format, useFormat } from '../base/format.ts'
import { useLook } from '../base/look.ts'
import { useWords } from '../base/words.ts'
import { Grid, type GridControl } from '../kit/grid/index.ts'
import { later } from '../kit/loaded.tsx'
import { useColumns } from './columns.tsx'
import type { ListQuery } from './filter.ts'
import { pageSize, type useOrders } from './orders.ts'
import type { Ask } from './over.tsx'
import { setPrefs, usePrefs } from './prefs.ts'
import type { RowMenuAt } from './row-menu.tsx'
import type { Order } from './rows.ts'
import { belongs } from './state.ts'
import type { Open } from './use-desk.ts'

type Sums = Answered<'GET /api/orders/sums'>

type Props = {
  loaded: ReturnType<typeof useOrders>
  query: ListQuery
  control: GridControl
  /** How many came in that are not shown. */
  fresh: number
  onShowNew: () => void
  sums: Sums | undefined
  open: Open
  onPick: (id: string) => void
  onSort: (sort: string) => void
  onAsk: Ask
  onLift: (id: string, hold: string) => void
  onNothing: () => void
}

const Nothing = later(() => import('./nothing.tsx').then((part) => part.Nothing))
const RowMenu = later(() => import('./row-menu.tsx').then((part) => part.RowMenu))

const idOf = ({ id }: Order) => id

/** The list itself. */
export const List = memo(function List(props: Props) {
  const { loaded, query, control, sums, open, onAsk } = props
  const { t } = useWords()
  const look = useLook()
  const columns = useColumns()
  const prefs = usePrefs()
  const [menu, setMenu] = useState<RowMenuAt | null>(null)
  const { orders, fetchNextPage, hasNextPage, isFetchingNextPage } = loaded
  const onEnd = useCallback(() => {
    if (!isFetchingNextPage) fetchNextPage()
  }, [isFetchingNextPage, fetchNextPage])
  const onMenu = useCallback(
    (key: string, point: { x: number; y: number }) => {
      const order = orders.find(({ id }) => id === key)
      if (order) setMenu({ order, ...point })
    },
    [orders],
  )
  const news = useNews(props)
  const cells = useSumCells(sums)
  return (
    <>
      <Grid
        label={t('desk.title')}
        rows={orders}
        rowKey={idOf}
        columns={columns}
        settings={prefs.columns}
        onSettings={(next) => setPrefs({ columns: next })}
        control={control}
        list={loaded.list}
        density={prefs.density ?? look.density}
        sort={query.sort}
        onSort={props.onSort}
        total={sums?.orders}
        onEnd={onEnd}
        more={hasNextPage}
        onPick={props.onPick}
        onOpen={open}
        onMenu={onMenu}
        sums={cells}
        news={news}
        empty={
          !loaded.isPending && (
            <Nothing
              error={loaded.error}
              narrowed={Object.keys(query).length > 1}
              onAll={props.onNothing}
            />
          )
        }
      />
      {menu && (
        <RowMenu
          at={menu}
          marked={control.get().marks}
          act={{ open, look: props.onPick, ask: onAsk, lift: props.onLift }}
          onClose={() => setMenu(null)}
          returnTo={control.place.element}
        />
      )}
    </>
  )
})

/** What came in, and what no longer belongs here: told, and shown when asked for, so that no row moves under the hand. */
function useNews({ loaded, query, fresh, onShowNew }: Props) {
  const { t } = useWords()
  const { orders } = loaded
  const gone = useMemo(() => {
    const now = Date.now()
    return orders.filter((order) => !belongs(order, query.bucket ?? 'all', now)).length
  }, [orders, query.bucket])
  return useMemo(() => {
    const said = [
      fresh > 0 && t(fresh >= pageSize ? 'desk.news_many' : 'desk.news', { n: fresh }),
      gone > 0 && t('desk.gone', { n: gone }),
    ].filter(Boolean)
    if (said.length === 0) return null
    return { text: `${said.join(' · ')}${t('desk.news_show')}`, onShow: onShowNew }
  }, [fresh, gone, t, onShowNew])
}

function useSumCells(sums: Sums | undefined): Record<string, ReactNode> | undefined {
  const { t } = useWords()
  const format = useFormat()
  return useMemo(() => {
    if (!sums || sums.orders === 0) return undefined
    return {
      number: t('desk.sum', { n: sums.orders }),
      item: t('desk.sum_units', { n: sums.units }),
      units: format.number(sums.units),
      total: moneyOf(sums, 'total', format),
      paid: moneyOf(sums, 'paid', format),
    }
  }, [sums, t, format])
}

/** Currencies are never added up: each stands for itself. */
function moneyOf({ money }: Sums, key: 'total' | 'paid', format: Format): ReactNode {
  const said = money.map((one) => format.money(one[key], one.currency)).join(' · ')
  return <span title={said}>{said}</span>
}
