import { expect, test } from 'vitest'
import { moved } from './view-order.ts'
import { changeTo, isChanged, keptOf, type Shown, type View } from './view-state.ts'

const view = (over: Partial<View> = {}): View => ({
  ...{ id: 'view_1', place: 'orders', name: 'Late', shared: false, mine: true, version: 1 },
  ...{ query: { bucket: 'late', q: 'lamp' }, columns: [{ key: 'number', pinned: true }] },
  ...{ density: null, position: 0, ownerId: 'usr_1' },
  ...over,
})
const shown: Shown = {
  params: { q: 'lamp', bucket: 'late' },
  ...{ columns: [{ key: 'number', pinned: true }], density: null },
}

test('a view keeps the list, not the order that happens to be open', () => {
  expect(keptOf({ bucket: 'late', order: 'ord_1', view: 'view_1' })).toEqual({ bucket: 'late' })
})

test('the same screen is unchanged, in whatever sequence its address says it', () => {
  expect(isChanged(view(), shown)).toBe(false)
  expect(
    isChanged(view({ columns: [{ key: 'a' }] }), {
      ...shown,
      columns: [{ key: 'a', pinned: false }],
    }),
  ).toBe(false)
})

test('another word, column, width or density is a change', () => {
  expect(isChanged(view(), { ...shown, params: { bucket: 'late' } })).toBe(true)
  expect(isChanged(view(), { ...shown, columns: [] })).toBe(true)
  const wider = [{ key: 'number', pinned: true, width: 90 }]
  expect(isChanged(view(), { ...shown, columns: wider })).toBe(true)
  expect(isChanged(view(), { ...shown, density: 'compact' })).toBe(true)
})

test('showing a view takes away what it does not say', () => {
  const params = { bucket: 'held', country: 'GB', order: 'ord_1', view: 'view_0' }
  expect(changeTo(params, view().query, 'view_1')).toEqual({
    ...{ bucket: 'late', q: 'lamp', country: undefined, view: 'view_1' },
  })
})

test('moving a view writes only positions that change', () => {
  const views = ['a', 'b', 'c'].map((id, position) => view({ id, position }))
  expect(moved(views, 'c', -1).map(({ id, position }) => [id, position])).toEqual([
    ['c', 1],
    ['b', 2],
  ])
  expect(moved(views, 'a', -1)).toEqual([])
})
