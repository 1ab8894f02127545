import { type FormEvent, type ReactNode, useRef } from 'react'
import type { Problem } from '../app/api.ts'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useFieldWords } from '../kit/field-words.ts'
import { Refused } from './clash.tsx'
import type { Order } from './data.ts'
import type { Sending } from './sending.ts'

/**
 * A dialog about an order: what it asks, what the server said to it, and the buttons. `send` answers whether it was done, then
 * it closes; a refusal leaves everything typed where it is.
 */
export function Sheet({
  title,
  about,
  action,
  order,
  acting,
  send,
  onClose,
  danger = false,
  ready = true,
  wide = false,
  children,
}: {
  title: string
  /** What it is about, where that is more than the order. */
  about?: ReactNode
  /** What its button says. */
  action: string
  order: Order
  acting: Pick<Sending, 'busy' | 'problem' | 'forget'>
  send: () => Promise<boolean>
  onClose: () => void
  danger?: boolean
  ready?: boolean
  wide?: boolean
  children: ReactNode
}) {
  const { t } = useWords()
  const close = () => {
    acting.forget()
    onClose()
  }
  const form = useRef<HTMLFormElement>(null)
  const go = async () => {
    if (stopsAt(form.current)) return
    if (ready && !acting.busy && (await send())) onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go()
  }
  return (
    <Dialog
      title={title}
      onClose={close}
      wide={wide}
      foot={
        <>
          <Button onClick={close}>{t('common.close')}</Button>
          <Button
            kind={danger ? 'danger' : 'primary'}
            busy={acting.busy !== null}
            disabled={!ready}
            onClick={go}
          >
            {action}
          </Button>
        </>
      }
    >
      <form ref={form} noValidate onSubmit={submit} className="grid grid-cols-1 gap-3">
        <p className="text-sm text-muted">
          {t('order.title', { number: String(order.number) })} · {order.customer.name}
          {about && <> · {about}</>}
        </p>
        <Refused acting={acting} orderId={order.id} />
        {children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

/**
 * Leads to the first field whose text cannot be meant, by the kit's own rules: it counts as none, and the rest must not go
 * without it. What the browser thinks of addresses is not asked; the server says that, in our words.
 */
function stopsAt(form: HTMLFormElement | null): boolean {
  const inputs = form?.querySelectorAll('input') ?? []
  const wrong = [...inputs].find(({ validity }) => validity.customError)
  wrong?.reportValidity()
  return wrong !== undefined
}

/** What the server said of one field, in words. */
export function useErrorAt(problem: Problem | null): (pointer: string) => string | undefined {
  const words = useFieldWords()
  return (pointer) => {
    const found = problem?.errors?.find((error) => error.pointer === pointer)
    return found && words(found.code, found.params)
  }
}
