import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, Problem } from '../app/api.ts'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Money } from '../kit/money.tsx'
import { MoneyField } from '../kit/money-field.tsx'
import { Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import type { Variant } from './panel.tsx'

/** What it costs on each price list; a list without a price says so. */
export function Prices({ variant }: { variant: Variant }) {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['price-lists'],
    queryFn: () => api.call('GET /api/price-lists'),
    staleTime: 10 * 60_000,
  })
  const amounts = new Map(variant.prices.map(({ priceList, amount }) => [priceList, amount]))
  return (
    <Section title={t('stock.prices')}>
      {data?.items.length === 0 && <p className="text-sm text-muted">{t('stock.no_lists')}</p>}
      <ul className="grid divide-y divide-line">
        {data?.items.map(({ code, currency, taxIncluded }) => (
          <Price
            key={code}
            {...{ sku: variant.sku, list: code, currency, taxIncluded }}
            amount={amounts.get(code) ?? null}
          />
        ))}
      </ul>
    </Section>
  )
}

type PriceProps = {
  sku: string
  list: string
  currency: string
  taxIncluded: boolean
  amount: number | null
}

function Price({ sku, list, currency, taxIncluded, amount }: PriceProps) {
  const { t } = useWords()
  const { may } = useSession()
  const [draft, setDraft] = useState<number | null | undefined>(undefined)
  const { save, busy, problem } = useSetPrice(sku, list, () => setDraft(undefined))
  if (draft !== undefined)
    return (
      <li className="grid gap-2 py-2">
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (draft !== null) save(draft)
          }}
        >
          <MoneyField
            label={list}
            currency={currency}
            value={draft}
            onChange={setDraft}
            className="grow"
            autoFocus
          />
          <Button type="submit" kind="primary" busy={busy} disabled={draft === null}>
            {t('common.save')}
          </Button>
          <Button onClick={() => setDraft(undefined)}>{t('common.cancel')}</Button>
        </form>
        {problem && <ProblemNote problem={problem} />}
      </li>
    )
  return (
    <li className="flex items-baseline gap-2 py-1.5 text-sm">
      <span className="grow">
        {list}{' '}
        <span className="text-xs text-muted">
          {t(taxIncluded ? 'stock.tax_included' : 'stock.tax_added')}
        </span>
      </span>
      {amount === null ? (
        <span className="text-muted">{t('stock.no_price')}</span>
      ) : (
        <Money minor={amount} currency={currency} />
      )}
      {may('catalog:write') && (
        <button
          type="button"
          aria-label={t('stock.price_change', { list })}
          className="text-xs text-accent hover:underline"
          onClick={() => setDraft(amount)}
        >
          {t('common.edit')}
        </button>
      )}
    </li>
  )
}

function useSetPrice(sku: string, priceList: string, onDone: () => void) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async (amount: number) => {
    setBusy(true)
    setProblem(null)
    try {
      const prices = [{ sku, priceList, amount }]
      const { outcomes } = await api.call('POST /api/prices', { body: { prices } })
      const refused = outcomes[0]?.problem
      if (refused) throw new Problem(Number(refused.status), JSON.stringify(refused))
      await client.invalidateQueries({ queryKey: ['variant', sku] })
      onDone()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return { save, busy, problem }
}
