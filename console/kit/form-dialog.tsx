import { type ReactNode, useId } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { Dialog } from './dialog.tsx'
import { Form } from './form.tsx'
import { SendFoot } from './send-foot.tsx'

/**
 * A dialog that is a form: Enter in a field sends it, as the button in its foot does. What the server refuses stands at its
 * field (`Form`). It stays until whoever opened it takes it away.
 */
export function FormDialog<T extends FieldValues>({
  title,
  form,
  onSubmit,
  onClose,
  submit,
  ready = true,
  children,
}: {
  title: string
  form: UseFormReturn<T>
  onSubmit: (values: T, key: string) => Promise<void>
  onClose: () => void
  /** The words of the button that sends it; “Save” when absent. */
  submit?: string
  /** Whether it may be sent. */
  ready?: boolean
  children: ReactNode
}) {
  const id = useId()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={<SendFoot {...{ id, submit, ready, onClose }} busy={form.formState.isSubmitting} />}
    >
      <Form id={id} form={form} onSubmit={onSubmit} label={title}>
        {children}
      </Form>
    </Dialog>
  )
}
