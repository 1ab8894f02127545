// What the desk does, apart from how it looks.
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Search, SetSearch } from '../app/addresses.ts'
import { isTyping } from '../base/keys.ts'
import type { GridControl } from '../kit/grid/index.ts'
import type { Actions } from './actions.ts'
import type { Command } from './commands.ts'
import { type ListQuery, queryOf } from './filter.ts'
import { mostAtOnce } from './offered.ts'
import { type Ask, type Over, sizeOf, type Target } from './over.tsx'
import { referencesIn } from './pasted.ts'

/** The same object as long as the same is asked for: opening an order beside the list asks for nothing new. */
export function useQueryOf(params: Search<'/orders'>): ListQuery {
  const key = JSON.stringify(queryOf(params))
  return useMemo(() => JSON.parse(key) as ListQuery, [key])
}

export type Open = (id: string, search?: Search<'/orders/$id'>) => void

/** Opens the order's own page. */
export function useOpen(): Open {
  const navigate = useNavigate()
  return useCallback(
    (id, search) => navigate({ to: '/orders/$id', params: { id }, ...(search && { search }) }),
    [navigate],
  )
}

/** Commands on a target; some need a word more, and many go as a run of their own. */
export function useAsk(
  control: GridControl,
  { run }: Actions,
  setOver: (over: Over | null) => void,
): { ask: Ask; act: (command: Command, target: Target) => void } {
  const act = useCallback(
    (command: Command, target: Target) => {
      if ('ids' in target && target.ids.length <= mostAtOnce) {
        setOver(null)
        run(command, target.ids)
      } else setOver({ is: 'bulk', command, target })
    },
    [run, setOver],
  )
  const ask: Ask = useCallback(
    (name, given) => {
      const target = given ?? chosenIn(control)
      if (sizeOf(target) === 0 || name === 'ship' || name === 'deliver') return
      if (name === 'merge') {
        if ('ids' in target) setOver({ is: 'merge', ids: target.ids })
      } else if (name === 'hold' || name === 'cancel' || name === 'change' || name === 'carrier')
        setOver({ is: 'ask', name, target })
      else act({ command: name }, target)
    },
    [control, act, setOver],
  )
  return { ask, act }
}

function chosenIn(control: GridControl): Target {
  const { marks, active } = control.get()
  return { ids: marks.size > 0 ? [...marks] : active === null ? [] : [active] }
}

/** So long the active row must stay before the panel follows: J held down opens no order on the way. */
const followMs = 90

export type SidePanel = { open: boolean; show: (id: string) => void; close: () => void }

/** The order beside the list is in the address; once open it follows the active row. */
export function useSide(
  control: GridControl,
  shown: string | undefined,
  set: SetSearch<'/orders'>,
): SidePanel {
  const active = useSyncExternalStore(control.subscribe, () => control.get().active)
  const open = shown !== undefined
  useEffect(() => {
    if (!open || active === null || active === shown) return
    const timer = setTimeout(() => set({ order: active }, { replace: true }), followMs)
    return () => clearTimeout(timer)
  }, [open, active, shown, set])
  // A link to an open order: the row that it belongs to becomes the active one.
  useEffect(() => {
    if (shown !== undefined && control.get().active === null) control.activate(shown)
  }, [control, shown])
  return useMemo(
    () => ({
      open,
      show: (id) => set({ order: id }, { replace: open }),
      close: () => {
        set({ order: undefined }, { replace: true })
        control.place.element?.focus()
      },
    }),
    [control, open, set],
  )
}

/** Several numbers pasted anywhere but into a field, or a column of them into the search box, become a list; a single one is searched for. */
export function usePaste(onMany: (text: string) => void, onOne: (q: string) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const typed = isTyping(event.target) && !isColumnFor(event.target, text)
      if (typed || document.querySelector('[data-modal]')) return
      const references = referencesIn(text)
      const [only] = references
      if (only === undefined) return
      event.preventDefault()
      if (references.length > 1) onMany(text)
      else onOne(only)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [onMany, onOne])
}

/** The search box is where people paste a column of a sheet; the browser would make one line of it. */
function isColumnFor(target: EventTarget | null, text: string): boolean {
  const isSearch = target instanceof HTMLInputElement && target.type === 'search'
  return isSearch && /[\n\t]/.test(text.trim())
}
