import { useQuery } from '@tanstack/react-query'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { useRefresh } from '../base/refresh.ts'
import { useWords } from '../base/words.ts'
import { nameIn } from './names.ts'

const most = 12

/** Where no level is found: the goods that fit, for they may be made and not be on any shelf yet. */
export function GoodsWithout({ q, onPick }: { q: string; onPick: (sku: string) => void }) {
  const { t, lang } = useWords()
  const { may } = useSession()
  const { data, refetch } = useQuery({
    queryKey: ['stock', 'goods', q],
    queryFn: ({ signal }) =>
      api.call('GET /api/variants', { query: { limit: most, ...(q !== '' && { q }) }, signal }),
    enabled: may('catalog:read'),
    staleTime: 0,
  })
  useRefresh(['variant.*'], refetch)
  if (!data || data.items.length === 0) return null
  return (
    <section aria-labelledby="goods-without" className="mx-auto max-w-md px-6">
      <h2 id="goods-without" className="mb-1 text-sm font-semibold">
        {t('stock.goods_without')}
      </h2>
      <ul className="divide-y divide-line border-y border-line text-sm">
        {data.items.map(({ sku, name }) => (
          <li key={sku}>
            <button
              type="button"
              onClick={() => onPick(sku)}
              className="flex min-h-(--row) w-full items-center gap-3 text-left hover:bg-sunken max-sm:min-h-11"
            >
              <span className="font-mono text-accent">{sku}</span>
              <span className="min-w-0 grow truncate text-muted">{nameIn(name, lang)}</span>
            </button>
          </li>
        ))}
      </ul>
      {data.next !== null && (
        <p className="mt-1 text-sm text-muted">{t('stock.goods_more', { n: most })}</p>
      )}
    </section>
  )
}
