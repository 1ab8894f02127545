import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Problem } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { useNames } from './names.ts'
import type { OrderSending } from './sending.ts'

/** Why a command was not done. Where somebody was faster it says who, when and what, and what was typed can be sent again. */
export function Refused({
  acting,
  orderId,
  wayOut,
}: {
  acting: Pick<OrderSending, 'problem' | 'forget'>
  orderId: string
  /** What can be done instead. */
  wayOut?: ((problem: Problem) => ReactNode) | undefined
}) {
  const { problem } = acting
  if (!problem) return null
  if (problem.code === 'version_mismatch')
    return <Clash problem={problem} orderId={orderId} onReloaded={acting.forget} />
  return <ProblemNote problem={problem} action={wayOut?.(problem)} />
}

function Clash({
  problem,
  orderId,
  onReloaded,
}: {
  problem: Problem
  orderId: string
  onReloaded: () => void
}) {
  const { t, code } = useWords()
  const format = useFormat()
  const names = useNames()
  const client = useQueryClient()
  const { by, at, types } = problem.params as { by?: string; at?: string; types?: string }
  const reload = async () => {
    await client.invalidateQueries({ queryKey: ['order', orderId] })
    onReloaded()
  }
  const changes = (types ?? '').split(' ').filter(Boolean)
  return (
    <div role="alert" className="grid gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      <p>
        {by && at
          ? t('order.clash', { who: names.person(by), ago: format.ago(at) })
          : t('order.clash_plain')}
        {changes.length > 0 && (
          <strong>
            {[...new Set(changes)].map((type) => code('fact', type)).join(t('order.comma'))}
          </strong>
        )}
      </p>
      <div>
        <Button onClick={reload}>{t('order.clash_reload')}</Button>
      </div>
    </div>
  )
}
