import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, Problem } from '../app/api.ts'
import { useWords } from '../app/words.ts'
import { AskDialog } from '../kit/ask-dialog.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { toast } from '../kit/toasts.ts'
import { throwRefused } from './set-price.ts'

/** Takes a price back from a list, after saying what follows. */
export function EndPriceDialog({
  sku,
  list,
  onClose,
}: {
  sku: string
  list: string
  onClose: () => void
}) {
  const { t } = useWords()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const end = async () => {
    setBusy(true)
    try {
      const prices = [{ sku, priceList: list, amount: null }]
      const { outcomes } = await api.call('POST /api/prices', { body: { prices } })
      throwRefused(outcomes[0])
      await Promise.all([
        client.invalidateQueries({ queryKey: ['prices'] }),
        client.invalidateQueries({ queryKey: ['variant', sku] }),
      ])
      toast({ text: t('stock.price_ended', { sku, list }), tone: 'good' })
      onClose()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <AskDialog
      title={t('stock.price_end_title', { sku, list })}
      submit={t('stock.price_end')}
      tone="danger"
      busy={busy}
      onSubmit={end}
      onClose={onClose}
    >
      <p>{t('stock.price_end_text')}</p>
      {problem && <ProblemNote problem={problem} />}
    </AskDialog>
  )
}
