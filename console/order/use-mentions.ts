// Completing `@name` while a text is typed: which people fit, which one is marked, and taking it into the text.

import { type KeyboardEvent, type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'
import { type Person, useNames } from '../acting/index.ts'
import { peopleLike, typedMention, withMention } from './mention.ts'

export type Draft = {
  text: string
  chosen: readonly Person[]
  set: (text: string, chosen: readonly Person[]) => void
}

export type Mentions = {
  people: readonly Person[]
  /** The marked one. */
  at: number
  type: (text: string, caret: number) => void
  take: (person: Person) => void
  /** Answers whether the key was meant for the list. */
  onKey: (event: KeyboardEvent) => boolean
  close: () => void
}

export function useMentions(draft: Draft, field: RefObject<HTMLTextAreaElement | null>): Mentions {
  const names = useNames()
  const [typed, setTyped] = useState<{ sought: string; caret: number; at: number } | null>(null)
  const known = names.people.filter(({ kind, active }) => kind === 'user' && active)
  const people = typed ? peopleLike(known, typed.sought) : []
  const close = () => setTyped(null)
  const take = (person: Person) => {
    if (!typed) return
    const next = withMention(draft.text, typed.caret, person.name)
    // Drawn at once: what is typed next belongs behind the name.
    flushSync(() => {
      draft.set(next.text, [...draft.chosen, person])
      close()
    })
    field.current?.focus()
    field.current?.setSelectionRange(next.caret, next.caret)
  }
  const step = (by: number) =>
    typed && setTyped({ ...typed, at: (typed.at + by + people.length) % people.length })
  const chosen = people[typed?.at ?? 0]
  const acts: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => chosen && take(chosen),
    Tab: () => chosen && take(chosen),
    Escape: close,
  }
  const onKey = ({ key }: KeyboardEvent) => {
    const act = chosen && acts[key]
    act?.()
    return act !== undefined
  }
  return {
    people,
    at: typed?.at ?? 0,
    type: (text, caret) => {
      draft.set(text, draft.chosen)
      const found = typedMention(text, caret)
      setTyped(found && { sought: found.sought, caret, at: 0 })
    },
    take,
    onKey,
    close,
  }
}
