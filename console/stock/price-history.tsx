import { useQuery } from '@tanstack/react-query'
import { usePeople } from '../app/people.ts'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { History } from '../kit/history.tsx'
import { Money } from '../kit/money.tsx'
import { usePriceLists } from './set-price.ts'

/** Who changed what goods cost when, on which list, from what to what; prices that were taken back too. */
export function PriceHistory({ sku }: { sku: string }) {
  const { t } = useWords()
  const person = usePeople()
  const lists = usePriceLists()
  const { data } = useQuery({
    queryKey: ['variant', sku, 'prices'],
    queryFn: ({ signal }) =>
      api.call('GET /api/variants/{sku}/price-history', { params: { sku }, signal }),
  })
  if (!data) return null
  if (data.items.length === 0)
    return <p className="text-sm text-muted">{t('stock.prices_never')}</p>
  const currencyOf = new Map(lists?.map(({ code, currency }) => [code, currency]))
  return (
    <History
      nameOf={(list) => list}
      show={(list, amount) => {
        const currency = currencyOf.get(list)
        if (typeof amount !== 'number' || !currency) return undefined
        return <Money minor={amount} currency={currency} />
      }}
      changes={data.items.map((item) => ({ ...item, who: person(item.by) }))}
    />
  )
}
