import { permissionOf } from '../../src/orders/commands.ts'
import { type Offer, useOffers } from '../app/palette/offers.ts'
import { useSession } from '../app/session.tsx'
import { useWords, type Words } from '../base/words.ts'
import type { GridControl } from '../kit/grid/index.ts'
import { keyOf, labels, offered } from './offered.ts'
import type { Ask } from './over.tsx'
import type { Order } from './rows.ts'
import type { Open } from './use-desk.ts'

/** The desk's commands in the palette: on what is marked, else on the active order. Only one order is split at a time. */
export function useDeskOffers(
  control: GridControl,
  orders: readonly Order[],
  ask: Ask,
  open: Open,
): void {
  const { t } = useWords()
  const { may } = useSession()
  useOffers(() => {
    const { marks, active } = control.get()
    const order = orders.find(({ id }) => id === active)
    if (marks.size === 0 && !order) return []
    const split =
      marks.size === 0 && order && may(permissionOf('split')) ? [splitOf(order, t, open)] : []
    const offers = offered
      .filter((name) => may(permissionOf(name)))
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
    return [...offers, ...split]
  })
}

function splitOf({ id, number }: Order, t: Words['t'], open: Open): Offer {
  const label = t('desk.offer_order', { what: t('desk.do_split'), number: String(number) })
  return { id: 'split', label, run: () => open(id, { do: 'split' }) }
}
