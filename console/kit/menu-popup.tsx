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
            {rowsOf(items)}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export const menuBox =
  'max-h-[80dvh] max-w-80 min-w-48 overflow-y-auto rounded-lg bg-raised py-1 text-sm text-ink shadow-over outline-none'
const menuRow =
  'flex min-h-8 w-full items-center gap-2 px-3 py-1 text-left outline-none data-highlighted:bg-sunken max-sm:min-h-11'

/** The inside of an open menu. */
export function rowsOf(items: readonly MenuItem[]) {
  return items.map((item, index) => (
    <Row
      key={item.kind === 'line' ? `line ${index}` : `${item.kind ?? 'item'} ${item.label}`}
      item={item}
    />
  ))
}

function Row({ item }: { item: MenuItem }) {
  if (item.kind === 'line') return <Base.Separator className="my-1 border-t border-line" />
  if (item.kind === 'head') return <div className="px-3 py-1 text-xs text-muted">{item.label}</div>
  const { checked, several, why, onClick } = item
  const row = { className: menuRow, disabled: why !== undefined }
  if (checked !== undefined && several)
    return (
      <Base.CheckboxItem {...row} checked={checked} closeOnClick={false} onCheckedChange={onClick}>
        <Label item={item} />
      </Base.CheckboxItem>
    )
  const radio = checked !== undefined && { role: 'menuitemradio', 'aria-checked': checked }
  return (
    <Base.Item {...row} {...radio} onClick={onClick}>
      <Label item={item} />
    </Base.Item>
  )
}

/** The inside of a row: picture, label with the reason below it, and the key at the end. */
function Label({ item }: { item: Exclude<MenuItem, { kind: 'line' | 'head' }> }) {
  return (
    <>
      {item.icon ??
        (item.checked !== undefined && (
          <span aria-hidden="true" className="w-4">
            {item.checked ? '✓' : ''}
          </span>
        ))}
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
