import { Popover as Base } from '@base-ui/react/popover'
import type { ReactNode, RefObject } from 'react'

/** A box beside what it belongs to; Esc and a click elsewhere close it, and focus goes back. Load it lazily. */
export function Popover({
  anchor,
  label,
  onClose,
  children,
}: {
  anchor: RefObject<HTMLElement | null>
  label: string
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align="start" className="z-50">
          <Base.Popup
            aria-label={label}
            finalFocus={anchor}
            className="rounded-lg bg-raised p-3 text-ink shadow-over outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
