import { expect, test } from 'vitest'
import { moved } from './view-order.ts'
import type { View } from './view-state.ts'

const views = (...ids: string[]) => ids.map((id, position) => ({ id, position }) as View)
const places = (some: readonly View[]) => some.map(({ id, position }) => [id, position])

test('only the two that change places are written', () => {
  expect(places(moved(views('a', 'b', 'c'), 'c', -1))).toEqual([
    ['c', 1],
    ['b', 2],
  ])
})

test('views that share a position get one each', () => {
  const same = views('a', 'b', 'c').map((view) => ({ ...view, position: 0 }))
  expect(places(moved(same, 'a', 1))).toEqual([
    ['a', 1],
    ['c', 2],
  ])
})

test('beyond the ends, and for one that is not there, nothing is written', () => {
  expect(moved(views('a', 'b'), 'a', -1)).toEqual([])
  expect(moved(views('a', 'b'), 'b', 1)).toEqual([])
  expect(moved(views('a', 'b'), 'z', 1)).toEqual([])
})
