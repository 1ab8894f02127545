// Whatever changes something on the server is sent through here: one call at a time, and its refusal stands where it was sent.
import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { newKey, Problem } from './api.ts'
import { isCertain } from './certain.ts'

export type Sending<Given> = {
  busy: boolean
  /** What is under way. */
  sent: Given | null
  /** What the server refused of the last try, or that no answer came. */
  problem: Problem | null
  /** Sends, and answers whether it was done; while something is under way, nothing is sent. */
  send: (given: Given) => Promise<boolean>
  /** Takes away what is told of the last try. */
  forget: () => void
}

type Then<Given, Answer> = {
  /** It stays busy until this has ended too. */
  done?: (answer: Answer, given: Given) => unknown
  refused?: (problem: Problem, given: Given) => void
}

/**
 * `call` gets what is sent and its Idempotency-Key. The same content keeps its key, so that pressing again after a lost answer
 * does nothing twice; another content, or the next one after an answer, gets its own. What is no refusal is thrown.
 */
export function useSending<Given = void, Answer = unknown>(
  call: (given: Given, key: string) => Promise<Answer>,
  then: Then<Given, Answer> = {},
): Sending<Given> {
  const attempt = useRef<Attempt | null>(null)
  const underWay = useRef(false)
  const latest = useRef(then)
  useEffect(() => {
    latest.current = then
  })
  const mutation = useMutation({
    mutationFn: async (given: Given) => {
      attempt.current = attemptAt(attempt.current, given)
      const answer = await call(given, attempt.current.key)
      attempt.current = null
      await latest.current.done?.(answer, given)
    },
    // A browser that believes to be offline may still reach a server on its own machine.
    networkMode: 'always',
  })
  const { mutateAsync, reset } = mutation
  const send = useCallback(
    async (given: Given) => {
      if (underWay.current) return false
      underWay.current = true
      try {
        await mutateAsync(given)
        return true
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (isCertain(error)) attempt.current = null
        latest.current.refused?.(error, given)
        return false
      } finally {
        underWay.current = false
      }
    },
    [mutateAsync],
  )
  const forget = useCallback(() => {
    if (!underWay.current) reset()
  }, [reset])
  return {
    busy: mutation.isPending,
    sent: mutation.isPending ? mutation.variables : null,
    problem: mutation.error instanceof Problem ? mutation.error : null,
    send,
    forget,
  }
}

/** What was last tried, with its key. */
export type Attempt = { content: string; key: string }

/** The try that this content belongs to: the last one, where it is the same. Functions are no part of the content. */
export function attemptAt(last: Attempt | null, given: unknown, make = newKey): Attempt {
  const content = JSON.stringify(given) ?? ''
  return last?.content === content ? last : { content, key: make() }
}
