// Which commands an order allows, and how they are begun: at once, or with a dialog that asks for more.

import { useCallback, useEffect, useMemo, useState } from 'react'
import {
  type Acting,
  type CommandName,
  type Option,
  type Order,
  useActing,
  useOptions,
} from '../acting/index.ts'
import { reasonOf } from '../base/reasons.ts'
import { useWords, type Words } from '../base/words.ts'
import type { MenuItem } from '../kit/menu.tsx'
import { toast } from '../kit/toasts.ts'
import { useUnmerge } from '../merging/index.ts'

/** Done at once: there is nothing to ask. */
const atOnce = new Set<CommandName>(['confirm', 'allocate', 'release', 'unmerge'])
/** The next step stands first; lifting a hold only where it is what stops the rest. */
const steps: readonly CommandName[] = ['confirm', 'allocate', 'release', 'lift', 'ship', 'deliver']
const keys: Partial<Record<CommandName, string>> = { confirm: 'a', hold: 'h', change: 'e' }

export type Commands = {
  acting: Acting
  /** The one that comes next; null where nothing does. */
  primary: CommandName | null
  items: MenuItem[]
  /** The command whose dialog is open. */
  asking: CommandName | null
  ask: (name: CommandName) => void
  stop: () => void
}

export function useCommands(order: Order | undefined): Commands {
  const words = useWords()
  const acting = useActing(order?.id ?? '')
  const options = useOptions(order?.id ?? '', order !== undefined)
  const unmerge = useUnmerge(order?.id ?? '')
  const [asking, setAsking] = useState<CommandName | null>(null)
  const allowed = useCallback(
    (name: CommandName) => options?.find(({ command }) => command === name)?.allowed === true,
    [options],
  )
  const [early, setEarly] = useState<CommandName | null>(null)
  const ask = useCallback(
    (name: CommandName) => {
      // Whoever is faster than the answer is not ignored; what was pressed twice is done once.
      if (!options || (acting.busy && !atOnce.has(name))) setEarly(name)
      if (!order || !options || acting.busy) return
      if (!allowed(name)) tellWhy(name, options, words)
      else if (!atOnce.has(name)) setAsking(name)
      else if (name === 'unmerge') unmerge(order, acting)
      else perform(name, order, acting, words)
    },
    [order, acting, allowed, words, options, unmerge],
  )
  useEffect(() => {
    if (!early || !options || acting.busy) return
    setEarly(null)
    ask(early)
  }, [early, options, acting.busy, ask])
  const items = useMemo(
    () => (options ?? []).flatMap((option) => itemOf(option, words, ask)),
    [options, words, ask],
  )
  return {
    acting,
    primary: steps.find(allowed) ?? null,
    items,
    asking,
    ask,
    stop: useCallback(() => setAsking(null), []),
  }
}

/** Whoever asks for it by its key or by an address hears why it cannot be done. */
function tellWhy(name: CommandName, options: readonly Option[], words: Words): void {
  const reason = refusalOf(options.find(({ command }) => command === name))
  if (!reason || reason.code === 'not_allowed') return
  toast({ text: reasonOf(reason, words), tone: 'info' })
}

function refusalOf(option: Option | undefined) {
  return option?.problem as { code?: string; params?: Record<string, unknown> } | undefined
}

async function perform(name: CommandName, order: Order, acting: Acting, { t }: Words) {
  if (await acting.run(name, order)) toast({ text: t(`order.done_${name}`), tone: 'good' })
}

/** What one may never do is not shown; what cannot be done now is, with the reason. */
function itemOf(option: Option, words: Words, ask: (name: CommandName) => void): MenuItem[] {
  const { t } = words
  const { command, allowed } = option
  const reason = refusalOf(option)
  if (reason?.code === 'not_allowed') return []
  const key = keys[command]
  return [
    {
      label: t(`order.do_${command}`),
      onClick: () => ask(command),
      ...(key && { keys: key }),
      ...(command === 'cancel' && { tone: 'bad' as const }),
      ...(!allowed && { why: reasonOf(reason ?? {}, words) }),
    },
  ]
}
