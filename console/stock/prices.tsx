import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Money } from '../kit/money.tsx'
import { Section } from '../kit/page.tsx'
import { EndPriceDialog, PriceDialog, PriceHistory } from './goods-dialogs.ts'
import type { Variant } from './panel.tsx'
import { usePriceLists } from './set-price.ts'

type Setting = { list?: string; amount: number | null }

/** What it costs on each price list; a list without a price says so. The first list is made with the first price. */
export function Prices({ variant: { sku, prices } }: { variant: Variant }) {
  const { t } = useWords()
  const { may } = useSession()
  const lists = usePriceLists()
  const [setting, setSetting] = useState<Setting | null>(null)
  const [ending, setEnding] = useState<string | null>(null)
  const [told, setTold] = useState(false)
  const amounts = new Map(prices.map(({ priceList, amount }) => [priceList, amount]))
  const mayChange = may('catalog:write')
  const none = lists?.length === 0
  return (
    <Section
      title={t('stock.prices')}
      actions={
        none &&
        mayChange && (
          <Button kind="quiet" onClick={() => setSetting({ amount: null })}>
            {t('stock.set_price')}
          </Button>
        )
      }
    >
      {none && <p className="text-sm text-muted">{t('stock.no_lists')}</p>}
      <ul className="grid divide-y divide-line">
        {lists?.map(({ code, currency, taxIncluded }) => (
          <Price
            key={code}
            {...{ list: code, currency, taxIncluded }}
            amount={amounts.get(code) ?? null}
            onChange={mayChange ? (amount) => setSetting({ list: code, amount }) : null}
            onEnd={() => setEnding(code)}
          />
        ))}
      </ul>
      <div>
        <Button kind="quiet" aria-expanded={told} onClick={() => setTold(!told)}>
          {t('stock.price_history')}
        </Button>
      </div>
      {told && <PriceHistory sku={sku} />}
      {setting && <PriceDialog sku={sku} {...setting} onClose={() => setSetting(null)} />}
      {ending && <EndPriceDialog sku={sku} list={ending} onClose={() => setEnding(null)} />}
    </Section>
  )
}

function Price({
  list,
  currency,
  taxIncluded,
  amount,
  onChange,
  onEnd,
}: {
  list: string
  currency: string
  taxIncluded: boolean
  amount: number | null
  /** Null where one may not. */
  onChange: ((amount: number | null) => void) | null
  onEnd: () => void
}) {
  const { t } = useWords()
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
      {onChange && (
        <button
          type="button"
          aria-label={t(amount === null ? 'stock.set_price_on' : 'stock.price_change', { list })}
          className="text-xs text-accent hover:underline max-sm:min-h-11 max-sm:min-w-11"
          onClick={() => onChange(amount)}
        >
          {t(amount === null ? 'stock.set_price' : 'common.edit')}
        </button>
      )}
      {onChange && amount !== null && (
        <button
          type="button"
          aria-label={t('stock.price_end_on', { list })}
          className="text-xs text-bad hover:underline max-sm:min-h-11 max-sm:min-w-11"
          onClick={onEnd}
        >
          {t('stock.price_end')}
        </button>
      )}
    </li>
  )
}
