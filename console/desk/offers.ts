import { type Offer, useOffers } from '../app/palette/offers.ts'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import type { GridControl } from '../kit/grid/index.ts'
import { keyOf, labels, offered, permissionOf } from './offered.ts'
import type { Ask } from './over.tsx'
import type { Order } from './rows.ts'

/** The desk's commands in the palette: on what is marked, else on the active order. */
export function useDeskOffers(control: GridControl, orders: readonly Order[], ask: Ask): void {
  const { t } = useWords()
  const { may } = useSession()
  useOffers(() => {
    const { marks, active } = control.get()
    const order = orders.find(({ id }) => id === active)
    if (marks.size === 0 && !order) return []
    return offered
      .filter((name) => may(permissionOf[name]))
      .map((name): Offer => {
        const what = t(labels[name])
        const key = keyOf[name]
        return {
          id: name,
          label:
            marks.size > 0
              ? t('desk.offer_marked', { what, n: marks.size })
              : t('desk.offer_order', { what, number: String(order?.number) }),
          ...(key && { keys: key }),
          run: () => ask(name),
        }
      })
  })
}
