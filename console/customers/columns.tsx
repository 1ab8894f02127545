import { useMemo } from 'react'
import type { Answered } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import type { GridColumn } from '../kit/grid/index.ts'
import { Time } from '../kit/time.tsx'

type Listed = Answered<'GET /api/customers'>['items'][number]

export function useCustomerColumns(): GridColumn<Listed>[] {
  const { t } = useWords()
  const format = useFormat()
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('customers.name'),
        width: 220,
        least: 120,
        always: true,
        pinned: true,
        cell: ({ name }) => name,
      },
      {
        key: 'phone',
        title: t('customers.phone'),
        width: 160,
        least: 110,
        cell: ({ phone }) => <span className="numbers">{phone}</span>,
      },
      {
        key: 'email',
        title: t('customers.email'),
        width: 240,
        least: 120,
        grow: true,
        cell: ({ email }) => email,
      },
      {
        key: 'orders',
        title: t('customers.orders'),
        width: 90,
        least: 80,
        align: 'end',
        sorts: [{ name: 'orders', order: 'descending', label: t('customers.sort_orders') }],
        cell: ({ orderCount }) => <span className="numbers">{format.number(orderCount)}</span>,
      },
      {
        key: 'lastOrder',
        title: t('customers.last_order'),
        width: 150,
        least: 110,
        sorts: [{ name: 'lastOrder', order: 'descending', label: t('customers.sort_last') }],
        cell: ({ lastOrderAt }) => lastOrderAt && <Time at={lastOrderAt} />,
      },
      {
        key: 'language',
        title: t('customers.language'),
        width: 90,
        least: 80,
        optional: true,
        cell: ({ language }) => language && t(`customers.language_${language}`),
      },
      {
        key: 'created',
        title: t('customers.since'),
        width: 150,
        least: 110,
        sorts: [{ name: 'newest', order: 'descending', label: t('customers.sort_newest') }],
        cell: ({ createdAt }) => <Time at={createdAt} how="date" />,
      },
      {
        key: 'note',
        title: t('customers.note'),
        width: 200,
        least: 80,
        optional: true,
        cell: ({ note }) => note,
      },
    ],
    [t, format],
  )
}
