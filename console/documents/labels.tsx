import { useMemo } from 'react'
import type { Item } from '../../src/client/index.ts'
import { usePages } from '../app/pages.ts'
import { useRefresh } from '../app/refresh.ts'
import { useWords } from '../app/words.ts'
import { Chip } from '../kit/chip.tsx'
import { Empty } from '../kit/empty.tsx'
import type { GridColumn } from '../kit/grid/index.ts'
import { Time } from '../kit/time.tsx'
import { type Filter, isOrderNumber, startOfDay, type When } from './filter.ts'
import { useOrderByNumber } from './order-number.ts'
import { PapersGrid } from './papers-grid.tsx'
import { useCarrierNames } from './places.ts'

type Package = Item<'GET /api/packages'>

/** The labels: one for each package, the newest first; found by the order's number or the tracking number. */
export function Labels({
  filter,
  open,
  onShow,
}: {
  filter: Filter
  open: boolean
  onShow: (id: string) => void
}) {
  const { t } = useWords()
  const { q, when } = filter
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
      name="labels"
      label={t('documents.labels')}
      list={JSON.stringify(given)}
      pages={pages}
      columns={useLabelColumns()}
      open={open}
      onShow={onShow}
      empty={
        <Empty title={t(q === '' ? 'documents.no_labels' : 'documents.none_found')}>
          {t(q === '' ? 'documents.no_labels_why' : 'documents.none_found_why')}
        </Empty>
      }
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

function useLabelColumns(): GridColumn<Package>[] {
  const { t, code } = useWords()
  const carrierOf = useCarrierNames()
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('documents.package'),
        width: 150,
        least: 90,
        always: true,
        pinned: true,
        cell: ({ number }) => <span className="numbers">{number}</span>,
      },
      {
        key: 'order',
        title: t('documents.order'),
        width: 110,
        least: 80,
        cell: ({ orderNumber }) => <span className="numbers">{orderNumber}</span>,
      },
      {
        key: 'carrier',
        title: t('documents.carrier'),
        width: 120,
        least: 80,
        cell: ({ carrier }) => carrier && carrierOf(carrier),
      },
      {
        key: 'tracking',
        title: t('documents.tracking'),
        width: 180,
        least: 120,
        grow: true,
        cell: ({ trackingNumber }) => <span className="font-mono">{trackingNumber}</span>,
      },
      {
        key: 'state',
        title: t('documents.state'),
        width: 120,
        least: 80,
        cell: ({ shippedAt, status }) =>
          shippedAt === null ? (
            <Chip tone="info">{t('documents.not_shipped')}</Chip>
          ) : (
            <Chip tone={status === 'delivered' ? 'good' : 'neutral'}>
              {code('tracking', status)}
            </Chip>
          ),
      },
      {
        key: 'packed',
        title: t('documents.packed'),
        width: 150,
        least: 110,
        cell: ({ packedAt }) => <Time at={packedAt} />,
      },
    ],
    [t, code, carrierOf],
  )
}
