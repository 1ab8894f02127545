// What takes back what was done to an order: lifts the hold that was put, puts back the one that was lifted, changes back. What was
// released is called back by the warehouse.
import type { RecordedOf } from '../base/module/index.ts'
import { type Refusal, refuse } from '../base/platform/index.ts'
import type { Asked } from './act.ts'
import type { orderFacts } from './facts.ts'

type Recorded = RecordedOf<typeof orderFacts>
type Changed = RecordedOf<typeof orderFacts, 'order.changed'>

/**
 * The command that undoes what a request did, found in all facts of one order by version. Refuses `nothing_to_do` when the request
 * changed nothing, and `version_mismatch` when somebody has changed the same part since.
 */
export function takenBack(request: string, facts: readonly Recorded[]): Asked | Refusal {
  const done = facts.findLast(({ command }) => command === request)
  switch (done?.type) {
    case 'order.held':
      return { type: 'lift', hold: done.data.hold.id }
    case 'order.hold_lifted':
      return putBack(done.data.hold, facts)
    case 'order.changed':
      return changeBack(done, facts)
    default:
      return refuse('nothing_to_do', { transition: 'undo' })
  }
}

function putBack(lifted: string, facts: readonly Recorded[]): Asked | Refusal {
  const holds = facts.flatMap(({ type, data }) => (type === 'order.held' ? [data.hold] : []))
  const hold = holds.find(({ id }) => id === lifted)
  if (!hold) return refuse('nothing_to_do', { transition: 'undo' })
  const { id: _, ...said } = hold
  return { type: 'hold', hold: said }
}

function changeBack(done: Changed, facts: readonly Recorded[]): Asked | Refusal {
  const { before, after } = done.data
  const since = facts.filter(
    ({ type, version, data }) =>
      type === 'order.changed' &&
      version > done.version &&
      Object.keys(data.after).some((part) => part in after),
  )
  const last = since.at(-1)
  if (last) return refuse('version_mismatch', { version: last.version, yours: done.version })
  const { note, promisedFor, carrier } = before
  return {
    type: 'change',
    ...(note !== undefined && { note }),
    ...(promisedFor !== undefined && { promisedFor }),
    ...(carrier !== undefined && { carrier }),
  }
}
