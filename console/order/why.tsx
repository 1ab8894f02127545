import { clsx } from 'clsx'
import type { Level, Order } from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { SlaBadge } from '../kit/sla-badge.tsx'
import { isPlain, type Missing as Lacking, whyOf } from './why.ts'

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
  const stopped = holds.length > 0 || missing.length > 0 || late
  return (
    <section
      aria-label={t('order.why')}
      className={clsx(
        'rounded-md px-3 py-2 text-sm',
        stopped ? 'bg-warn-soft text-warn' : 'bg-sunken text-ink',
      )}
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
            {hold.note && ` · ${hold.note}`}
            <div className="text-xs">
              {knows('hold_who', hold.code) && `${code('hold_who', hold.code)} · `}
              {t('order.hold_blocks', {
                what: hold.blocks.map((one) => code('transition', one)).join(t('order.comma')),
              })}
            </div>
          </li>
        ))}
        {missing.length > 0 && (
          <li>
            {code('rest', 'stock', { n: order.toAllocate, of: order.units })}
            <Missing missing={missing} stock={stock} />
          </li>
        )}
        {waitsFor && holds.length === 0 && (
          <li>
            {order.restWaitsFor === 'release'
              ? code('rest', 'release', { n: order.toRelease })
              : t(`order.waits_${waitsFor}`)}
          </li>
        )}
      </ul>
    </section>
  )
}

function Missing({
  missing,
  stock,
}: {
  missing: readonly Lacking[]
  stock: ReadonlyMap<string, Level[]> | undefined
}) {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap gap-x-4 text-xs">
      {missing.slice(0, told).map(({ sku, pieces }) => (
        <span key={sku}>
          {t('order.why_missing', { n: pieces, sku })}{' '}
          {stock && t('order.why_available', { n: availableOf(stock.get(sku)) })}
        </span>
      ))}
      {missing.length > told && <span>{t('order.why_more', { n: missing.length - told })}</span>}
    </div>
  )
}

function availableOf(levels: readonly Level[] = []): number {
  return levels.reduce((sum, { available }) => sum + Math.max(0, available), 0)
}
