// The work of the warehouse on the order that is open: what may be done, and which dialog stands open.
import { useCallback, useState } from 'react'
import { useSession } from '../app/session.tsx'
import { api, callChosen, type Given, type RouteName } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { toast } from '../kit/toasts.ts'
import type { Work } from './data.ts'
import { leftOf, type Step } from './floor.ts'
import { type OrderSending, useOrderSending } from './sending.ts'
import { useUndoing } from './undoing.ts'

export type FloorStep = Step | 'track' | 'match' | 'settle'
/** A step, and the id of the fulfilment order, package or return that it is about; a match may still have to choose one. */
export type Asked = { step: FloorStep; id: string | null }
export type Floor = {
  asking: Asked | null
  ask: (step: FloorStep, id: string | null) => void
  stop: () => void
  may: (step: FloorStep | 'recall') => boolean
  /** Calls back what nobody has picked of it, at once; for ten seconds it can be released again. */
  recall: (work: Work) => Promise<void>
  sending: OrderSending<FloorStep | 'recall'>
}

const permissions: Record<FloorStep | 'recall', string> = {
  recall: 'orders:release',
  pick: 'warehouse:work',
  pack: 'warehouse:work',
  dispatch: 'orders:ship',
  track: 'shipping:track',
  match: 'orders:return',
  settle: 'orders:return',
}

export function useFloor(orderId: string): Floor {
  const { may } = useSession()
  const sending = useOrderSending<FloorStep | 'recall'>(orderId)
  const [asking, setAsking] = useState<Asked | null>(null)
  const stop = useCallback(() => {
    if (asking?.id) goHome(asking.id)
    setAsking(null)
  }, [asking])
  return {
    asking,
    ask: useCallback((step, id) => setAsking({ step, id }), []),
    stop,
    may: (step) => may(permissions[step]),
    recall: useRecall(orderId, sending),
    sending,
  }
}

/** The button that opened a dialog may be gone when it closes: then what it was about takes the focus. */
function goHome(id: string, frames = 4): void {
  requestAnimationFrame(() => {
    if (frames > 0) goHome(id, frames - 1)
    else if (document.activeElement === document.body)
      document.querySelector<HTMLElement>(`[data-home="${id}"]`)?.focus()
  })
}

function useRecall(orderId: string, { send }: Floor['sending']): Floor['recall'] {
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

/** Sends a step by its route and says that it was done. */
export function useStep(sending: Floor['sending']) {
  const { t } = useWords()
  return async <Name extends RouteName>(
    step: FloorStep,
    route: Name,
    given: Given<Name>,
  ): Promise<boolean> => {
    const call = (key: string) => callChosen(route, { ...given, key })
    const done = await sending.send(step, given, call)
    if (done) toast({ text: t(`order.done_${step}`), tone: 'good' })
    return done
  }
}
