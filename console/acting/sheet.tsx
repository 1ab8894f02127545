import { type FormEvent, type ReactNode, useId } from 'react'
import type { Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Dialog } from '../kit/dialog.tsx'
import { useFieldWords } from '../kit/field-words.ts'
import { SendFoot } from '../kit/send-foot.tsx'
import { stopsAt } from '../kit/stop.ts'
import { Refused } from './clash.tsx'
import type { Order } from './data.ts'
import type { OrderSending } from './sending.ts'

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
  wayOut,
  children,
}: {
  title: string
  /** What it is about, where that is more than the order. */
  about?: ReactNode
  /** What its button says. */
  action: string
  order: Order
  acting: Pick<OrderSending, 'busy' | 'problem' | 'forget'>
  send: () => Promise<boolean>
  onClose: () => void
  danger?: boolean
  ready?: boolean
  wide?: boolean
  /** What can be done instead of what the server refused. */
  wayOut?: ((problem: Problem) => ReactNode) | undefined
  children: ReactNode
}) {
  const { t } = useWords()
  const close = () => {
    acting.forget()
    onClose()
  }
  const id = useId()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (stopsAt(event.currentTarget)) return
    if (ready && !acting.busy && (await send())) onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={close}
      wide={wide}
      foot={
        <SendFoot
          id={id}
          submit={action}
          leave={t('common.close')}
          tone={danger ? 'danger' : undefined}
          ready={ready}
          busy={acting.busy !== null}
          onClose={close}
        />
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid grid-cols-1 gap-3">
        <p className="text-sm text-muted">
          {t('order.title', { number: String(order.number) })} · {order.customer.name}
          {about && <> · {about}</>}
        </p>
        <Refused acting={acting} orderId={order.id} wayOut={wayOut} />
        {children}
        {/* Enter leads to what is wrong even where the button in the foot waits for something. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

/** What the server said of one field, in words. */
export function useErrorAt(problem: Problem | null): (pointer: string) => string | undefined {
  const words = useFieldWords()
  return (pointer) => {
    const found = problem?.errors?.find((error) => error.pointer === pointer)
    return found && words(found.code, found.params)
  }
}
