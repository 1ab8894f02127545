import { type ReactNode, useId } from 'react'
import { Dialog } from './dialog.tsx'
import { SendFoot } from './send-foot.tsx'

/**
 * A dialog that asks for a word or two and does one thing: Enter in a field does it, as the button in its foot does. Forms with
 * places for what the server refuses are `FormDialog`s.
 */
export function AskDialog({
  title,
  submit,
  tone,
  ready = true,
  busy = false,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  /** The words of the button that does it; “Save” when absent. */
  submit?: string
  /** `danger` for what cannot be taken back. */
  tone?: 'danger'
  ready?: boolean
  busy?: boolean
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={<SendFoot {...{ id, submit, tone, ready, busy, onClose }} />}
    >
      <form
        id={id}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) onSubmit()
        }}
        onKeyDown={(event) => {
          const sends = event.code === 'Enter' && (event.metaKey || event.ctrlKey)
          // In a field of several lines Enter alone begins a new one.
          if (sends && event.target instanceof HTMLTextAreaElement)
            event.currentTarget.requestSubmit()
        }}
      >
        {children}
      </form>
    </Dialog>
  )
}
