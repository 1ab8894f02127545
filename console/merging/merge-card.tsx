import { addressLines, nameOf, useNames } from '../acting/index.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import { shippingOf } from './freight.ts'
import type { Preview } from './merge-dialog.tsx'

const linesTold = 5

/** One of the orders that are to go in one parcel: who, where, what, and what it comes to. */
export function MergeCard({
  order,
  differs,
}: Pick<Preview['orders'][number], 'order' | 'differs'>) {
  const { t, code, lang } = useWords()
  const format = useFormat()
  const names = useNames()
  const { number, placedAt, status, holds, merge, lines, shipTo, total, currency } = order
  const shipping = shippingOf(order)
  return (
    <li className="grid content-start gap-2 rounded-md border border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <strong className="numbers">{number}</strong>
        <Chip tone={status === 'confirmed' ? 'good' : 'neutral'}>{code('status', status)}</Chip>
        {merge !== null && <Chip tone="info">{t('order.merge_in')}</Chip>}
        {holds.map((hold) => (
          <Chip key={hold.id} tone="bad">
            {code('hold', hold.code, hold.params)}
          </Chip>
        ))}
      </div>
      <p className="text-xs text-muted">
        {t('order.placed')} {format.time(placedAt)} · {names.channel(order.channel)}
      </p>
      <div className="break-words">
        {addressLines(shipTo, names).map((line) => (
          <div key={line}>{line}</div>
        ))}
        {differs.length > 0 && (
          <p className="text-bad">
            {t('order.merge_differs', {
              fields: differs.map((field) => code('recipient', field)).join(t('common.comma')),
            })}
          </p>
        )}
      </div>
      <ul className="text-xs">
        {lines.slice(0, linesTold).map((line) => (
          <li key={line.line}>
            {nameOf(line, lang)} × {line.ordered - line.cancelled}
          </li>
        ))}
        {lines.length > linesTold && (
          <li className="text-muted">{t('order.lines_more', { n: lines.length - linesTold })}</li>
        )}
      </ul>
      <p className="numbers text-xs text-muted">
        {shipping > 0
          ? `${t('order.merge_freight')} ${format.money(shipping, currency)}`
          : t('order.merge_no_freight')}
        {' · '}
        {format.money(total, currency)}
      </p>
    </li>
  )
}
