import type { ReactNode } from 'react'
import { loaded } from './loaded.tsx'

const DialogPopup = loaded(() => import('./dialog-popup.tsx').then((module) => module.DialogPopup))

export type DialogProps = {
  title: string
  onClose: (() => void) | null
  children: ReactNode
  foot?: ReactNode
  wide?: boolean
}

/**
 * Over the page: the rest cannot be reached, Esc closes, focus returns to where it was. A click beside it does nothing, for
 * something may have been typed. `onClose` null: it cannot be left. `foot` holds the buttons. Its machinery is loaded when
 * the first one opens.
 */
export function Dialog(props: DialogProps) {
  return <DialogPopup {...props} />
}
