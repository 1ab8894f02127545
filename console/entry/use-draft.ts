import { useCallback, useEffect, useRef, useState } from 'react'
import { type Draft, isEmpty, newDraft, revive } from './draft.ts'

export type Drafting = {
  draft: Draft
  change: (next: (draft: Draft) => Draft) => void
  /** Writes the draft down before something happens to it that must not be forgotten. */
  keepNow: (draft: Draft) => void
  /** Begins anew for the same channel and currency. */
  restart: () => void
  /** Whether the draft is one from before, found again. */
  foundAgain: boolean
}

const pauseMs = 300

/** The draft of a person, kept in this browser: what was typed is there again after a reload, or when one comes back. */
export function useDraft(userId: string): Drafting {
  const place = `throughline.entry.${userId}`
  const [first] = useState(() => revive(read(place)))
  const [draft, setDraft] = useState<Draft>(() => first ?? newDraft({ channel: '', currency: '' }))
  const [foundAgain, setFoundAgain] = useState(first !== null && !isEmpty(first))
  const latest = useRef(draft)
  const keepNow = useCallback((now: Draft) => write(place, now), [place])
  useEffect(() => {
    latest.current = draft
    const timer = setTimeout(() => keepNow(draft), pauseMs)
    return () => clearTimeout(timer)
  }, [draft, keepNow])
  useEffect(() => {
    const keep = () => keepNow(latest.current)
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [keepNow])
  const restart = useCallback(() => {
    setFoundAgain(false)
    setDraft(({ channel, currency }) => newDraft({ channel, currency }))
  }, [])
  return { draft, change: setDraft, keepNow, restart, foundAgain }
}

function read(place: string): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

function write(place: string, draft: Draft): void {
  try {
    if (isEmpty(draft)) localStorage.removeItem(place)
    else localStorage.setItem(place, JSON.stringify(draft))
  } catch {
    // A browser that keeps nothing, or is full: the draft lives as long as the page.
  }
}
