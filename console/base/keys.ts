import { useEffect, useRef } from 'react'

/** `j`, `shift+j`, `mod+k` (⌘ on a Mac, Ctrl elsewhere), `?`, `/`, `esc`, `enter`, `up`, `space`. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

const named: Record<string, string> = {
  Escape: 'esc',
  Enter: 'enter',
  NumpadEnter: 'enter',
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Space: 'space',
  PageUp: 'pageup',
  PageDown: 'pagedown',
  Home: 'home',
  End: 'end',
  Period: '.',
  Comma: ',',
  Slash: '/',
}

/** Keys by their place on the keyboard: an input method that is on changes `key`, never `code`. */
export function nameOf(
  event: Pick<KeyboardEvent, 'code' | 'key' | 'metaKey' | 'ctrlKey' | 'shiftKey'>,
): string {
  if (event.key === '?') return '?'
  const { code } = event
  const base = named[code] ?? code.replace(/^(Key|Digit|Numpad)/, '').toLowerCase()
  const mod = event.metaKey || event.ctrlKey ? 'mod+' : ''
  return `${mod}${event.shiftKey ? 'shift+' : ''}${base}`
}

/** Whether what is typed goes into a text. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  if (!element?.closest) return false
  if (element.isContentEditable) return true
  const field = element.closest('input, textarea, select')
  return field !== null && !/^(checkbox|radio|button|range)$/.test((field as HTMLInputElement).type)
}

/** Enter and the space bar press what the focus is on; only elsewhere may they mean something on the page. */
function presses(name: string, target: EventTarget | null): boolean {
  if (name !== 'enter' && name !== 'space') return false
  return (target as HTMLElement | null)?.closest?.(pressable) != null
}

const pressable =
  'a[href], button, summary, input, select, textarea, [role=button], [role=checkbox], [role=menuitem], [role=option], [role=slider], [role=tab]'

/**
 * Listens for keys on the whole page while `when`. None but those with `mod+` and `esc` fires while text is typed or a dialog
 * lies over the page; the one that was mounted last is asked first, and what it takes goes no further.
 */
export function useKeys(keys: Keys, { when = true, inDialog = false } = {}): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!when) return
    const listener = { hear: (event: KeyboardEvent) => take(event, latest.current, inDialog) }
    stack.push(listener)
    return () => {
      stack.splice(stack.indexOf(listener), 1)
    }
  }, [when, inDialog])
}

const stack: { hear: (event: KeyboardEvent) => boolean }[] = []

function take(event: KeyboardEvent, keys: Keys, inDialog: boolean): boolean {
  const name = nameOf(event)
  const act = keys[name]
  if (!act || event.altKey || event.isComposing) return false
  const always = name.startsWith('mod+')
  if (!always && isTyping(event.target) && name !== 'esc') return false
  if (presses(name, event.target)) return false
  if (!always && !inDialog && document.querySelector('[data-modal], [role="menu"]')) return false
  event.preventDefault()
  act(event)
  return true
}

if (typeof document !== 'undefined')
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return
    for (const listener of [...stack].reverse()) if (listener.hear(event)) return
  })
