// Commands on one order, as they are sent: each with the version that was seen.
import { useCallback } from 'react'
import type { Given } from '../base/api.ts'
import type { Option, Order } from './data.ts'
import { callChosen, type OrderSending, useOrderSending } from './sending.ts'

export type CommandName = Option['command']

const routes = {
  confirm: 'POST /api/orders/{id}/confirm',
  hold: 'POST /api/orders/{id}/hold',
  lift: 'POST /api/orders/{id}/lift',
  change: 'POST /api/orders/{id}/change',
  carrier: 'POST /api/orders/{id}/change',
  cancel: 'POST /api/orders/{id}/cancel',
  allocate: 'POST /api/orders/{id}/allocate',
  release: 'POST /api/orders/{id}/release',
  split: 'POST /api/orders/{id}/release',
  merge: 'POST /api/orders/merge',
  unmerge: 'POST /api/orders/{id}/unmerge',
  ship: 'POST /api/orders/{id}/ship',
  deliver: 'POST /api/orders/{id}/deliver',
  return: 'POST /api/orders/{id}/return',
  pay: 'POST /api/orders/{id}/payments',
  refund: 'POST /api/orders/{id}/refunds',
} as const satisfies Record<CommandName, string>

/** What a command is told beside the order and its version. */
export type BodyOf<Name extends CommandName> = Given<(typeof routes)[Name]>['body']

export type Acting = Omit<OrderSending<CommandName>, 'send'> & {
  /** Sends a command on the version that was seen; answers whether it was done. A refusal stands in `problem`. */
  run: <Name extends CommandName>(
    name: Name,
    order: Pick<Order, 'id' | 'version'>,
    body?: BodyOf<Name>,
  ) => Promise<boolean>
}

export function useActing(orderId: string): Acting {
  const { send, ...rest } = useOrderSending<CommandName>(orderId)
  const run: Acting['run'] = useCallback(
    (name, { id, version }, body) => {
      const given = { params: { id }, ifMatch: version, ...(body && { body }) }
      return send(name, given, (key) => callChosen(routes[name], { ...given, key }))
    },
    [send],
  )
  return { ...rest, run }
}
