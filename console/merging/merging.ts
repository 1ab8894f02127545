// Merging orders and taking them out again, each the undo of the other.

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { type Acting, type Order, useUndoing } from '../acting/index.ts'
import { api, Problem } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { toast } from '../kit/toasts.ts'

type Member = Pick<Order, 'id' | 'merge'>

/**
 * Lets orders go in one parcel; answers whether it was done. For ten seconds it can be taken back, but where it made one merge of
 * two: nothing parts them as they were.
 */
export function useMerge() {
  const { t } = useWords()
  const client = useQueryClient()
  const undoing = useUndoing()
  const { send, busy, problem } = useSending(
    (body: { orders: string[] }, key) => api.call('POST /api/orders/merge', { body, key }),
    { done: () => client.invalidateQueries({ queryKey: ['order'] }) },
  )
  const merge = async (orders: readonly Member[]): Promise<boolean> => {
    if (!(await send({ orders: orders.map(({ id }) => id) }))) return false
    const undo = { label: t('common.undo'), run: () => undoing(() => takeOut(orders)) }
    const before = new Set(orders.flatMap((one) => one.merge ?? []))
    const text = t('order.merged_n', { n: orders.length })
    toast({ text, tone: 'good', ...(before.size < 2 && { undo }) })
    return true
  }
  return { merge, busy, problem }
}

/** Takes out those that were not in the merge before. Of two the second has left with the first. */
async function takeOut(orders: readonly Member[]): Promise<void> {
  for (const { id } of orders.filter(({ merge }) => merge === null))
    await api.call('POST /api/orders/{id}/unmerge', { params: { id } }).catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === 'not_merged')) throw error
    })
}

/** Takes an order out of its merge; for ten seconds it can be put back. */
export function useUnmerge(orderId: string) {
  const { t } = useWords()
  const undoing = useUndoing(orderId)
  const latest = useRef({ t, undoing })
  latest.current = { t, undoing }
  return useCallback(async (order: Order, acting: Acting) => {
    const { id, together = [] } = order
    if (!(await acting.run('unmerge', order))) return
    const body = { orders: [id, ...together.map((one) => one.id)] }
    const again = () => latest.current.undoing(() => api.call('POST /api/orders/merge', { body }))
    const { t: say } = latest.current
    const undo = { label: say('common.undo'), run: again }
    toast({ text: say('order.done_unmerge'), tone: 'good', undo })
  }, [])
}
