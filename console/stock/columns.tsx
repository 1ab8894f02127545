import { useMemo } from 'react'
import type { Answered } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import type { GridColumn } from '../kit/grid/index.ts'
import { nameIn, usePlaces } from './names.ts'

type Answer = Answered<'GET /api/stock/levels'>
export type Level = Answer['items'][number]

export function keyOf({ sku, location }: Level): string {
  return `${encodeURIComponent(location)}@${encodeURIComponent(sku)}`
}

/** Nothing free at all, or nothing that may be promised; null where there is enough. */
export function stateOf(level: Omit<Level, 'name'>): 'out' | 'short' | null {
  const free = level.onHand - level.allocated - level.reserved
  if (free <= 0) return 'out'
  return free <= level.safety ? 'short' : null
}

type Numbers = 'onHand' | 'allocated' | 'reserved' | 'safety' | 'available'
const numbers: readonly Numbers[] = ['available', 'onHand', 'allocated', 'reserved', 'safety']

export function useLevelColumns(): GridColumn<Level>[] {
  const { t, lang } = useWords()
  const format = useFormat()
  const { nameOf } = usePlaces()
  return useMemo(() => {
    const amounts = numbers.map(
      (key): GridColumn<Level> => ({
        key,
        title: t(`stock.${key}`),
        width: 96,
        least: key === 'available' ? 74 : 84,
        // On a phone too: how much there is, and where, is what one comes for.
        inSight: key === 'available',
        align: 'end',
        cell: (row) => (
          <Amount value={row[key]} strong={key === 'available'} format={format.number} />
        ),
        ...(key === 'available' && {
          sorts: [{ name: 'available', order: 'ascending', label: t('stock.sort_available') }],
        }),
      }),
    )
    return [
      {
        key: 'sku',
        title: t('stock.sku'),
        width: 130,
        least: 72,
        always: true,
        pinned: true,
        sorts: [{ name: 'sku', order: 'ascending', label: t('stock.sort_sku') }],
        cell: ({ sku }) => <span className="font-mono">{sku}</span>,
      },
      {
        key: 'name',
        title: t('stock.name'),
        width: 260,
        least: 80,
        grow: true,
        cell: ({ name }) => nameIn(name, lang),
      },
      {
        key: 'location',
        title: t('stock.location'),
        width: 160,
        least: 74,
        cell: ({ location }) => nameOf(location),
      },
      ...amounts.slice(0, 1),
      {
        key: 'state',
        title: t('stock.state'),
        width: 90,
        least: 80,
        cell: (row) => <StateChip level={row} />,
      },
      ...amounts.slice(1),
    ]
  }, [t, lang, format, nameOf])
}

function Amount({
  value,
  strong,
  format,
}: {
  value: number
  strong: boolean
  format: (value: number) => string
}) {
  const look = value === 0 ? 'text-faint' : strong ? 'font-semibold' : ''
  return <span className={`numbers ${look}`}>{format(value)}</span>
}

export function StateChip({ level }: { level: Omit<Level, 'name'> }) {
  const { t } = useWords()
  const state = stateOf(level)
  if (state === null) return null
  return <Chip tone={state === 'out' ? 'bad' : 'warn'}>{t(`stock.state_${state}`)}</Chip>
}

/** The row of sums: over everything that was asked for, not over what is loaded. */
export function useLevelSums(sums: Answer['sums'] | undefined) {
  const { t } = useWords()
  const format = useFormat()
  return useMemo(() => {
    if (!sums) return undefined
    const cells = numbers.map((key) => [
      key,
      <span key={key} className="numbers">
        {format.number(sums[key])}
      </span>,
    ])
    return { sku: t('stock.sum', { n: sums.levels }), ...Object.fromEntries(cells) }
  }, [sums, t, format])
}
