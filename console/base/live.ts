// One stream of facts per page: every part of the screen listens to it. It goes on where it broke off.
import { useEffect, useRef } from 'react'
import type { Fact } from '../../src/outside/client/index.ts'
import { api, Problem } from './api.ts'
import { heard } from './connection.ts'

export type { Fact } from '../../src/outside/client/index.ts'

type Listener = { topics: readonly string[]; hear: (facts: Fact[]) => void }
const listeners = new Set<Listener>()
let waiting: Fact[] = []
let running: AbortController | null = null

/** What is heard within one frame is told together, so that a burst costs one drawing. */
function tell(fact: Fact): void {
  if (waiting.length === 0) setTimeout(hand, 16)
  waiting.push(fact)
}

function hand(): void {
  const facts = waiting
  waiting = []
  for (const { topics, hear } of listeners) {
    const wanted = facts.filter(({ type }) => topics.some((topic) => matches(topic, type)))
    if (wanted.length > 0) hear(wanted)
  }
}

/** `order.*` is every type that begins so. */
export function matches(topic: string, type: string): boolean {
  return topic.endsWith('*') ? type.startsWith(topic.slice(0, -1)) : topic === type
}

/** Listens to what comes `after` a place of the log until told to stop; a role that may not hear the log hears nothing. */
export function startLive(after: string): void {
  if (running) return
  const controller = new AbortController()
  running = controller
  listen(after, controller.signal).catch(() => heard(false))
}

export function stopLive(): void {
  running?.abort()
  running = null
}

async function listen(after: string, signal: AbortSignal): Promise<void> {
  try {
    for await (const fact of api.stream({ after, signal })) tell(fact)
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return
    throw error
  }
}

/** Hears the facts of some topics (`order.*`, `bulk.progressed`) as they come, in bundles. */
export function useLive(topics: readonly string[], hear: (facts: Fact[]) => void): void {
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  })
  const key = topics.join(',')
  useEffect(() => {
    const listener = { topics: key.split(','), hear: (facts: Fact[]) => latest.current(facts) }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [key])
}
