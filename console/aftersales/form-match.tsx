import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Floor, type Order, PieceRows, Sheet, useReturn, useStep } from '../acting/index.ts'
import { type Answered, api } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Combobox } from '../kit/combobox.tsx'
import { Select } from '../kit/select.tsx'
import { fitting, type How, matchedLines, pairsOf } from './match-draft.ts'

type Counts = ReadonlyMap<number, number>
/** More are found by typing on. */
const shown = 20

/** Goods that came back without an order were of this one: which return, and which of its pieces. */
export function MatchForm({
  order,
  id,
  sending,
  onClose,
}: {
  order: Order
  /** The return; null where it is still to be chosen. */
  id: string | null
  sending: Floor['sending']
  onClose: () => void
}) {
  const { t } = useWords()
  const step = useStep(sending)
  const first = useFirst(order, id === null)
  const [wanted, setWanted] = useState<Found | null | undefined>(undefined)
  const one = wanted === undefined ? (first?.[0] ?? null) : wanted
  const chosen = id ?? one?.id ?? null
  const found = useReturn(order.id, chosen)
  const [how, setHow] = useState<How>('return')
  const [typed, setTyped] = useState<{ of: string; counts: Counts } | null>(null)
  const pairs = useMemo(() => (found ? pairsOf(found, order, how) : []), [found, order, how])
  const of = `${chosen} ${how}`
  const suggested = found ? fitting(pairs, found, order, how) : new Map<number, number>()
  const counts: Counts = typed?.of === of ? typed.counts : suggested
  const send = async () =>
    found !== undefined &&
    step('match', 'POST /api/returns/{id}/match', {
      ...{ params: { id: found.id }, ifMatch: found.version },
      body: { order: order.id, how, lines: matchedLines(pairs, counts) },
    })
  return (
    <Sheet
      title={t('order.do_match')}
      about={found?.number}
      action={t('order.do_match')}
      order={order}
      acting={sending}
      send={send}
      onClose={onClose}
      ready={found !== undefined && counts.size > 0}
      wide
    >
      {id === null && <Which order={order} first={first} chosen={one} onChoose={setWanted} />}
      {chosen !== null && (
        <Select
          label={t('order.match_how')}
          value={how}
          onChange={setHow}
          options={(['return', 'cancel'] as const).map((value) => ({
            value,
            label: t(`order.match_how_${value}`),
          }))}
        />
      )}
      {found && pairs.length === 0 && <p className="text-sm text-warn">{t('order.match_none')}</p>}
      {pairs.length > 0 && (
        <PieceRows
          lines={pairs}
          chosen={counts}
          onChange={(next) => setTyped({ of, counts: next })}
        />
      )}
    </Sheet>
  )
}

type Found = Answered<'GET /api/returns'>['items'][number]

/** A return, found by typing a part of what its document says of it. */
function Which({
  order,
  first,
  chosen,
  onChoose,
}: {
  order: Order
  first: readonly Found[] | undefined
  chosen: Found | null
  onChoose: (one: Found | null) => void
}) {
  const { t, code } = useWords()
  const format = useFormat()
  if (!first) return null
  if (first.length === 0) return <p className="text-sm text-muted">{t('order.match_no_returns')}</p>
  const textOf = ({ number, customer, reference, reason, credit, currency }: Found) =>
    [number, customer, reference, code('return', reason), format.money(credit, currency)]
      .filter(Boolean)
      .join(' · ')
  return (
    <Combobox<Found>
      label={t('order.match_which')}
      hint={t('order.match_which_hint')}
      value={chosen}
      onChange={onChoose}
      load={(q, signal) => (q.trim() === '' ? first : unmatched(order, q.trim(), signal))}
      keyOf={({ id }) => id}
      textOf={textOf}
      autoFocus
    />
  )
}

async function unmatched(
  { currency }: Order,
  q: string | undefined,
  signal: AbortSignal,
): Promise<Found[]> {
  const query = { matched: 'false', currency, limit: shown, ...(q && { q }) } as const
  return (await api.call('GET /api/returns', { query, signal })).items
}

/** Those of the same customer, and then the newest, that can be of this order. */
function useFirst(order: Order, when: boolean): Found[] | undefined {
  const { data } = useQuery({
    queryKey: ['order', order.id, 'unmatched'],
    queryFn: async ({ signal }) => {
      const [theirs, newest] = await Promise.all([
        unmatched(order, order.customer.name.slice(0, 200), signal),
        unmatched(order, undefined, signal),
      ])
      const known = new Set(theirs.map(({ id }) => id))
      return [...theirs, ...newest.filter(({ id }) => !known.has(id))]
    },
    enabled: when,
  })
  return data
}
