import { useQueryClient } from '@tanstack/react-query'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Confirm } from '../kit/confirm.tsx'
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
  const end = async () => {
    const prices = [{ sku, priceList: list, amount: null }]
    const { outcomes } = await api.call('POST /api/prices', { body: { prices } })
    throwRefused(outcomes[0])
    await Promise.all([
      client.invalidateQueries({ queryKey: ['prices'] }),
      client.invalidateQueries({ queryKey: ['variant', sku] }),
    ])
    toast({ text: t('stock.price_ended', { sku, list }), tone: 'good' })
  }
  return (
    <Confirm
      title={t('stock.price_end_title', { sku, list })}
      text={t('stock.price_end_text')}
      action={t('stock.price_end')}
      onConfirm={end}
      onClose={onClose}
    />
  )
}
