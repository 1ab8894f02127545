import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { api, type Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Money } from '../kit/money.tsx'
import { Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { EndPriceDialog, PriceDialog } from '../stock/index.ts'
import { useRefresh } from './data.ts'
import type { PriceList } from './prices.tsx'

type Setting = { sku: string | null; amount: number | null }

/** What stands on a list, by SKU; more of it on demand. */
export function ListPrices({ list: { code, currency } }: { list: PriceList }) {
  const { t } = useWords()
  const { may } = useSession()
  const [setting, setSetting] = useState<Setting | null>(null)
  const [ending, setEnding] = useState<string | null>(null)
  const asked = usePrices(code)
  const prices = asked.data?.pages.flatMap(({ items }) => items)
  const mayChange = may('catalog:write')
  return (
    <Section
      title={t('settings.list_prices')}
      actions={
        mayChange && (
          <Button kind="quiet" onClick={() => setSetting({ sku: null, amount: null })}>
            {t('stock.set_price')}
          </Button>
        )
      }
    >
      {asked.error && <ProblemNote problem={asked.error as Problem} />}
      {prices?.length === 0 && (
        <p className="text-sm text-muted">{t('settings.list_prices_none')}</p>
      )}
      <ul className="grid divide-y divide-line text-sm">
        {prices?.map(({ sku, amount }) => (
          <li key={sku} className="flex items-baseline gap-2 py-1.5">
            <span className="min-w-0 grow font-mono break-words">{sku}</span>
            <Money minor={amount} currency={currency} />
            {mayChange && (
              <>
                <button
                  type="button"
                  aria-label={t('settings.price_edit', { sku })}
                  className="text-xs text-accent hover:underline max-sm:min-h-11 max-sm:min-w-11"
                  onClick={() => setSetting({ sku, amount })}
                >
                  {t('common.edit')}
                </button>
                <button
                  type="button"
                  aria-label={t('stock.price_end_of', { sku })}
                  className="text-xs text-bad hover:underline max-sm:min-h-11 max-sm:min-w-11"
                  onClick={() => setEnding(sku)}
                >
                  {t('stock.price_end')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {asked.hasNextPage && (
        <Button kind="quiet" onClick={() => asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
          {t('settings.more')}
        </Button>
      )}
      {ending && <EndPriceDialog sku={ending} list={code} onClose={() => setEnding(null)} />}
      {setting && <PriceDialog {...setting} list={code} onClose={() => setSetting(null)} />}
    </Section>
  )
}

function usePrices(priceList: string) {
  useRefresh(['price.changed'], ['prices'])
  return useInfiniteQuery({
    queryKey: ['prices', priceList],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      api.call('GET /api/prices', {
        query: { priceList, limit: 50, ...(cursor && { cursor }) },
        signal,
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}
