import { useState } from 'react'
import { type Answered, api, Problem } from '../base/api.ts'
import { type Gap, gapsIn, type OrderBody, orderBody } from './body.ts'
import { isCertain } from './certain.ts'
import { type Attempt, newKey } from './draft.ts'
import type { Drafting } from './use-draft.ts'

export type Placed = Answered<'POST /api/orders'>
export type Placing = {
  state: 'typing' | 'asking'
  placed: Placed | null
  /** What the server refused, or that no answer came. */
  problem: Problem | null
  /** Answers what is missing or was refused, by pointer. */
  place: () => Promise<readonly Gap[]>
  another: () => void
}

/**
 * Places the draft. Before it is sent, what is sent and its key are written down: should the answer not come, this very try
 * is repeated, after a reload too, and the order is there once. Only an answer that refuses for certain ends the try.
 */
export function usePlacing(drafting: Drafting, promisedFor: string | undefined): Placing {
  const { draft, change, keepNow, restart } = drafting
  const [state, setState] = useState<Placing['state']>('typing')
  const [placed, setPlaced] = useState<Placed | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  const send = async (attempt: Attempt): Promise<readonly Gap[]> => {
    setState('asking')
    setProblem(null)
    try {
      const body = attempt.body as OrderBody
      setPlaced(await api.call('POST /api/orders', { body, key: attempt.key }))
      restart()
      return []
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
      if (!isCertain(error)) return []
      change((now) => ({ ...now, key: newKey(), attempt: null }))
      return error.errors
    } finally {
      setState('typing')
    }
  }

  const place = async () => {
    if (state === 'asking' || placed) return []
    if (draft.attempt) return await send(draft.attempt)
    const missing = gapsIn(draft)
    setProblem(null)
    if (missing.length > 0) return missing
    const attempt = { key: draft.key, body: orderBody(draft, promisedFor) }
    const tried = { ...draft, attempt }
    keepNow(tried)
    change((now) => ({ ...now, attempt }))
    return await send(attempt)
  }

  const another = () => {
    setPlaced(null)
    setProblem(null)
  }
  return { state, placed, problem, place, another }
}
