import type { ReactNode } from 'react'
import type { Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { toast } from '../kit/toasts.ts'
import type { Acting, BodyOf, CommandName } from './act.ts'
import type { Order } from './data.ts'
import { Sheet } from './sheet.tsx'

export type FormProps = {
  order: Order
  acting: Acting
  onClose: () => void
  /** Leads to shipping a package instead, where the person may. */
  shipPacked?: ((id: string) => void) | undefined
}

/** The dialog of a command on the order. `undo` takes it back for ten seconds. */
export function Frame<Name extends CommandName>({
  name,
  order,
  acting,
  body,
  undo,
  shipPacked: _,
  ...rest
}: FormProps & {
  name: Name
  body: () => BodyOf<Name>
  danger?: boolean
  ready?: boolean
  wide?: boolean
  wayOut?: (problem: Problem) => ReactNode
  undo?: () => void
  children: ReactNode
}) {
  const { t } = useWords()
  const send = async () => {
    if (!(await acting.run(name, order, body()))) return false
    const back = undo && { undo: { label: t('common.undo'), run: undo } }
    toast({ text: t(`order.done_${name}`), tone: 'good', ...back })
    return true
  }
  const title = t(`order.do_${name}`)
  return <Sheet title={title} action={title} order={order} acting={acting} send={send} {...rest} />
}
