// Commands on one order, as they are sent: each with the version that was seen. Nothing is shown before the server said so.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { api, Problem } from '../app/api.ts'
import type { Option, Order } from './data.ts'

export type CommandName = Option['command']

const routes = {
  confirm: 'POST /api/orders/{id}/confirm',
  hold: 'POST /api/orders/{id}/hold',
  release: 'POST /api/orders/{id}/release',
  change: 'POST /api/orders/{id}/change',
  cancel: 'POST /api/orders/{id}/cancel',
  allocate: 'POST /api/orders/{id}/allocate',
  'release-to-warehouse': 'POST /api/orders/{id}/release-to-warehouse',
  ship: 'POST /api/orders/{id}/ship',
  deliver: 'POST /api/orders/{id}/deliver',
  return: 'POST /api/orders/{id}/return',
  pay: 'POST /api/orders/{id}/payments',
  refund: 'POST /api/orders/{id}/refunds',
} as const satisfies Record<CommandName, string>

export type Acting = {
  /** The command that is under way. */
  busy: CommandName | null
  problem: Problem | null
  /** Sends a command on the version that was seen; answers whether it was done. A refusal stands in `problem`. */
  run: (name: CommandName, order: Pick<Order, 'id' | 'version'>, body?: object) => Promise<boolean>
  forget: () => void
}

/** Ends only when what the order is now has been read again: until then its buttons wait. */
export function useActing(): Acting {
  const client = useQueryClient()
  const [busy, setBusy] = useState<CommandName | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const run: Acting['run'] = useCallback(
    async (name, { id, version }, body) => {
      setBusy(name)
      setProblem(null)
      try {
        const given = { params: { id }, ifMatch: version, ...(body && { body }) }
        await api.call(routes[name] as never, given as never)
        await client.invalidateQueries({ queryKey: ['order', id] })
        return true
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        setProblem(error)
        return false
      } finally {
        setBusy(null)
      }
    },
    [client],
  )
  return { busy, problem, run, forget: useCallback(() => setProblem(null), []) }
}
