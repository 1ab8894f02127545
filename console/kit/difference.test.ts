import { expect, test } from 'vitest'
import { differencesOf } from './difference.ts'

test('only what differs is told, place by place', () => {
  const before = { name: { zh: '网店', en: 'Web' }, promiseHours: 48, active: true }
  const after = { name: { zh: '网店', en: 'Web shop' }, promiseHours: 24, active: true }
  expect(differencesOf(before, after)).toEqual([
    { path: 'name.en', before: 'Web', after: 'Web shop' },
    { path: 'promiseHours', before: 48, after: 24 },
  ])
})

test('what is new has no before, and what is gone no after', () => {
  expect(differencesOf(null, { a: 1 })).toEqual([{ path: 'a', before: undefined, after: 1 }])
  expect(differencesOf({ a: 1 }, null)).toEqual([{ path: 'a', before: 1, after: undefined }])
})

test('a list is one place, and empty is the same as absent', () => {
  expect(differencesOf({ list: ['a'], note: '' }, { list: ['a', 'b'] })).toEqual([
    { path: 'list', before: ['a'], after: ['a', 'b'] },
  ])
})
