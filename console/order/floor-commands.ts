// The steps of the warehouse as commands of the order: the next one as its button, all of them in its list and in the palette.
import type { Floor, Order, Package, Work } from '../acting/index.ts'
import { canMatch } from '../aftersales/index.ts'
import { reasonOf } from '../base/reasons.ts'
import type { Words } from '../base/words.ts'
import type { MenuItem } from '../kit/menu.tsx'
import { barOf, nextStep, piecesLeft, type Step, steps } from '../warehouse/index.ts'

export type Board = { works: readonly Work[]; packages: readonly Package[]; floor: Floor }

/** The step that comes next, of the first fulfilment order that has one. */
export function nextOnFloor({ works, packages, floor }: Board, order: Order) {
  for (const work of works) {
    const step: Step | null = nextStep(work, packages, order, floor.may)
    if (step) return { step, work }
  }
  return null
}

/** What can be done with the fulfilment orders that have not left, and why the rest cannot. */
export function floorItems({ works, packages, floor }: Board, order: Order, words: Words) {
  const { t } = words
  return works
    .filter(({ state }) => state !== 'shipped' && state !== 'recalled')
    .flatMap((work): MenuItem[] => {
      const mine = steps.filter((step) => floor.may(step))
      const items = mine.map((step): MenuItem => {
        const bar = barOf(step, work, packages, order)
        return {
          label: t(`order.do_${step}`),
          onClick: () => floor.ask(step, work.id),
          ...(bar && { why: reasonOf(bar, words) }),
        }
      })
      if (floor.may('recall')) items.push(recallItem(work, floor, words))
      if (items.length === 0) return []
      return [{ kind: 'head', label: t('order.work_n', { number: work.number }) }, ...items]
    })
}

function recallItem(work: Work, { recall }: Floor, words: Words): MenuItem {
  const why = { code: 'already_picked', params: { picked: work.picked } }
  return {
    label: words.t('order.do_recall'),
    onClick: () => recall(work),
    ...(piecesLeft(work, 'pick') === 0 && { why: reasonOf(why, words) }),
  }
}

/** What can be done with what has left, for the palette. */
export function trackItems({ packages, floor }: Board, { t }: Words): MenuItem[] {
  if (!floor.may('track')) return []
  return packages
    .filter(({ shippedAt, deliveredAt }) => shippedAt !== null && deliveredAt === null)
    .flatMap(({ id, number }): MenuItem[] => [
      { kind: 'head', label: t('order.package_n', { number }) },
      { label: t('order.do_track'), onClick: () => floor.ask('track', id) },
    ])
}

/** That goods without an order were of this one: there is always a return to look for, but not always a piece for it. */
export function matchItems({ floor }: Board, order: Order, words: Words): MenuItem[] {
  if (!floor.may('match')) return []
  const why = reasonOf({ code: 'nothing_to_do', params: { transition: 'return' } }, words)
  return [
    {
      label: words.t('order.match_other'),
      onClick: () => floor.ask('match', null),
      ...(!canMatch(order) && { why }),
    },
  ]
}
