import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { permissionOf } from '../../src/orders/commands.ts'
import { type Order, useCompanions } from '../acting/index.ts'
import { useSession } from '../app/session.tsx'
import { arriving } from '../base/arriving.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'

const MergeDialog = lazy(() =>
  arriving(() => import('./merge-dialog.tsx').then((module) => ({ default: module.MergeDialog }))),
)

/** Orders by their numbers, each a link. */
export function OrderLinks({ orders }: { orders: readonly { id: string; number: number }[] }) {
  const { t } = useWords()
  return orders.map(({ id, number }, index) => (
    <span key={id}>
      {index > 0 && t('common.comma')}
      <Link to="/orders/$id" params={{ id }} className="numbers text-accent hover:underline">
        {number}
      </Link>
    </span>
  ))
}

/** With which orders it goes in one parcel, and which more of the same recipient could. `onUnmerge` takes it out. */
export function Together({ order, onUnmerge }: { order: Order; onUnmerge?: () => void }) {
  const { t } = useWords()
  const { may } = useSession()
  const [open, setOpen] = useState(false)
  const { id, status, merge, lines } = order
  const free =
    (status === 'received' || status === 'confirmed') && lines.every((line) => line.released === 0)
  const companions = useCompanions(id, merge !== null || free)
  const mine = free && may(permissionOf('unmerge'))
  const others = companions?.orders ?? []
  const fitting = companions?.fitting ?? []
  const offered = mine && fitting.length > 0
  if (others.length === 0 && !offered) return null
  return (
    <section
      aria-label={t('order.together')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm"
    >
      {others.length > 0 && (
        <span>
          {t('order.together_with')} <OrderLinks orders={others} />
        </span>
      )}
      {others.length > 0 && mine && onUnmerge && (
        <Button kind="quiet" onClick={onUnmerge}>
          {t('order.do_unmerge')}
        </Button>
      )}
      {offered && (
        <>
          <span>{t('order.fitting', { n: fitting.length })}</span>
          <Button onClick={() => setOpen(true)}>{t('order.merge_open')}</Button>
        </>
      )}
      {open && (
        <Suspense>
          <MergeDialog ids={[id]} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}
