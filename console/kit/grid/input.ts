// Keyboard and mouse of the rows. One handler for all of them: rows carry their key.
import type { KeyboardEvent, MouseEvent } from 'react'
import type { GridControl } from './control.ts'
import { moveOf } from './moves.ts'
import type { GridPoint } from './types.ts'

type Handlers = {
  control: GridControl
  onPick?: ((key: string) => void) | undefined
  onOpen?: ((key: string) => void) | undefined
  onMenu?: ((key: string, at: GridPoint) => void) | undefined
}

/** What a key does on the active row; null when the grid knows none for it. */
function actionOf(event: KeyboardEvent, handlers: Handlers): (() => void) | null {
  const { control, onOpen, onPick } = handlers
  const { active } = control.get()
  const mod = event.metaKey || event.ctrlKey
  const move = event.altKey || mod ? null : moveOf(event.code)
  if (move)
    return () => {
      control.move(move, event.shiftKey)
    }
  if (mod && event.code === 'KeyA') return control.markAll
  if (mod || event.altKey) return null
  if (active === null) return null
  if (event.code === 'KeyX') return () => control.toggle(active)
  if (event.code === 'Space') return () => onPick?.(active)
  if (event.code === 'Enter' || event.code === 'NumpadEnter') return () => onOpen?.(active)
  return null
}

export function useGridKeys(handlers: Handlers) {
  return (event: KeyboardEvent<HTMLElement>) => {
    // Keys in the head and in the cells' own controls are theirs.
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    const act = actionOf(event, handlers)
    if (!act) return
    event.preventDefault()
    act()
  }
}

function keyAt(target: EventTarget): string | null {
  return (target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset.key ?? null
}

function inControl(target: EventTarget): boolean {
  return (target as HTMLElement).closest('a, button, input') !== null
}

/** A row's own link opens it in place; with a modifier the browser makes a tab of it. */
function opens(event: MouseEvent): boolean {
  const link = (event.target as HTMLElement).closest('a[data-open]')
  return link !== null && !(event.metaKey || event.ctrlKey || event.shiftKey)
}

export function useGridMouse(handlers: Handlers) {
  const { control, onPick, onOpen, onMenu } = handlers
  return {
    onClick: (event: MouseEvent<HTMLElement>) => {
      const key = keyAt(event.target)
      if (key !== null && opens(event)) {
        event.preventDefault()
        control.activate(key)
        return onOpen?.(key)
      }
      if (key === null || inControl(event.target)) return
      const onMark = (event.target as HTMLElement).closest('[data-mark]') !== null
      if (event.shiftKey) control.extendTo(key)
      else if (onMark || event.metaKey || event.ctrlKey) control.toggle(key)
      else {
        control.activate(key)
        onPick?.(key)
      }
    },
    onMouseDown: (event: MouseEvent<HTMLElement>) => {
      // Shift and a click mark rows; they must not select the text between them.
      if (event.shiftKey && keyAt(event.target) !== null) event.preventDefault()
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      const key = keyAt(event.target)
      if (key !== null && !inControl(event.target)) onOpen?.(key)
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      const key = keyAt(event.target) ?? fromKeyboard(event, control)
      if (key === null || !onMenu) return
      event.preventDefault()
      if (control.get().active !== key) control.activate(key)
      onMenu(key, pointOf(event, key))
    },
  }
}

/** The menu key tells the grid itself; it means the active row. */
function fromKeyboard(event: MouseEvent, control: GridControl): string | null {
  return event.target === event.currentTarget && event.button !== 2 ? control.get().active : null
}

function pointOf(event: MouseEvent<HTMLElement>, key: string): GridPoint {
  if (event.button === 2) return { x: event.clientX, y: event.clientY }
  const row = event.currentTarget.querySelector(`[data-key="${CSS.escape(key)}"]`)
  const box = (row ?? event.currentTarget).getBoundingClientRect()
  return { x: box.left + 60, y: box.bottom }
}
