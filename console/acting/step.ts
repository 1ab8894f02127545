// The steps after an order was confirmed, as they are done from its page: with fulfilment orders, packages and returns.
import type { Given, RouteName } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { toast } from '../kit/toasts.ts'
import type { Order, Package, Work } from './data.ts'
import { callChosen, type OrderSending } from './sending.ts'

export type FloorStep = 'pick' | 'pack' | 'dispatch' | 'track' | 'match' | 'settle'
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

/** What the dialog of a step with a fulfilment order gets. */
export type WorkFormProps = {
  order: Order
  work: Work
  packages: readonly Package[]
  sending: Floor['sending']
  onClose: () => void
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

/** The button that opened a dialog may be gone when it closes: then what it was about takes the focus. */
export function goHome(id: string, frames = 4): void {
  requestAnimationFrame(() => {
    if (frames > 0) goHome(id, frames - 1)
    else if (document.activeElement === document.body)
      document.querySelector<HTMLElement>(`[data-home="${id}"]`)?.focus()
  })
}
