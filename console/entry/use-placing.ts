import { useRef, useState } from 'react'
import { type Answered, api, type Problem } from '../base/api.ts'
import { isCertain } from '../base/certain.ts'
import { useSending } from '../base/sending.ts'
import { type Gap, gapsIn, type OrderBody, orderBody } from './body.ts'
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
  const [placed, setPlaced] = useState<Placed | null>(null)
  const gaps = useRef<readonly Gap[]>([])
  const { busy, problem, send, forget } = useSending(
    ({ body, key }: Attempt) => api.call('POST /api/orders', { body: body as OrderBody, key }),
    {
      done: (made) => {
        setPlaced(made)
        restart()
      },
      refused: (error) => {
        if (!isCertain(error)) return
        change((now) => ({ ...now, key: newKey(), attempt: null }))
        gaps.current = error.errors
      },
    },
  )
  const ask = async (attempt: Attempt) => {
    gaps.current = []
    await send(attempt)
    return gaps.current
  }

  const place = async () => {
    if (busy || placed) return []
    if (draft.attempt) return await ask(draft.attempt)
    const missing = gapsIn(draft)
    forget()
    if (missing.length > 0) return missing
    const attempt = { key: draft.key, body: orderBody(draft, promisedFor) }
    const tried = { ...draft, attempt }
    keepNow(tried)
    change((now) => ({ ...now, attempt }))
    return await ask(attempt)
  }

  const another = () => {
    setPlaced(null)
    forget()
  }
  return { state: busy ? 'asking' : 'typing', placed, problem, place, another }
}
