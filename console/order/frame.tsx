import type { FormEvent, ReactNode } from 'react'
import type { Problem } from '../app/api.ts'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useFieldWords } from '../kit/field-words.ts'
import { toast } from '../kit/toasts.ts'
import type { Acting, CommandName } from './act.ts'
import { Refused } from './clash.tsx'
import type { Order } from './data.ts'

export type FormProps = { order: Order; acting: Acting; onClose: () => void }

/**
 * A command's dialog: what it asks, what the server said to it, and the buttons. It closes when the server did it; a refusal
 * leaves everything typed where it is. `undo` takes it back for ten seconds.
 */
export function Frame({
  name,
  order,
  acting,
  onClose,
  body,
  danger = false,
  ready = true,
  wide = false,
  undo,
  children,
}: FormProps & {
  name: CommandName
  body: () => object
  danger?: boolean
  ready?: boolean
  wide?: boolean
  undo?: () => void
  children: ReactNode
}) {
  const { t } = useWords()
  const close = () => {
    acting.forget()
    onClose()
  }
  const send = async () => {
    if (!ready || acting.busy || !(await acting.run(name, order, body()))) return
    onClose()
    const back = undo && { undo: { label: t('common.undo'), run: undo } }
    toast({ text: t(`order.done_${name}`), tone: 'good', ...back })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <Dialog
      title={t(`order.do_${name}`)}
      onClose={close}
      wide={wide}
      foot={
        <>
          <Button onClick={close}>{t('common.close')}</Button>
          <Button
            kind={danger ? 'danger' : 'primary'}
            busy={acting.busy === name}
            disabled={!ready}
            onClick={send}
          >
            {t(`order.do_${name}`)}
          </Button>
        </>
      }
    >
      <form onSubmit={submit} className="grid gap-3">
        <p className="text-sm text-muted">
          {t('order.title', { number: String(order.number) })} · {order.customer.name}
        </p>
        <Refused acting={acting} orderId={order.id} />
        {children}
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
