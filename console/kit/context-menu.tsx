import { loaded } from './loaded.tsx'
import type { MenuItem } from './menu.tsx'

export type { MenuItem } from './menu.tsx'

const ContextMenuPopup = loaded(() =>
  import('./context-menu-popup.tsx').then((module) => module.ContextMenuPopup),
)

export type ContextMenuProps = {
  at: { x: number; y: number }
  /** What it is a menu of, in words. */
  label: string
  items: readonly MenuItem[]
  onClose: () => void
  /** Gets the focus back. */
  returnTo?: HTMLElement | null
}

/**
 * A list of commands at a point of the page: behind the right mouse button, or at a row that the keyboard is on. Choices
 * (`checked`) leave it open, everything else closes it. Its machinery is loaded when it is first wanted.
 */
export function ContextMenu(props: ContextMenuProps) {
  return <ContextMenuPopup {...props} />
}
