import { useQuery } from '@tanstack/react-query'
import { permissionOf } from '../../src/orders/commands.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import { type Reason, reasonOf } from '../base/reasons.ts'
import { useWords, type Words } from '../base/words.ts'
import { ContextMenu, type MenuItem } from '../kit/context-menu.tsx'
import { toast } from '../kit/toasts.ts'
import { keyOf, labels, type Name } from './offered.ts'
import type { Ask } from './over.tsx'
import type { Order } from './rows.ts'
import type { Open } from './use-desk.ts'

export type RowMenuAt = { order: Order; x: number; y: number }

type Do = {
  open: Open
  look: (id: string) => void
  ask: Ask
  lift: (id: string, hold: string) => void
}

/** What can be done with one order. What the server would refuse stays in sight and says why, as soon as the server told. */
export function RowMenu({
  at,
  marked,
  act,
  onClose,
  returnTo,
}: {
  at: RowMenuAt
  /** The marked orders: merging is about all of them. */
  marked: ReadonlySet<string>
  act: Do
  onClose: () => void
  returnTo: HTMLElement | null
}) {
  const words = useWords()
  const { may } = useSession()
  const { order } = at
  const why = useWhy(order, words)
  const command = (name: keyof typeof labels): MenuItem[] => {
    const keys = keyOf[name]
    return may(permissionOf(name))
      ? [
          {
            label: words.t(labels[name]),
            why: why(name),
            onClick: () =>
              act.ask(name, { ids: name === 'merge' ? among(order.id, marked) : [order.id] }),
            ...(keys && { keys }),
            ...(name === 'cancel' && { tone: 'bad' as const }),
          },
        ]
      : []
  }
  const { t } = words
  const change: MenuItem[] = may(permissionOf('change'))
    ? [
        {
          label: t('desk.do_change'),
          keys: 'e',
          why: why('change'),
          onClick: () => act.open(order.id, { do: 'change' }),
        },
      ]
    : []
  const split: MenuItem[] = may(permissionOf('split'))
    ? [
        {
          label: t('desk.do_split'),
          why: why('split'),
          onClick: () => act.open(order.id, { do: 'split' }),
        },
      ]
    : []
  const unmerge: MenuItem[] =
    order.merge !== null && may(permissionOf('unmerge'))
      ? [
          {
            label: t('desk.do_unmerge'),
            why: why('unmerge'),
            onClick: () => act.open(order.id, { do: 'unmerge' }),
          },
        ]
      : []
  const items: MenuItem[] = [
    { label: t('desk.open'), keys: 'enter', onClick: () => act.open(order.id) },
    { label: t('desk.look'), keys: 'space', onClick: () => act.look(order.id) },
    { kind: 'line' },
    ...command('confirm'),
    ...command('hold'),
    ...(may(permissionOf('lift')) ? lifts(order, words, act) : []),
    ...change,
    ...command('carrier'),
    ...command('allocate'),
    ...command('release'),
    ...split,
    ...command('merge'),
    ...unmerge,
    ...command('cancel'),
    { kind: 'line' },
    ...copies(order, t),
  ]
  return (
    <ContextMenu
      at={at}
      label={t('desk.order_n', { number: String(order.number) })}
      items={items}
      onClose={onClose}
      returnTo={returnTo}
    />
  )
}

/** The marked orders where this one is among them, else this one. */
function among(id: string, marked: ReadonlySet<string>): readonly string[] {
  return marked.has(id) ? [...marked] : [id]
}

/** Why a command is not possible, in words; undefined while it is possible or not known. */
function useWhy(
  order: Order,
  words: Words,
): (name: Name | 'split' | 'unmerge') => string | undefined {
  const { data } = useQuery({
    queryKey: ['orders', order.id, 'commands', order.version],
    queryFn: () => api.call('GET /api/orders/{id}/commands', { params: { id: order.id } }),
  })
  return (name) => {
    const told = data?.items.find(({ command }) => command === name)
    if (!told || told.allowed) return undefined
    return reasonOf((told.problem ?? {}) as Reason, words)
  }
}

function lifts({ id, holds }: Order, { t, code }: Words, act: Do): MenuItem[] {
  return holds.map((hold) => ({
    label: t('desk.lift', { hold: code('hold', hold.code, hold.params) }),
    onClick: () => act.lift(id, hold.id),
  }))
}

function copies({ id, number }: Order, t: Words['t']): MenuItem[] {
  const link = `${location.origin}/orders/${id}`
  const curl = `curl -H "authorization: Bearer $THROUGHLINE_KEY" ${location.origin}/api/orders/${id}`
  const copy = (text: string) => async () => {
    await navigator.clipboard.writeText(text)
    toast({ text: t('common.copied'), tone: 'good' })
  }
  return [
    { label: t('desk.copy_number'), onClick: copy(String(number)) },
    { label: t('desk.copy_link'), onClick: copy(link) },
    { label: t('desk.copy_curl'), onClick: copy(curl) },
  ]
}
