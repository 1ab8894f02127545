// Why something cannot be done, said as narrowly as the server told it.
import type { Words } from './words.ts'

export type Reason = {
  code?: string | undefined
  params?: Readonly<Record<string, unknown>> | undefined
}

/**
 * A refusal in words. One code often stands for several reasons that its parameters tell apart: the state that is in the way,
 * the step of which nothing is left, the hold. Where they say no more, it is the words of the code.
 */
export function reasonOf({ code: refusal = '', params: told = {} }: Reason, words: Words): string {
  const { code, knows } = words
  const params = spoken(told, words)
  const narrow = narrower(refusal, params)
  if (narrow && knows(...narrow)) return code(...narrow, { ...params, hold: heldBy(params, words) })
  return code('refusal', refusal, params)
}

/** Codes and numbers that stand side by side in one parameter, as a list in words. */
export function spoken(params: Reason['params'] = {}, { t, code }: Words) {
  const list = (name: string) =>
    String(params[name] ?? '')
      .split(' ')
      .filter(Boolean)
  const said = (items: string[]) => items.join(t('common.comma'))
  const words = (kind: string, name: string) => said(list(name).map((one) => code(kind, one)))
  return {
    ...params,
    ...(typeof params.orders === 'string' && { orders: said(list('orders')) }),
    ...(typeof params.fields === 'string' && { fields: words('recipient', 'fields') }),
    ...(typeof params.why === 'string' && { why: words('waits', 'why') }),
  }
}

function narrower(
  refusal: string,
  { status, needs, transition, picked, quantity, code, left }: Record<string, unknown>,
): [kind: string, code: string] | null {
  switch (refusal) {
    case 'wrong_status':
      // That it is confirmed is a reason only against confirming.
      return status === 'confirmed' && needs !== 'received' ? null : ['wrong', String(status)]
    case 'nothing_to_do': {
      const early = transition === 'pack' && Number(picked) < Number(quantity)
      return ['nothing', early ? 'pack_yet' : String(transition)]
    }
    case 'already_released':
      return typeof transition === 'string' ? ['released', transition] : null
    case 'more_than_paid':
      return left === 0 ? ['nothing', 'refund'] : null
    case 'held':
      return typeof code === 'string' ? ['held', 'by'] : null
    default:
      return null
  }
}

function heldBy({ code: hold }: Record<string, unknown>, { code }: Words): string {
  return typeof hold === 'string' ? code('hold', hold) : ''
}
