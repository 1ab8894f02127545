import { Link } from '@tanstack/react-router'
import { usePlaceNames } from '../app/place-names.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { useStockOuts } from './data.ts'
import { Rest } from './rest.tsx'

/** Goods of which nothing is free. */
export function StockOuts() {
  const { t, lang } = useWords()
  const { data } = useStockOuts(true)
  const placeOf = usePlaceNames()
  if (!data) return <Section title={t('home.stock_question')}>{null}</Section>
  const { items, sums } = data
  return (
    <Section
      title={t('home.stock_question')}
      actions={
        items.length > 0 && (
          <Rest to="/stock" search={{ state: 'out' }}>
            {t('home.stock_all', { n: sums.levels })}
          </Rest>
        )
      }
    >
      {items.length === 0 ? (
        <p className="py-2 text-sm text-muted">{t('home.stock_none')}</p>
      ) : (
        <ul>
          {items.map(({ sku, location, name, available }) => (
            <li key={`${sku} ${location}`}>
              <Link
                to="/stock"
                search={{ state: 'out', sku }}
                className="group flex h-(--row) rounded-sm outline-offset-[-2px] items-center gap-3 border-b border-line text-sm"
              >
                <span className="w-28 shrink-0 truncate font-mono text-xs">{sku}</span>
                <span className="min-w-0 grow truncate group-hover:underline">
                  {name[lang] ?? name.en ?? name.zh}
                </span>
                <span className="shrink-0 text-muted">{placeOf(location)}</span>
                <span className="numbers shrink-0 text-bad">
                  {t('home.stock_available', { n: available })}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
