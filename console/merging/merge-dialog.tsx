import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { mostMerged } from '../../src/orders/values.ts'
import { useCompanions } from '../acting/index.ts'
import { type Answered, api, Problem } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { reasonOf } from '../base/reasons.ts'
import { useWords } from '../base/words.ts'
import { Check } from '../kit/checklist.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { SendFoot } from '../kit/send-foot.tsx'
import { freightOf } from './freight.ts'
import { MergeCard } from './merge-card.tsx'
import { useMerge } from './merging.ts'

export type Preview = Answered<'POST /api/orders/merge/preview'>
type Fitting = Answered<'GET /api/orders/{id}/merge'>['fitting']

/**
 * Orders side by side, before they go in one parcel: who, where, what, and what each paid for shipping. Of one order alone it
 * offers those of the same recipient.
 */
export function MergeDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const { t } = useWords()
  const form = useId()
  const [only] = ids
  const fitting = useCompanions(only ?? '', ids.length === 1)?.fitting
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const isChosen = ({ id, waits }: Fitting[number]) => turned.has(id) !== (waits === null)
  const more = (fitting ?? []).filter(isChosen).map(({ id }) => id)
  const chosen = [...ids, ...more]
  const { data: preview, error } = usePreview(chosen)
  const { merge, busy, problem } = useMerge()
  const ready = preview !== undefined && preview.problem === undefined && chosen.length > 1
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (ready && !busy && (await merge(preview.orders.map(({ order }) => order)))) onClose()
  }
  return (
    <Dialog
      title={t('order.merge_title')}
      onClose={onClose}
      wide
      foot={<SendFoot id={form} submit={t('order.do_merge')} {...{ ready, busy, onClose }} />}
    >
      <form id={form} onSubmit={send} className="grid grid-cols-1 gap-3 text-sm">
        <p className="text-muted">{t('order.merge_hint')}</p>
        {chosen.length > mostMerged && (
          <Wrong text={t('order.merge_most', { n: mostMerged, chosen: chosen.length })} />
        )}
        {ids.length === 1 && fitting && (
          <Choice
            fitting={fitting}
            isChosen={isChosen}
            onToggle={(id) => setTurned((now) => toggled(now, id))}
          />
        )}
        {problem ? <ProblemNote problem={problem} /> : <Refused preview={preview} />}
        {error instanceof Problem && <ProblemNote problem={error} />}
        {preview && chosen.length > 1 && <SideBySide preview={preview} />}
      </form>
    </Dialog>
  )
}

/** What the server would say to it now; the one before stays in sight while another is on its way. */
function usePreview(ids: readonly string[]) {
  return useQuery({
    queryKey: ['order', 'merge', ids],
    queryFn: ({ signal }) =>
      api.call('POST /api/orders/merge/preview', { body: { orders: [...ids] }, signal }),
    enabled: ids.length > 1 && ids.length <= mostMerged,
    placeholderData: keepPreviousData,
  })
}

function toggled(now: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(now)
  if (!next.delete(id)) next.add(id)
  return next
}

function Wrong({ text }: { text: string }) {
  return (
    <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
      {text}
    </p>
  )
}

function Refused({ preview }: { preview: Preview | undefined }) {
  const words = useWords()
  const problem = preview?.problem
  if (!problem) return null
  const { order } = (problem.params ?? {}) as { order?: number }
  const said = reasonOf(problem, words)
  const number = order === undefined ? '' : words.t('order.title', { number: String(order) })
  return <Wrong text={number ? words.t('common.pair', { what: number, said }) : said} />
}

/** The other orders of the recipient; chosen at first are those that nobody would have to wait for. */
function Choice({
  fitting,
  isChosen,
  onToggle,
}: {
  fitting: Fitting
  isChosen: (one: Fitting[number]) => boolean
  onToggle: (id: string) => void
}) {
  const { t, code } = useWords()
  const format = useFormat()
  if (fitting.length === 0) return <p>{t('order.merge_none')}</p>
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">{t('order.merge_which')}</legend>
      {fitting.map((one) => (
        <Check
          key={one.id}
          label={String(one.number)}
          hint={[
            format.time(one.placedAt),
            one.waits ? code('waits', one.waits) : code('status', one.status),
            t('order.pieces_n', { n: one.units }),
            format.money(one.total, one.currency),
          ].join(' · ')}
          checked={isChosen(one)}
          onChange={() => onToggle(one.id)}
        />
      ))}
    </fieldset>
  )
}

function SideBySide({ preview: { orders } }: { preview: Preview }) {
  const { t } = useWords()
  const format = useFormat()
  const freight = freightOf(orders.map(({ order }) => order))
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fit,minmax(13rem,1fr))] gap-3">
        {orders.map(({ order, differs }) => (
          <MergeCard key={order.id} order={order} differs={differs} />
        ))}
      </ul>
      {freight && (
        <p>
          {t('order.merge_freight_back', {
            sum: format.money(freight.sum, freight.currency),
            back: format.money(freight.back, freight.currency),
          })}
        </p>
      )}
    </>
  )
}
