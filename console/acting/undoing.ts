// Taking back what was just done to an order. Undoing is a command of its own, on the order as it is by then.
import { useQueryClient } from '@tanstack/react-query'
import { Problem } from '../base/api.ts'
import { reasonOf } from '../base/reasons.ts'
import { useWords } from '../base/words.ts'
import { toast } from '../kit/toasts.ts'

/** Does it, says so or why not, and has what is shown of the order, or of every order, read again. */
export function useUndoing(orderId?: string): (act: () => Promise<unknown>) => Promise<void> {
  const client = useQueryClient()
  const words = useWords()
  return async (act) => {
    try {
      await act()
      toast({ text: words.t('order.undone'), tone: 'good' })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      toast({ text: reasonOf(error, words), tone: 'bad' })
    }
    client.invalidateQueries({ queryKey: orderId === undefined ? ['order'] : ['order', orderId] })
  }
}
