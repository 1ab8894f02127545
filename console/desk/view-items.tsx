import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useSession } from '../app/session.tsx'
import { api, Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import type { MenuItem } from '../kit/menu.tsx'
import { toast } from '../kit/toasts.ts'
import { moved } from './view-order.ts'
import {
  bodyOf,
  mayChange,
  type Naming,
  sharing,
  type View,
  type ViewsProps,
  viewsKey,
} from './view-state.ts'

export type Asked = ViewsProps & {
  views: readonly View[]
  current: View | undefined
  changed: boolean
  show: (view: View) => void
  onName: (naming: Naming) => void
}

/** Everything that can be done with views, as a menu. */
export function useViewItems(asked: Asked): MenuItem[] {
  const { views, current, show, onName } = asked
  const { t } = useWords()
  const list = (of: readonly View[], head: string): MenuItem[] =>
    of.length === 0
      ? []
      : [
          { kind: 'head', label: head },
          ...of.map(
            (view): MenuItem => ({
              label: view.name,
              checked: view === current,
              ...(view.shared && { icon: <Users size={14} aria-hidden="true" /> }),
              onClick: () => show(view),
            }),
          ),
        ]
  return [
    ...list(
      views.filter(({ mine }) => mine),
      t('desk.view_mine'),
    ),
    ...list(
      views.filter(({ mine }) => !mine),
      t('desk.view_shared'),
    ),
    ...(views.length > 0 ? [{ kind: 'line' } as const] : []),
    { label: t('desk.view_save_as'), onClick: () => onName({ for: 'new' }) },
    ...useOwnItems(asked),
  ]
}

/** What can be done with the view that is shown, by whom it may be changed. */
function useOwnItems(asked: Asked): MenuItem[] {
  const { views, current, changed, show, onName, params, columns, density, set } = asked
  const { t, code } = useWords()
  const { may } = useSession()
  const client = useQueryClient()
  const mayShare = may(sharing)
  if (!current || !mayChange(current, mayShare)) return []
  const trying = (work: () => Promise<void>) => () => {
    work().catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
      toast({ text: code('refusal', error.code, error.params), tone: 'bad' })
      reload(client, current.place)
    })
  }
  const save = (over: Partial<View>, shown = false) =>
    trying(async () => {
      const kept = shown ? bodyOf(current, { params, columns, density }) : contentOf(current)
      await put({ ...current, ...kept, ...over })
      await reload(client, current.place)
    })
  const move = (step: -1 | 1) =>
    trying(async () => {
      const writable = moved(views, current.id, step).filter((view) => mayChange(view, mayShare))
      for (const view of writable) await put(view)
      await reload(client, current.place)
    })
  const remove = trying(async () => {
    const { id, version } = current
    await api.call('DELETE /api/views/{id}', { params: { id }, ifMatch: version })
    set({ view: undefined }, { replace: true })
    await reload(client, current.place)
    const undo = async () => {
      await api.call('POST /api/views', { body: contentOf(current) })
      await reload(client, current.place)
    }
    toast({
      text: t('desk.view_deleted', { name: current.name }),
      undo: { label: t('common.undo'), run: trying(undo) },
    })
  })
  return [
    ...(changed
      ? [
          { label: t('desk.view_save'), onClick: save({}, true) },
          { label: t('desk.view_reset'), onClick: () => show(current) },
        ]
      : []),
    { label: t('desk.view_rename'), onClick: () => onName({ for: 'rename', view: current }) },
    ...(mayShare
      ? [
          {
            label: t(current.shared ? 'desk.view_unshare' : 'desk.view_share'),
            onClick: save({ shared: !current.shared }),
          },
        ]
      : []),
    { label: t('desk.view_forward'), onClick: move(-1) },
    { label: t('desk.view_back'), onClick: move(1) },
    { label: t('desk.view_delete'), tone: 'bad', onClick: remove },
  ]
}

/** What a view says, without whose it is. */
export function contentOf({ place, name, shared, query, columns, density, position }: View) {
  return { place, name, shared, query, columns, density, position }
}

/** Writes a view as it was seen: what somebody else changed meanwhile is refused. */
export async function put(view: View): Promise<View> {
  const { id, version } = view
  return await api.call('PUT /api/views/{id}', {
    ...{ params: { id }, ifMatch: version, body: contentOf(view) },
  })
}

export async function reload(client: QueryClient, place: string): Promise<void> {
  await client.invalidateQueries({ queryKey: viewsKey(place) })
}
