import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, Plus, Printer } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from '../app/search.ts'
import { useSession } from '../app/session.tsx'
import { api, Problem } from '../base/api.ts'
import { useKeys } from '../base/keys.ts'
import { useLook } from '../base/look.ts'
import { usePages } from '../base/pages.ts'
import { useRefresh } from '../base/refresh.ts'
import { useWords } from '../base/words.ts'
import { useBrowse } from '../kit/browse.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { createGridControl, Grid } from '../kit/grid/index.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { useColumns } from '../kit/kept-columns.ts'
import { PageHead } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { useScans } from '../kit/scan-input.tsx'
import { sound } from '../kit/scan-sound.ts'
import { toast } from '../kit/toasts.ts'
import { keyOf, useLevelColumns, useLevelSums } from './columns.tsx'
import { CountSheet } from './count-sheet.tsx'
import { type Filter, filterOf, queryOf } from './filter.ts'
import { Filters } from './filters.tsx'
import { findVariant } from './find.ts'
import { VariantDialog } from './goods-dialogs.ts'
import { GoodsWithout } from './goods-without.tsx'
import { MovementDialog } from './movement-loaded.ts'
import { StockPanel } from './panel.tsx'

const control = createGridControl()
const moving = ['stock.*', 'order.*'] as const

/** What there is, where: every level, and beside the list one sku with all that happened to it. */
export function Screen() {
  const { t } = useWords()
  const { may } = useSession()
  const [params, setParams] = useSearchParams<'/stock'>()
  const filter = useMemo(() => filterOf(params), [params])
  const levels = usePages('GET /api/stock/levels', { query: queryOf(filter) }, { size: 200 })
  const counts = useCounts(filter)
  const [dialog, setDialog] = useState<'move' | 'print' | 'variant' | null>(null)
  const refresh = () => {
    levels.refresh()
    counts.refetch()
  }
  useRefresh(moving, refresh)
  const sku = params.sku ?? null
  useScanToSku((found) => setParams({ sku: found }))
  useKeys({ esc: () => setParams({ sku: undefined }) }, { when: sku !== null })
  const mayMove = may('stock:move')
  const actions = (
    <>
      <IconButton label={t('stock.print')} onClick={() => setDialog('print')}>
        <Printer size={16} aria-hidden="true" />
      </IconButton>
      {may('catalog:write') && (
        <Button onClick={() => setDialog('variant')}>
          <Plus size={15} aria-hidden="true" />
          {t('stock.new_variant')}
        </Button>
      )}
      {mayMove && (
        <Button kind="primary" onClick={() => setDialog('move')}>
          <ArrowLeftRight size={15} aria-hidden="true" />
          {t('stock.move')}
        </Button>
      )}
    </>
  )
  return (
    <div className="relative flex h-full min-h-0 flex-col">
      <PageHead title={t('stock.title')} actions={actions}>
        <Filters filter={filter} sums={counts.data?.sums ?? null} onChange={setParams} />
      </PageHead>
      {levels.problem && <ProblemNote problem={levels.problem} />}
      <div className="flex min-h-0 grow">
        <Levels
          {...{ levels, filter }}
          open={sku !== null}
          onSort={(sort) => setParams({ sort })}
          onPick={(picked) => setParams({ sku: picked }, { replace: sku !== null })}
        />
        {sku !== null && (
          <StockPanel key={sku} sku={sku} onClose={() => setParams({ sku: undefined })} />
        )}
      </div>
      {dialog === 'move' && (
        <MovementDialog
          sku={sku ?? ''}
          location={filter.location ?? ''}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'variant' && (
        <VariantDialog
          variant={null}
          onClose={() => setDialog(null)}
          onMade={(made) => setParams({ sku: made })}
        />
      )}
      {dialog === 'print' && <CountSheet filter={filter} onDone={() => setDialog(null)} />}
    </div>
  )
}

type LevelPages = ReturnType<typeof usePages<'GET /api/stock/levels'>>

function Levels({
  levels,
  filter,
  open,
  onSort,
  onPick,
}: {
  levels: LevelPages
  filter: Filter
  open: boolean
  onSort: (sort: string) => void
  onPick: (sku: string) => void
}) {
  const { t } = useWords()
  const { density } = useLook()
  const [settings, setSettings] = useColumns('stock')
  const columns = useLevelColumns()
  const sums = useLevelSums(levels.first?.sums)
  const skuOf = (key: string) => {
    const row = levels.rows.find((one) => keyOf(one) === key)
    if (row) onPick(row.sku)
  }
  useBrowse(control, { open, show: skuOf })
  return (
    <Grid
      label={t('stock.title')}
      rows={levels.rows}
      rowKey={keyOf}
      columns={columns}
      settings={settings}
      onSettings={setSettings}
      control={control}
      list={JSON.stringify(filter)}
      density={density}
      sort={filter.sort}
      onSort={onSort}
      total={levels.first?.sums.levels}
      more={levels.more}
      onEnd={levels.loadMore}
      onPick={skuOf}
      onOpen={skuOf}
      sums={sums}
      empty={
        levels.waiting ? null : (
          <>
            <Empty title={t(filter.q ? 'stock.none_found' : 'stock.none')}>
              {t(filter.q ? 'stock.none_found_why' : 'stock.none_why')}
            </Empty>
            {filter.state === 'all' && filter.location === null && (
              <GoodsWithout q={filter.q} onPick={onPick} />
            )}
          </>
        )
      }
    />
  )
}

/** How many levels are short or out, whichever of them are looked at. */
function useCounts(filter: Filter) {
  const { state: _, ...rest } = filter
  const query = queryOf({ ...rest, state: 'all' })
  return useQuery({
    queryKey: ['stock', 'counts', query],
    queryFn: ({ signal }) =>
      api.call('GET /api/stock/levels', { query: { ...query, limit: 1 }, signal }),
    placeholderData: keepPreviousData,
  })
}

/** A scan, wherever the focus is, opens the sku. A dialog over the page has scans of its own. */
function useScanToSku(open: (sku: string) => void): void {
  const { t } = useWords()
  useScans(async (text) => {
    if (document.querySelector('[data-modal]')) return
    try {
      const found = await findVariant(text)
      sound(found !== null)
      if (found) open(found.sku)
      else
        toast({
          text: t('common.pair', { what: text, said: t('stock.scan_unknown') }),
          tone: 'bad',
        })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      sound(false)
      toast({ text: t('common.pair', { what: text, said: t('stock.scan_failed') }), tone: 'bad' })
    }
  })
}
