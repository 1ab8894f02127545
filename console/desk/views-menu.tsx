import type { RefObject } from 'react'
import { MenuPopup } from '../kit/menu-popup.tsx'
import { type Asked, useViewItems } from './view-items.tsx'

/** The menu of the views, open at its button. */
export function ViewsMenu({
  anchor,
  onClose,
  ...asked
}: Asked & { anchor: RefObject<HTMLButtonElement | null>; onClose: () => void }) {
  return <MenuPopup anchor={anchor} items={useViewItems(asked)} onClose={onClose} />
}
