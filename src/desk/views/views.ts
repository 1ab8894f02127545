import { type Asked, type Caller, may, type Route } from '../../base/http/index.ts'
import type { FactOf, NewFactOf } from '../../base/module/index.ts'
import { isRefusal, newId, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import type { viewsContract } from './contract.ts'
import { viewsFacts } from './facts.ts'
import { countViews, deleteViews, lockViews, saveViews, type View } from './views.sql.ts'

type C = typeof viewsContract
type ViewFact = FactOf<typeof viewsFacts>

/** The permission to share a view, and to change a shared one. */
const sharing = 'views:share'

/** The most views of one person. */
const mostViews = 100

/** A view as the API shows it to one person. */
export function viewOf(view: View, caller: Caller) {
  return { ...view, mine: view.ownerId === caller.id }
}

/**
 * Saves new views, each for its caller. Refuses `too_many_views` (more than 100 of one person), and `not_allowed` for a shared view
 * when the caller may not share.
 */
export async function makeViews(tx: Tx, asked: Asked<C['POST /api/views']>[]) {
  const counts = await countViews(
    tx,
    asked.map(({ caller }) => caller.id),
  )
  const made = asked.map(({ body, caller, at }): View | Refusal => {
    if (body.shared && !may(caller, sharing)) return refuse('not_allowed', { permission: sharing })
    const count = counts.get(caller.id) ?? 0
    if (count >= mostViews) return refuse('too_many_views', { limit: mostViews })
    counts.set(caller.id, count + 1)
    return { ...body, id: newId('view', at.getTime()), ownerId: caller.id, version: 1 }
  })
  await write(tx, made, asked, 'view.saved')
  return made
}

/** Changes views. Refuses `not_found` for those of others, `not_allowed` to share or to change a shared one, `version_mismatch`. */
export async function changeViews(tx: Tx, asked: Asked<C['PUT /api/views/{id}']>[]) {
  const views = await lockViews(
    tx,
    asked.map(({ params }) => params.id),
  )
  const changed = asked.map(({ params, body, caller, ifMatch }): View | Refusal => {
    const view = reach(views.get(params.id), caller, ifMatch, body.shared)
    if (isRefusal(view)) return view
    const after = { ...view, ...body, version: view.version + 1 }
    views.set(view.id, after)
    return after
  })
  await write(tx, changed, asked, 'view.changed')
  return changed
}

/** Removes views. Refuses what changing them refuses. */
export async function removeViews(tx: Tx, asked: Asked<C['DELETE /api/views/{id}']>[]) {
  const views = await lockViews(
    tx,
    asked.map(({ params }) => params.id),
  )
  const removed = asked.map(({ params, caller, ifMatch }): View | Refusal => {
    const view = reach(views.get(params.id), caller, ifMatch)
    if (isRefusal(view)) return view
    views.delete(view.id)
    return { ...view, version: view.version + 1 }
  })
  const gone = removed.flatMap((view) => (isRefusal(view) ? [] : [view.id]))
  await deleteViews(tx, gone)
  note(tx, removed, asked, 'view.removed')
  return removed
}

/** A view that the caller may change. If it is shared, before or after, the caller needs the permission to share, even as owner. */
function reach(
  view: View | undefined,
  caller: Caller,
  ifMatch: number | null,
  willShare = false,
): View | Refusal {
  if (!view || !(view.ownerId === caller.id || view.shared)) return refuse('not_found')
  if ((view.shared || willShare) && !may(caller, sharing))
    return refuse('not_allowed', { permission: sharing })
  const { version } = view
  if (ifMatch !== null && ifMatch !== version)
    return refuse('version_mismatch', { version, yours: ifMatch })
  return view
}

async function write(
  tx: Tx,
  outcomes: readonly (View | Refusal)[],
  asked: readonly Asked<Route>[],
  type: ViewFact['type'],
): Promise<void> {
  const views = new Map(outcomes.flatMap((view) => (isRefusal(view) ? [] : [[view.id, view]])))
  if (views.size === 0) return
  await saveViews(tx, [...views.values()])
  note(tx, outcomes, asked, type)
}

function note(
  tx: Tx,
  outcomes: readonly (View | Refusal)[],
  asked: readonly Asked<Route>[],
  type: ViewFact['type'],
): void {
  const facts = outcomes.flatMap((view, index): NewFactOf<typeof viewsFacts>[] => {
    if (isRefusal(view)) return []
    const { id: stream, version, place, shared } = view
    const by = asked[index]?.caller.id
    const command = asked[index]?.command
    return [{ stream, version, type, data: { place, shared }, by, command }]
  })
  viewsFacts.append(tx, facts, {
    by: 'system',
    command: asked[0]?.command ?? '',
    at: asked[0]?.at ?? new Date(),
  })
}
