// One call at a time that changes an order or what belongs to it. Nothing is shown before the server said so.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { Problem } from '../base/api.ts'
import { useAttempt } from '../base/attempt.ts'

export type Sending<Name extends string = string> = {
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
export function useSending<Name extends string = string>(orderId: string): Sending<Name> {
  const client = useQueryClient()
  const { keyFor, done } = useLasting(useAttempt())
  const [busy, setBusy] = useState<Name | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const send: Sending<Name>['send'] = useCallback(
    async (name, content, call) => {
      setBusy(name)
      setProblem(null)
      try {
        await call(keyFor([name, content]))
        done()
        await client.invalidateQueries({ queryKey: ['order', orderId] })
        return true
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        // What was refused was answered: the next press is another try.
        if (error.status >= 400 && error.status < 500) done()
        setProblem(error)
        return false
      } finally {
        setBusy(null)
      }
    },
    [client, orderId, keyFor, done],
  )
  return { busy, problem, send, forget: useCallback(() => setProblem(null), []) }
}

/** The same functions for as long as the page lives. */
function useLasting(attempt: ReturnType<typeof useAttempt>): ReturnType<typeof useAttempt> {
  return useState(attempt)[0]
}
