// What the warehouse can do next with a fulfilment order and its packages, as the screen knows it; the server decides. Pure.
import type { Order, Package, Work } from '../acting/index.ts'

export const steps = ['pick', 'pack', 'dispatch'] as const
export type Step = (typeof steps)[number]
/** Why not, as the server would say it. */
export type Bar = { code: string; params: Readonly<Record<string, unknown>> }
export type WorkLine = Work['lines'][number]

/** How many pieces of a line a step can be about. */
export const leftOf = {
  pick: (line: WorkLine) => line.quantity - line.picked,
  pack: (line: WorkLine) => line.picked - line.packed,
} as const

export function piecesLeft(work: Work, step: keyof typeof leftOf): number {
  return work.lines.reduce((sum, line) => sum + leftOf[step](line), 0)
}

/** Its packages that have not left. */
export function waiting(work: Work, packages: readonly Package[]): Package[] {
  return packages.filter(
    ({ fulfilmentOrderId, shippedAt }) => fulfilmentOrderId === work.id && shippedAt === null,
  )
}

type Head = Pick<Order, 'status' | 'holds'>

/** Why a step cannot be done now; null where it can. */
export function barOf(
  step: Step,
  work: Work,
  packages: readonly Package[],
  order: Head,
): Bar | null {
  if (step === 'pick')
    return piecesLeft(work, 'pick') > 0 ? stopped('pick', order) : nothing('pick', work)
  if (step === 'pack') return piecesLeft(work, 'pack') > 0 ? unpicked(work) : nothing('pack', work)
  if (waiting(work, packages).length > 0) return stopped('ship', order)
  return work.state === 'shipped' ? nothing('ship', work) : { code: 'not_packed', params: {} }
}

/** The step that comes next of those that somebody may do; null where none can be done. */
export function nextStep(
  work: Work,
  packages: readonly Package[],
  order: Head,
  may: (step: Step) => boolean,
): Step | null {
  return steps.find((step) => may(step) && barOf(step, work, packages, order) === null) ?? null
}

/** Those that go in one parcel with it and are not picked. */
function unpicked({ together }: Work): Bar | null {
  const waits = together.filter(({ state }) => state === 'released' || state === 'picking')
  if (waits.length === 0) return null
  const orders = waits.map(({ orderNumber }) => orderNumber).join(' ')
  return { code: 'merge_waits', params: { n: waits.length, orders, why: 'not_picked' } }
}

/** The others whose picked pieces go in the same parcel. */
export function packedWith({ together }: Work): number[] {
  return together.filter(({ state }) => state === 'picked').map(({ orderNumber }) => orderNumber)
}

function nothing(transition: string, { units: quantity, picked, packed }: Work): Bar {
  return { code: 'nothing_to_do', params: { transition, quantity, picked, packed } }
}

function stopped(transition: 'pick' | 'ship', { status, holds }: Head): Bar | null {
  const hold = holds.find(({ blocks }) => blocks.includes(transition))
  if (hold) return { code: 'held', params: { code: hold.code, transition } }
  const over = status === 'cancelled' || status === 'received'
  return over ? { code: 'wrong_status', params: { status, needs: 'confirmed' } } : null
}
