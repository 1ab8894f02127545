import { useMemo } from 'react'
import { type Format, useFormat } from '../base/format.ts'
import { useWords, type Words } from '../base/words.ts'
import { Chip } from '../kit/chip.tsx'
import type { GridColumn } from '../kit/grid/index.ts'
import { SlaBadge } from '../kit/sla-badge.tsx'
import { type Names, useNames } from './names.ts'
import { ReasonCell } from './reason.tsx'
import type { Order } from './rows.ts'
import { promiseKept, stateTones } from './state.ts'

type Telling = { words: Words; format: Format; names: Names }
type Column = GridColumn<Order>

/** Every column that the desk has, in words. The same list until language or names change: rows depend on it. */
export function useColumns(): readonly Column[] {
  const words = useWords()
  const format = useFormat()
  const names = useNames()
  return useMemo(() => {
    const telling = { words, format, names }
    return [...standing(telling), ...who(telling), ...what(telling), ...others(telling)]
  }, [words, format, names])
}

/** Least widths by language: English heads are longer, and Chinese states shorter. */
function least({ lang }: Words, zh: number, en: number): number {
  return lang === 'zh' ? zh : en
}

function standing({ words }: Telling): Column[] {
  const { t } = words
  return [
    {
      key: 'number',
      title: t('desk.col_number'),
      width: 104,
      least: least(words, 72, 88),
      pinned: true,
      always: true,
      cell: ({ id, number }) => (
        <a
          href={`/orders/${id}`}
          data-open=""
          tabIndex={-1}
          className="numbers font-medium hover:underline"
        >
          {number}
        </a>
      ),
    },
    {
      key: 'state',
      title: t('desk.col_state'),
      width: least(words, 96, 124),
      least: least(words, 84, 104),
      pinned: true,
      cell: (order) => <StateCell order={order} words={words} />,
    },
    {
      key: 'reason',
      title: t('desk.col_reason'),
      width: least(words, 168, 188),
      least: least(words, 100, 104),
      cell: (order) => (
        <>
          {order.exact && <span className="mr-1.5 text-accent">{t('desk.exact')}</span>}
          <ReasonCell order={order} />
        </>
      ),
    },
    {
      key: 'promisedFor',
      title: t('desk.col_promise'),
      width: least(words, 124, 136),
      least: least(words, 92, 116),
      sorts: [{ name: 'promise', order: 'ascending', label: t('desk.sort_promise') }],
      cell: (order) => <SlaBadge promisedFor={order.promisedFor} kept={promiseKept(order)} />,
    },
  ]
}

/** How far the order has come, as a chip; of a held one that it is held, and beside it how far. */
function StateCell({ order, words: { t } }: { order: Order; words: Words }) {
  const step = t(`desk.state_${order.step}`)
  if (order.queue !== 'held') return <Chip tone={stateTones[order.step]}>{step}</Chip>
  const held = t('desk.bucket_held')
  return (
    <span title={`${held} · ${step}`}>
      <Chip tone="bad">{held}</Chip>
      <span className="text-xs text-muted">{` ${step}`}</span>
    </span>
  )
}

function who({ words, names }: Telling): Column[] {
  const { t } = words
  return [
    {
      key: 'channel',
      title: t('desk.col_channel'),
      width: 92,
      least: least(words, 56, 64),
      cell: ({ channel }) => names.channel(channel),
    },
    {
      key: 'customer',
      title: t('desk.col_customer'),
      width: 190,
      least: 104,
      cell: ({ customer, shipTo }) => (
        <>
          {customer.name}
          <span className="text-muted"> · {shipTo.city}</span>
        </>
      ),
    },
    {
      key: 'country',
      title: t('desk.col_country'),
      width: 110,
      least: least(words, 76, 80),
      optional: true,
      cell: ({ shipTo }) => names.country(shipTo.country),
    },
    {
      key: 'phone',
      title: t('desk.col_phone'),
      width: 130,
      optional: true,
      cell: ({ customer, shipTo }) => customer.phone ?? shipTo.phone,
    },
  ]
}

function what({ words, format }: Telling): Column[] {
  const { t } = words
  return [
    {
      key: 'item',
      title: t('desk.col_item'),
      width: 240,
      least: 84,
      grow: true,
      cell: (order) => <Goods order={order} words={words} />,
    },
    {
      key: 'units',
      title: t('desk.col_units'),
      width: 68,
      least: least(words, 56, 60),
      align: 'end',
      optional: true,
      cell: ({ units }) => format.number(units),
    },
    {
      key: 'total',
      title: t('desk.col_total'),
      width: 108,
      least: 92,
      inSight: true,
      align: 'end',
      sorts: [
        { name: 'total_high', order: 'descending', label: t('desk.sort_total_high') },
        { name: 'total_low', order: 'ascending', label: t('desk.sort_total_low') },
      ],
      cell: ({ total, currency }) => format.money(total, currency),
    },
    {
      key: 'paid',
      title: t('desk.col_paid'),
      width: 100,
      least: 80,
      align: 'end',
      optional: true,
      cell: ({ paid, currency }) => format.money(paid, currency),
    },
  ]
}

function Goods({ order, words }: { order: Order; words: Words }) {
  const { first, lineCount } = order
  const { lang, t } = words
  if (!first) return null
  const name = first.name[lang] ?? first.name.zh ?? first.name.en ?? first.sku
  return (
    <>
      {name}
      <span className="text-muted">
        {` × ${first.quantity}`}
        {lineCount > 1 && ` ${t('desk.more_lines', { n: lineCount - 1 })}`}
      </span>
    </>
  )
}

const urgent = new Set<Order['payment']>(['overcharged', 'partly_paid'])

function others({ words, format, names }: Telling): Column[] {
  const { t, code } = words
  const text = (
    key: string,
    title: string,
    width: number,
    cell: Column['cell'],
    more: Partial<Column> = {},
  ): Column => ({ key, title, width, cell, ...more })
  return [
    text(
      'locations',
      t('desk.col_locations'),
      120,
      ({ locations }) => (locations ?? []).map(names.location).join(t('common.comma')),
      { least: 72 },
    ),
    text(
      'carrier',
      t('desk.col_carrier'),
      100,
      ({ carrier }) => (carrier === null ? null : names.carrier(carrier)),
      { optional: true },
    ),
    text(
      'payment',
      t('desk.col_payment'),
      least(words, 84, 104),
      ({ payment }) =>
        urgent.has(payment) ? (
          <span className="text-warn">{code('payment', payment)}</span>
        ) : (
          code('payment', payment)
        ),
      { className: 'text-muted' },
    ),
    text('placedAt', t('desk.col_placed'), 124, ({ placedAt }) => format.time(placedAt), {
      className: 'numbers text-muted',
      sorts: [
        { name: 'newest', order: 'descending', label: t('desk.sort_newest') },
        { name: 'oldest', order: 'ascending', label: t('desk.sort_oldest') },
      ],
    }),
    text('externalRef', t('desk.col_ref'), 120, ({ externalRef }) => externalRef, {
      className: 'text-muted',
    }),
    text(
      'aftersales',
      t('desk.col_aftersales'),
      100,
      ({ aftersales }) => (aftersales === 'none' ? null : code('aftersales', aftersales)),
      { optional: true },
    ),
    text('lines', t('desk.col_lines'), 64, ({ lineCount }) => format.number(lineCount), {
      optional: true,
      align: 'end',
    }),
    text('note', t('desk.col_note'), 180, ({ note }) => note, { optional: true }),
  ]
}
