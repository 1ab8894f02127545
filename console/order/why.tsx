import { useWords } from '../app/words.ts'
import { SlaBadge } from '../kit/sla-badge.tsx'
import type { Level, Order } from './data.ts'
import { isPlain, whyOf } from './why.ts'

const told = 5

/** Why the order is here: holds with their reason, what is lacking, how late it is, and what it waits for. */
export function WhyHere({
  order,
  stock,
}: {
  order: Order
  stock: ReadonlyMap<string, Level[]> | undefined
}) {
  const { t, code, knows } = useWords()
  const why = whyOf(order, Date.now())
  if (isPlain(why)) return null
  const { holds, missing, late, waitsFor } = why
  return (
    <section
      aria-label={t('order.why')}
      className="rounded-md border border-line bg-warn-soft px-3 py-2 text-sm text-warn"
    >
      <h2 className="font-semibold">{t('order.why')}</h2>
      <ul className="mt-1 grid gap-1">
        {late && (
          <li>
            {t('order.why_late')} <SlaBadge promisedFor={order.promisedFor} kept={false} />
          </li>
        )}
        {holds.map((hold) => (
          <li key={hold.id}>
            <strong>{code('hold', hold.code, hold.params)}</strong>
            {hold.note && <>: {hold.note}</>}
            <div className="text-xs">
              {knows('hold_who', hold.code) && `${code('hold_who', hold.code)} · `}
              {t('order.hold_blocks', {
                what: hold.blocks.map((one) => code('transition', one)).join(t('order.comma')),
              })}
            </div>
          </li>
        ))}
        {missing.slice(0, told).map(({ sku, pieces }) => (
          <li key={sku}>
            {t('order.why_missing', { n: pieces, sku })}
            {stock && (
              <span className="ml-1 text-xs">
                {t('order.why_available', { n: availableOf(stock.get(sku)) })}
              </span>
            )}
          </li>
        ))}
        {missing.length > told && <li>{t('order.why_more', { n: missing.length - told })}</li>}
        {waitsFor && holds.length === 0 && <li>{t(`order.waits_${waitsFor}`)}</li>}
      </ul>
    </section>
  )
}

function availableOf(levels: readonly Level[] = []): number {
  return levels.reduce((sum, { available }) => sum + Math.max(0, available), 0)
}
