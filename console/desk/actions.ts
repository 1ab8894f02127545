// Commands from the desk: what is under way is marked on its rows, what was refused is told with its reason.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useWords } from '../base/words.ts'
import type { GridControl } from '../kit/grid/index.ts'
import type { Command, Refusal } from './commands.ts'
import type { ListQuery } from './filter.ts'
import type { Order } from './rows.ts'

export type Refused = { order: Order; command: Command['command']; refusal: Refusal }
export type Actions = {
  /** Performs a command on loaded orders, a hundred at most. */
  run: (command: Command, ids: readonly string[]) => Promise<void>
  refused: readonly Refused[]
  forget: () => void
}

/** What carries commands out is loaded when the desk stands still, or with the first one. */
export function useActions(
  query: ListQuery,
  control: GridControl,
  touch: (ids: readonly string[]) => void,
): Actions {
  const client = useQueryClient()
  const words = useWords()
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const latest = useRef({ query, words })
  latest.current = { query, words }
  const run = useCallback(
    async (command: Command, ids: readonly string[]) => {
      control.setBusy(ids, true)
      const loaded = import('./carry-out.ts').finally(() => control.setBusy(ids, false))
      const { carryOut } = await loaded
      const now = () => latest.current
      await carryOut({ client, control, now, touch, onRefused: setRefused }, command, ids)
    },
    [client, control, touch],
  )
  return {
    run,
    refused,
    forget: useCallback(() => setRefused([]), []),
  }
}
