import { Menu as Base } from '@base-ui/react/menu'
import type { ContextMenuProps } from './context-menu.tsx'
import type { MenuItem } from './menu.tsx'
import { MenuLabel, menuBox, menuRow } from './menu-popup.tsx'

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
          className="z-50"
        >
          <Base.Popup
            aria-label={label}
            className={menuBox}
            {...(returnTo && { finalFocus: () => returnTo })}
          >
            {items.map((item, index) => (
              <Item key={keyOf(item, index)} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function keyOf(item: MenuItem, index: number): string {
  return item.kind === 'line' ? `line ${index}` : `${item.kind ?? 'item'} ${item.label}`
}

function Item({ item }: { item: MenuItem }) {
  if (item.kind === 'line') return <Base.Separator className="my-1 border-t border-line" />
  if (item.kind === 'head') return <div className="px-3 py-1 text-xs text-muted">{item.label}</div>
  const { checked, why, onClick } = item
  if (checked !== undefined)
    return (
      <Base.CheckboxItem
        checked={checked}
        disabled={why !== undefined}
        closeOnClick={false}
        onCheckedChange={onClick}
        className={menuRow}
      >
        <MenuLabel item={item} />
      </Base.CheckboxItem>
    )
  return (
    <Base.Item className={menuRow} disabled={why !== undefined} onClick={onClick}>
      <MenuLabel item={item} />
    </Base.Item>
  )
}
