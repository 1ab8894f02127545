import { Link } from '@tanstack/react-router'
import type { Answered } from '../app/api.ts'
import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { Chip } from '../kit/chip.tsx'
import { Section } from '../kit/page.tsx'
import { SlaBadge } from '../kit/sla-badge.tsx'
import { useLate } from './data.ts'
import { Rest, Rows } from './rows.tsx'

type Order = Answered<'GET /api/orders'>['items'][number]

/** The five orders that are late the longest. */
export function Late({ count }: { count: number }) {
  const { t } = useWords()
  const items = useLate().data?.items ?? []
  return (
    <Section
      title={t('home.late_question')}
      actions={
        count > 0 && <Rest search={{ bucket: 'late' }}>{t('home.late_all', { n: count })}</Rest>
      }
    >
      {count === 0 ? (
        <p className="py-2 text-sm text-muted">{t('home.late_none')}</p>
      ) : (
        <Rows
          heads={[
            { label: t('home.number') },
            { label: t('home.customer'), wide: true },
            { label: t('home.goods'), wide: true, grows: true },
            { label: t('home.total'), end: true, wide: true },
            { label: t('home.state') },
            { label: t('home.lateness'), end: true },
          ]}
        >
          {items.map((order) => (
            <LateRow key={order.id} order={order} />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function LateRow({ order }: { order: Order }) {
  const format = useFormat()
  return (
    <tr className="h-(--row) border-b border-line hover:bg-sunken">
      <td className="pr-3">
        <Link
          to="/orders/$id"
          params={{ id: order.id } as never}
          className="numbers rounded-sm font-medium hover:underline"
        >
          {order.number}
        </Link>
      </td>
      <td className="max-w-40 truncate pr-3 max-sm:hidden">{order.customer.name}</td>
      <td className="max-w-0 truncate pr-3 max-sm:hidden">
        <Goods order={order} />
      </td>
      <td className="numbers pr-3 text-right whitespace-nowrap max-sm:hidden">
        {format.money(order.total, order.currency)}
      </td>
      <td className="pr-3">
        <WhyHere order={order} />
      </td>
      <td className="text-right">
        <SlaBadge promisedFor={order.promisedFor} kept={false} />
      </td>
    </tr>
  )
}

function Goods({ order: { first, lineCount } }: { order: Order }) {
  const { t, lang } = useWords()
  if (!first) return null
  const name = first.name[lang] ?? first.name.en ?? first.name.zh ?? first.sku
  const { quantity } = first
  return lineCount > 1
    ? t('home.goods_more', { name, quantity, more: lineCount - 1 })
    : t('home.goods_one', { name, quantity })
}

/** What stands in its way: a hold first, else where it is. */
function WhyHere({ order: { holds, status, fulfilment } }: { order: Order }) {
  const { t, code } = useWords()
  const [hold] = holds
  if (hold) return <Chip tone="bad">{code('hold', hold.code, hold.params)}</Chip>
  if (status === 'received') return <Chip tone="warn">{code('status', status)}</Chip>
  if (fulfilment === 'none' || fulfilment === 'partly_allocated')
    return <Chip tone="bad">{t('home.reason_waiting')}</Chip>
  return <Chip tone="info">{code('fulfilment', fulfilment)}</Chip>
}
