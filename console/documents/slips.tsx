import { useMemo } from 'react'
import type { Item } from '../../src/client/index.ts'
import { usePages } from '../app/pages.ts'
import { useRefresh } from '../app/refresh.ts'
import { useWords } from '../app/words.ts'
import { Chip } from '../kit/chip.tsx'
import { Empty } from '../kit/empty.tsx'
import type { GridColumn } from '../kit/grid/index.ts'
import { Time } from '../kit/time.tsx'
import type { Filter } from './filter.ts'
import { useOrderByNumber } from './order-number.ts'
import { PapersGrid } from './papers-grid.tsx'
import { usePlaceNames } from './places.ts'

type Slip = Item<'GET /api/fulfilment-orders'>

/** The packing slips: one for each fulfilment order, the oldest first. */
export function Slips({
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
    () => ({
      query: {
        ...(when !== 'all' && { state: 'open' as const }),
        ...(order && { order }),
      },
    }),
    [when, order],
  )
  const nobody = q !== '' && order === null
  const pages = usePages('GET /api/fulfilment-orders', given, { when: q === '' || Boolean(order) })
  const rows = nobody ? none : pages.rows
  useRefresh(['fulfilment.*', 'package.*', 'order.*'], pages.refresh)
  return (
    <PapersGrid
      name="slips"
      label={t('documents.slips')}
      list={JSON.stringify(given)}
      pages={{ ...pages, rows, waiting: pages.waiting && !nobody, more: !nobody && pages.more }}
      columns={useSlipColumns()}
      open={open}
      onShow={onShow}
      empty={
        <Empty title={t(q === '' ? 'documents.no_slips' : 'documents.none_found')}>
          {t(q === '' ? 'documents.no_slips_why' : 'documents.none_found_why')}
        </Empty>
      }
    />
  )
}

const none: Slip[] = []

function useSlipColumns(): GridColumn<Slip>[] {
  const { t, code } = useWords()
  const placeOf = usePlaceNames()
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('documents.slip'),
        width: 140,
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
        key: 'location',
        title: t('documents.location'),
        width: 180,
        least: 90,
        grow: true,
        cell: ({ location }) => placeOf(location),
      },
      {
        key: 'state',
        title: t('documents.state'),
        width: 120,
        least: 80,
        cell: ({ state }) => (
          <Chip tone={state === 'shipped' ? 'good' : 'info'}>
            {code('fulfilment_order', state)}
          </Chip>
        ),
      },
      {
        key: 'units',
        title: t('documents.units'),
        width: 80,
        least: 70,
        align: 'end',
        cell: ({ units }) => <span className="numbers">{units}</span>,
      },
      {
        key: 'released',
        title: t('documents.released'),
        width: 150,
        least: 110,
        cell: ({ releasedAt }) => <Time at={releasedAt} />,
      },
    ],
    [t, code, placeOf],
  )
}
