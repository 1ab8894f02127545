import { Menu as Base } from '@base-ui/react/menu'
import type { ContextMenuProps } from './context-menu.tsx'
import { menuBox, rowsOf } from './menu-popup.tsx'

/** The open list at a point. */
export function ContextMenuPopup({ at, label, items, onClose, returnTo }: ContextMenuProps) {
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ ...at, width: 0, height: 0 }) }
  return (
    <Base.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          side="bottom"
          align="start"
          sideOffset={2}
          // At a point low on the screen it moves up as far as it needs, also when rows come later.
          collisionAvoidance={{ side: 'shift', align: 'shift', fallbackAxisSide: 'none' }}
          className="z-50"
        >
          <Base.Popup
            aria-label={label}
            className={menuBox}
            {...(returnTo && { finalFocus: () => returnTo })}
          >
            {rowsOf(items)}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
