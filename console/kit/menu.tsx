import { cloneElement, type ReactElement, type ReactNode, useRef, useState } from 'react'
import { loaded } from './loaded.tsx'

const MenuPopup = loaded(() => import('./menu-popup.tsx').then((module) => module.MenuPopup))

export type MenuItem =
  | { kind: 'line' }
  | { kind: 'head'; label: string }
  | {
      kind?: 'item'
      label: string
      icon?: ReactNode
      keys?: string
      tone?: 'bad'
      checked?: boolean
      /** Several of them may be checked, so the menu stays open; else it is one of a few. */
      several?: boolean
      /** Why it cannot be done now; the item stays in sight and says so. */
      why?: string | undefined
      onClick: () => void
    }

/** A list of commands behind a button. Its machinery is loaded when it is first wanted. */
export function Menu({
  trigger,
  items,
}: {
  trigger: ReactElement<Record<string, unknown>>
  items: readonly MenuItem[]
}) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen(true),
        onPointerEnter: () => import('./menu-popup.tsx'),
      })}
      {open && <MenuPopup anchor={button} items={items} onClose={() => setOpen(false)} />}
    </>
  )
}
