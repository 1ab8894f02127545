import { type ReactNode, useMemo } from 'react'
import type { Item } from '../../src/outside/client/index.ts'
import { usePlaceNames } from '../app/place-names.ts'
import { useFormat } from '../base/format.ts'
import { type Key, useWords } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import type { GridColumn } from '../kit/grid/index.ts'
import { Time } from '../kit/time.tsx'
import { useCarrierNames } from './carrier-names.ts'

export type Slip = Item<'GET /api/fulfilment-orders'>
export type Label = Item<'GET /api/packages'>

/** The columns of the packing slips. */
export function useSlipColumns(): GridColumn<Slip>[] {
  const { t, code } = useWords()
  const format = useFormat()
  const placeOf = usePlaceNames()
  return useMemo(
    () =>
      columnsOf<Slip>(t, [
        ['number', 'documents.slip', 110, number, first],
        ['order', 'documents.order', 90, orderNumber],
        ['state', 'documents.state', 110, ({ state }) => slipState(state, code)],
        ['location', 'documents.location', 180, ({ location }) => placeOf(location), grows],
        [
          'units',
          'documents.units',
          80,
          ({ units }) => counted(format.number(units)),
          { align: 'end' },
        ],
        ['released', 'documents.released', 150, ({ releasedAt }) => <Time at={releasedAt} />],
      ]),
    [t, code, format, placeOf],
  )
}

/** The columns of the labels. */
export function useLabelColumns(): GridColumn<Label>[] {
  const { t, code } = useWords()
  const carrierOf = useCarrierNames()
  return useMemo(
    () =>
      columnsOf<Label>(t, [
        ['number', 'documents.package', 110, number, first],
        ['order', 'documents.order', 90, orderNumber],
        ['state', 'documents.state', 110, (one) => labelState(one, t, code)],
        ['carrier', 'documents.carrier', 120, ({ carrier }) => carrier && carrierOf(carrier)],
        ['tracking', 'documents.tracking', 180, trackingNumber, grows],
        ['packed', 'documents.packed', 150, ({ packedAt }) => <Time at={packedAt} />],
      ]),
    [t, code, carrierOf],
  )
}

type Words = ReturnType<typeof useWords>
/** Key, title, width in pixels, cell, and what else a column is. */
type Column<T> = [
  key: string,
  title: Key,
  width: number,
  cell: (row: T) => ReactNode,
  more?: Partial<GridColumn<T>>,
]

const first = { always: true, pinned: true } as const
const grows = { grow: true } as const
/** So narrow a column may become: its heading can still be read. */
const least = 80

function columnsOf<T>(t: Words['t'], columns: readonly Column<T>[]): GridColumn<T>[] {
  return columns.map(([key, title, width, cell, more]) => ({
    ...{ key, title: t(title), width, least, cell },
    ...more,
  }))
}

function counted(text: string | number): ReactNode {
  return <span className="numbers">{text}</span>
}

function number(row: Slip | Label): ReactNode {
  return counted(row.number)
}

function orderNumber(row: Slip | Label): ReactNode {
  return counted(row.orderNumber)
}

function trackingNumber(row: Label): ReactNode {
  return <span className="font-mono">{row.trackingNumber}</span>
}

function slipState(state: Slip['state'], code: Words['code']): ReactNode {
  return <Chip tone={state === 'shipped' ? 'good' : 'info'}>{code('fulfilment_order', state)}</Chip>
}

/** A package of which no carrier said anything has left, and that is all that is known. */
function labelState({ shippedAt, status }: Label, t: Words['t'], code: Words['code']): ReactNode {
  if (shippedAt === null) return <Chip tone="info">{t('documents.not_shipped')}</Chip>
  if (status === 'unknown') return <Chip>{code('fulfilment', 'shipped')}</Chip>
  return <Chip tone={status === 'delivered' ? 'good' : 'neutral'}>{code('tracking', status)}</Chip>
}
