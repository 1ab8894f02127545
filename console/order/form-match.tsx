import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api } from '../app/api.ts'
import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { Select } from '../kit/select.tsx'
import { type Order, useReturn } from './data.ts'
import { fitting, type How, matchedLines, pairsOf } from './match-draft.ts'
import { PieceRows } from './piece-rows.tsx'
import { Sheet } from './sheet.tsx'
import { type Floor, useStep } from './use-floor.ts'

type Counts = ReadonlyMap<number, number>
const most = 200

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
  const open = useUnmatched(order, id === null)
  const [wanted, setWanted] = useState<string | null>(null)
  const chosen = id ?? wanted ?? open?.[0]?.id ?? null
  const found = useReturn(order.id, chosen)
  const [how, setHow] = useState<How>('return')
  const [typed, setTyped] = useState<{ of: string; counts: Counts } | null>(null)
  const pairs = useMemo(() => (found ? pairsOf(found, order, how) : []), [found, order, how])
  const of = `${chosen} ${how}`
  const suggested = found ? fitting(pairs, found, order, how) : new Map<number, number>()
  const counts: Counts = typed?.of === of ? typed.counts : suggested
  const send = () =>
    step('match', 'POST /api/returns/{id}/match', {
      ...{ params: { id: chosen }, ifMatch: found?.version },
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
      {id === null && <Which open={open} chosen={chosen} onChoose={setWanted} />}
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

function Which({
  open,
  chosen,
  onChoose,
}: {
  open: ReturnType<typeof useUnmatched>
  chosen: string | null
  onChoose: (id: string) => void
}) {
  const { t, code } = useWords()
  const format = useFormat()
  if (!open) return null
  if (open.length === 0) return <p className="text-sm text-muted">{t('order.match_no_returns')}</p>
  return (
    <Select
      label={t('order.match_which')}
      hint={t('order.match_which_hint')}
      value={chosen ?? ''}
      onChange={onChoose}
      autoFocus
      options={open.map(({ id, number, customer, reference, reason, credit, currency }) => ({
        value: id,
        label: [
          ...[number, customer, reference, code('return', reason)],
          format.money(credit, currency),
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
    />
  )
}

/** The newest returns whose order is to be found and that can be of this one; those of the same customer first. */
function useUnmatched({ id, currency, customer }: Order, when: boolean) {
  const { data } = useQuery({
    queryKey: ['order', id, 'unmatched'],
    queryFn: ({ signal }) =>
      api.call('GET /api/returns', { query: { matched: 'false', limit: most }, signal }),
    enabled: when,
  })
  return useMemo(() => {
    const mine = data?.items.filter((one) => one.currency === currency)
    const theirs = (one: { customer: string | null }) => (one.customer === customer.name ? 0 : 1)
    return mine?.sort((one, other) => theirs(one) - theirs(other))
  }, [data, currency, customer])
}
