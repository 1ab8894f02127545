import { type Floor, goHome, useUndoing } from '../acting/index.ts'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { toast } from '../kit/toasts.ts'
import { leftOf } from './floor.ts'

/** Calls back what nobody has picked of a fulfilment order; for ten seconds it can be released again. */
export function useRecall(orderId: string, { send }: Floor['sending']): Floor['recall'] {
  const { t } = useWords()
  const undoing = useUndoing(orderId)
  return async (work) => {
    const { id, version, location } = work
    const lines = work.lines
      .map((line) => ({ line: line.line, quantity: leftOf.pick(line), location }))
      .filter(({ quantity }) => quantity > 0)
    const again = () =>
      undoing(() =>
        api.call('POST /api/orders/{id}/release', {
          ...{ params: { id: orderId }, body: { lines } },
        }),
      )
    const given = { params: { id }, ifMatch: version }
    const done = await send('recall', given, (key) =>
      api.call('POST /api/fulfilment-orders/{id}/recall', { ...given, key }),
    )
    goHome(id)
    const undo = { label: t('common.undo'), run: again }
    if (done) toast({ text: t('order.done_recall'), tone: 'good', undo })
  }
}
