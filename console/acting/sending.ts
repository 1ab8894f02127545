// One call at a time that changes an order or what belongs to it. Nothing is shown before the server said so.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, type Problem, type RouteName } from '../base/api.ts'
import { useSending } from '../base/sending.ts'

export type OrderSending<Name extends string = string> = {
  /** What is under way. */
  busy: Name | null
  problem: Problem | null
  /**
   * Sends; `content` is everything that is sent, so that pressing again after a lost answer does nothing twice. Answers
   * whether it was done; a refusal stands in `problem`.
   */
  send: (name: Name, content: unknown, call: (key: string) => Promise<unknown>) => Promise<boolean>
  forget: () => void
}

/** Ends only when what the order is now has been read again: until then its buttons wait. */
export function useOrderSending<Name extends string = string>(orderId: string): OrderSending<Name> {
  const client = useQueryClient()
  type Given = { name: Name; content: unknown; call: (key: string) => Promise<unknown> }
  const { send, sent, problem, forget } = useSending(({ call }: Given, key: string) => call(key), {
    done: () => client.invalidateQueries({ queryKey: ['order', orderId] }),
  })
  return {
    busy: sent?.name ?? null,
    send: useCallback((name, content, call) => send({ name, content, call }), [send]),
    ...{ problem, forget },
  }
}

/** Asks a route whose name is chosen while the page runs; whoever chooses it says what it takes. */
export const callChosen = api.call as (name: RouteName, given: object) => Promise<unknown>
