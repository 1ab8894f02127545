import { Menu as Base } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import { Kbd } from './kbd.tsx'
import type { MenuItem } from './menu.tsx'

/** The open list of a menu; focus goes back to its button. */
export function MenuPopup({
  anchor,
  items,
  onClose,
}: {
  anchor: RefObject<HTMLButtonElement | null>
  items: readonly MenuItem[]
  onClose: () => void
}) {
  return (
    <Base.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align="end" className="z-50">
          <Base.Popup className={menuBox} finalFocus={anchor}>
            {items.map(itemOf)}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export const menuBox =
  'max-h-[80dvh] max-w-80 min-w-48 overflow-y-auto rounded-lg bg-raised py-1 text-sm text-ink shadow-over outline-none'
export const menuRow =
  'flex min-h-8 w-full items-center gap-2 px-3 py-1 text-left outline-none data-highlighted:bg-sunken max-sm:min-h-11'

function itemOf(item: MenuItem, index: number) {
  if (item.kind === 'line')
    return <Base.Separator key={index} className="my-1 border-t border-line" />
  if (item.kind === 'head')
    return (
      <div key={item.label} className="px-3 py-1 text-xs text-muted">
        {item.label}
      </div>
    )
  return (
    <Base.Item
      key={item.label}
      className={menuRow}
      disabled={item.why !== undefined}
      onClick={item.onClick}
    >
      <MenuLabel item={item} />
    </Base.Item>
  )
}

/** The inside of a row: picture, label with the reason below it, and the key at the end. */
export function MenuLabel({ item }: { item: Exclude<MenuItem, { kind: 'line' | 'head' }> }) {
  return (
    <>
      {item.icon ??
        (item.checked !== undefined && <span className="w-4">{item.checked ? '✓' : ''}</span>)}
      <span
        className={item.why ? 'grow text-muted' : item.tone === 'bad' ? 'grow text-bad' : 'grow'}
      >
        {item.label}
        {item.why && <span className="block text-xs">{item.why}</span>}
      </span>
      {item.keys && <Kbd keys={item.keys} />}
    </>
  )
}
