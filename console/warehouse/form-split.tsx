import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import {
  type FormProps,
  type Free,
  type Order,
  PieceRows,
  Sheet,
  useNames,
  useOrderSending,
  useUndoing,
} from '../acting/index.ts'
import { type Answered, api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Select } from '../kit/select.tsx'
import { toast } from '../kit/toasts.ts'

const route = 'POST /api/orders/{id}/release'
type Made = Answered<typeof route>['fulfilmentOrders']
type Allocation = Answered<'GET /api/orders/{id}/allocations'>['items'][number]

/**
 * Sends a part of the order now, as a fulfilment order of its own: so many pieces of each line, from one location. The rest
 * stays allocated. For ten seconds it can be called back.
 */
export function SplitForm({ order, onClose }: FormProps) {
  const { t } = useWords()
  const { known, locations, location, setLocation, lines, rest } = useWhatCanGo(order)
  const names = useNames()
  const [chosen, setChosen] = useState<ReadonlyMap<number, number>>(new Map())
  const sending = useOrderSending<'split'>(order.id)
  const callBack = useCallBack(order.id)
  const now = [...chosen.values()].reduce((sum, count) => sum + count, 0)
  const send = async () => {
    const body = {
      lines: [...chosen].map(([line, quantity]) => ({ line, quantity, location })),
    }
    const given = { params: { id: order.id }, ifMatch: order.version, body }
    let made: Made = []
    const done = await sending.send('split', given, async (key) => {
      made = (await api.call(route, { ...given, key })).fulfilmentOrders
    })
    const undo = { label: t('common.undo'), run: () => callBack(made) }
    if (done) toast({ text: t('order.done_split'), tone: 'good', undo })
    return done
  }
  const elsewhere = (wanted: string) => {
    setLocation(wanted)
    setChosen(new Map())
  }
  // A dialog that opens with its fields can give the first one the focus.
  if (!known) return null
  return (
    <Sheet
      title={t('order.do_split')}
      action={t('order.do_release')}
      order={order}
      acting={sending}
      send={send}
      onClose={onClose}
      ready={now > 0}
      wide
    >
      <p className="text-sm text-muted">{t('order.split_hint')}</p>
      {locations.length > 1 && (
        <Select
          label={t('order.split_from')}
          value={location}
          onChange={elsewhere}
          options={locations.map((value) => ({ value, label: names.location(value) }))}
        />
      )}
      <PieceRows lines={lines} chosen={chosen} onChange={setChosen} />
      <p className="text-sm">{t('order.split_rest', { now, rest: rest - now })}</p>
    </Sheet>
  )
}

/** What is allocated and not with the warehouse, by the location where it stands; `rest` is all of it. */
function useWhatCanGo({ id, version, lines }: Order) {
  const { data } = useQuery({
    queryKey: ['order', id, 'allocations', version],
    queryFn: ({ signal }) =>
      api.call('GET /api/orders/{id}/allocations', { params: { id }, signal }),
    staleTime: 0,
  })
  const [wanted, setLocation] = useState<string | null>(null)
  const open = useMemo(() => (data?.items ?? []).filter((one) => freeOf(one) > 0), [data])
  const locations = [...new Set(open.map(({ location }) => location))].sort()
  const location = wanted ?? locations[0] ?? ''
  const there = useMemo(() => {
    const named = new Map(lines.map(({ line, name }) => [line, name]))
    return open
      .filter((one) => one.location === location)
      .map((one): Free => {
        const { line, sku } = one
        return { line, sku, name: named.get(line) ?? {}, free: freeOf(one) }
      })
  }, [open, lines, location])
  const rest = open.reduce((sum, one) => sum + freeOf(one), 0)
  return { known: data !== undefined, locations, location, setLocation, lines: there, rest }
}

function freeOf({ quantity, released }: Allocation): number {
  return quantity - released
}

function useCallBack(orderId: string) {
  const undoing = useUndoing(orderId)
  return (made: Made) =>
    undoing(async () => {
      for (const { id } of made)
        await api.call('POST /api/fulfilment-orders/{id}/recall', { params: { id } })
    })
}
