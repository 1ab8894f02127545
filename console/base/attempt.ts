import { useRef } from 'react'
import { newKey } from '../../src/outside/client/index.ts'

/**
 * The Idempotency-Key of what somebody is about to send: the same content keeps its key, so that pressing again after a lost
 * answer does nothing twice; another content, or the next one after `done`, gets its own.
 */
export function useAttempt(): { keyFor: (content: unknown) => string; done: () => void } {
  const attempt = useRef<{ content: string; key: string } | null>(null)
  return {
    keyFor: (content) => {
      const text = JSON.stringify(content)
      if (attempt.current?.content !== text) attempt.current = { content: text, key: newKey() }
      return attempt.current.key
    },
    done: () => {
      attempt.current = null
    },
  }
}
