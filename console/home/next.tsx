import { Link } from '@tanstack/react-router'
import type { Answered } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import { Section } from '../kit/page.tsx'
import { SlaBadge } from '../kit/sla-badge.tsx'
import { cell, type Head, row, Table } from '../kit/table.tsx'
import { useNext } from './data.ts'
import type { Overview } from './hours.ts'
import { firstOf, type Job } from './job.ts'
import { Rest } from './rest.tsx'

type Order = Answered<'GET /api/orders'>['items'][number]

/** The five orders to begin with: what is late, what leaves next, or what is delivered next. */
export function Next({ job, overview: { late, buckets } }: { job: Job; overview: Overview }) {
  const { t } = useWords()
  const bucket = firstOf[job]
  const count = bucket === 'late' ? late : buckets[bucket]
  const items = useNext(bucket).data?.items
  return (
    <Section
      title={t(`home.next_${bucket}`)}
      actions={count > 0 && <Rest search={{ bucket }}>{t('home.next_all', { n: count })}</Rest>}
    >
      {count === 0 || items?.length === 0 ? (
        <p className="py-2 text-sm text-muted">{t(`home.next_none_${bucket}`)}</p>
      ) : (
        <Table heads={headsOf(job, t)}>
          {items?.map((order) => (
            <NextRow key={order.id} order={order} job={job} />
          ))}
        </Table>
      )}
    </Section>
  )
}

/** Who delivers asks where to; the others, what it is and what stands in its way. */
function headsOf(job: Job, t: ReturnType<typeof useWords>['t']): Head[] {
  const drives = job === 'courier'
  return [
    { label: t('home.number') },
    { label: t('home.customer'), wide: !drives },
    ...(drives ? [{ label: t('home.city') }] : []),
    { label: t('home.goods'), wide: true, grows: true },
    { label: t('home.total'), end: true, wide: true },
    ...(drives ? [] : [{ label: t('home.state') }]),
    { label: t('home.lateness'), end: true },
  ]
}

function NextRow({ order, job }: { order: Order; job: Job }) {
  const format = useFormat()
  const drives = job === 'courier'
  return (
    <tr className={`${row} hover:bg-sunken`}>
      <td className={cell}>
        <Link
          to="/orders/$id"
          params={{ id: order.id }}
          className="numbers inline-flex items-center rounded-sm font-medium hover:underline max-sm:min-h-11"
        >
          {order.number}
        </Link>
      </td>
      <td className={`${cell} max-w-40 truncate ${drives ? 'max-sm:max-w-24' : 'max-sm:hidden'}`}>
        {order.customer.name}
      </td>
      {drives && <td className={`${cell} max-w-32 truncate`}>{order.shipTo.city}</td>}
      <td className={`${cell} max-w-0 truncate max-sm:hidden`}>
        <Goods order={order} />
      </td>
      <td className={`${cell} numbers text-right whitespace-nowrap max-sm:hidden`}>
        {format.money(order.total, order.currency)}
      </td>
      {!drives && (
        <td className={cell}>
          <WhyHere order={order} />
        </td>
      )}
      <td className={`${cell} text-right`}>
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
function WhyHere({ order: { holds, status, fulfilment, restWaitsFor } }: { order: Order }) {
  const { t, code } = useWords()
  const [hold] = holds
  if (hold) return <Chip tone="bad">{code('hold', hold.code, hold.params)}</Chip>
  if (status === 'received') return <Chip tone="warn">{code('status', status)}</Chip>
  if (restWaitsFor === 'stock') return <Chip tone="bad">{t('home.reason_waiting')}</Chip>
  return <Chip tone="info">{code('fulfilment', fulfilment)}</Chip>
}
