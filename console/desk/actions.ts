// Commands from the desk: what is under way is marked on its rows, what was refused is told with its reason.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { Problem } from '../app/api.ts'
import { restOfWords, useWords } from '../app/words.ts'
import type { GridControl } from '../kit/grid/index.ts'
import { toast } from '../kit/toasts.ts'
import {
  type Command,
  type Outcome,
  perform,
  performEach,
  type Refusal,
  undoOf,
} from './commands.ts'
import type { ListQuery } from './filter.ts'
import { changePages, loadedOrders, recount } from './orders.ts'
import { refreshRows } from './refresh.ts'
import { type Brief, briefed, type Order } from './rows.ts'

export type Refused = { order: Order; refusal: Refusal }
export type Actions = {
  /** Performs a command on loaded orders, a hundred at most. */
  run: (command: Command, ids: readonly string[]) => Promise<void>
  refused: readonly Refused[]
  forget: () => void
}

export function useActions(
  query: ListQuery,
  control: GridControl,
  touch: (ids: readonly string[]) => void,
): Actions {
  const client = useQueryClient()
  const { t, code } = useWords()
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const latest = useRef(query)
  latest.current = query

  /** Takes over what was answered, and asks for the rows whose answer was short. */
  const settle = useCallback(
    async (outcomes: readonly Outcome[]) => {
      const briefs = outcomes.map(({ brief }) => brief).filter((brief): brief is Brief => !!brief)
      changePages(client, latest.current, (pages) => briefed(pages, briefs))
      const done = outcomes.filter(({ refusal }) => !refusal).map(({ id }) => id)
      const overtaken = outcomes
        .filter(({ refusal }) => refusal?.code === 'version_mismatch')
        .map(({ id }) => id)
      await refreshRows(client, latest.current, [...done, ...overtaken])
      recount(client, true)
      touch(done)
    },
    [client, touch],
  )

  const busily = useCallback(
    async (ids: readonly string[], work: () => Promise<readonly Outcome[]>) => {
      control.setBusy(ids, true)
      try {
        // What is refused must be said in words, which come after the start.
        const [outcomes] = await Promise.all([work(), restOfWords().catch(() => {})])
        await settle(outcomes)
        return outcomes
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        toast({ text: code('refusal', error.code, error.params), tone: 'bad' })
        return null
      } finally {
        control.setBusy(ids, false)
      }
    },
    [control, settle, code],
  )

  const takeBack = useCallback(
    async (undo: Parameters<typeof performEach>[0]) => {
      const ids = undo.map(({ id }) => id)
      const outcomes = await busily(ids, () => performEach(undo))
      const failed = outcomes?.find(({ refusal }) => refusal)?.refusal
      if (failed) toast({ text: code('refusal', failed.code, failed.params), tone: 'bad' })
      else if (outcomes) toast({ text: t('desk.undone', { n: ids.length }) })
    },
    [busily, code, t],
  )

  const run = useCallback(
    async (command: Command, ids: readonly string[]) => {
      const wanted = new Set(ids)
      const before = loadedOrders(client, latest.current).filter(({ id }) => wanted.has(id))
      if (before.length === 0) return
      const outcomes = await busily(ids, () => perform(command, before))
      if (!outcomes) return
      const done = outcomes.filter(({ refusal }) => !refusal).map(({ id }) => id)
      setRefused(refusedOf(before, outcomes))
      unmark(control, done)
      if (done.length === 0) return
      const seen = loadedOrders(client, latest.current).filter(({ id }) => done.includes(id))
      const undo = undoOf(
        command,
        before.filter(({ id }) => done.includes(id)),
        seen,
      )
      toast({
        text: t(`desk.done_${textOf(command.command)}`, { n: done.length }),
        tone: 'good',
        ...(undo && undo.length > 0
          ? { undo: { label: t('common.undo'), run: () => takeBack(undo) } }
          : {}),
      })
    },
    [busily, client, control, t, takeBack],
  )
  return {
    run,
    refused,
    forget: useCallback(() => setRefused([]), []),
  }
}

export function textOf(command: Command['command']) {
  return command === 'release-to-warehouse' ? 'to_warehouse' : command
}

function refusedOf(orders: readonly Order[], outcomes: readonly Outcome[]): Refused[] {
  const byId = new Map(orders.map((order) => [order.id, order]))
  return outcomes.flatMap(({ id, refusal }) => {
    const order = byId.get(id)
    return refusal && order ? [{ order, refusal }] : []
  })
}

/** What is done needs no mark any more; what was refused keeps it. */
function unmark(control: GridControl, done: readonly string[]): void {
  const { marks } = control.get()
  const left = [...marks].filter((key) => !done.includes(key))
  if (left.length !== marks.size) control.markOnly(left)
}
