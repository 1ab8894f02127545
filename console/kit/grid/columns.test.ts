import { expect, test } from 'vitest'
import {
  defaultSettings,
  fitting,
  moved,
  pinned,
  placed,
  resized,
  shown,
  templateOf,
  widthOf,
} from './columns.ts'

const columns = [
  { key: 'number', width: 120, pinned: true, always: true },
  { key: 'channel', width: 90, least: 70 },
  { key: 'goods', width: 200, grow: true },
  { key: 'total', width: 100 },
  { key: 'ref', width: 140, optional: true },
]
const keysOf = (settings: { key: string }[]) => settings.map(({ key }) => key)
const start = defaultSettings(columns)

test('one begins with every column that is not optional, the pinned ones first', () => {
  expect(keysOf(start)).toEqual(['number', 'channel', 'goods', 'total'])
  expect(start[0]).toEqual({ key: 'number', pinned: true })
})

test('kept settings lose columns that are gone and get those that must be seen', () => {
  const kept = [{ key: 'total' }, { key: 'gone' }, { key: 'total', width: 300 }]
  expect(fitting(columns, kept)).toEqual([{ key: 'number', pinned: true }, { key: 'total' }])
})

test('settings of nothing but unknown columns are the default', () => {
  expect(fitting(columns, [{ key: 'gone' }])).toEqual(start)
  expect(fitting(columns, [])).toEqual(start)
})

test('a width stays between the least and the widest', () => {
  expect(widthOf({ key: 'a', width: 90, least: 70 }, { key: 'a', width: 5 })).toBe(70)
  expect(widthOf({ key: 'a', width: 90 }, { key: 'a', width: 5_000 })).toBe(900)
  expect(widthOf({ key: 'a', width: 90 }, undefined)).toBe(90)
})

test('resizing touches one column', () => {
  expect(resized(start, 'goods', 333)[2]).toEqual({ key: 'goods', width: 333 })
  expect(resized(start, 'goods', 333)[1]).toBe(start[1])
})

test('a column moves by one place within its group', () => {
  expect(keysOf(moved(start, 'goods', -1))).toEqual(['number', 'goods', 'channel', 'total'])
  expect(keysOf(moved(start, 'channel', -1))).toEqual(keysOf(start))
  expect(keysOf(moved(start, 'total', 1))).toEqual(keysOf(start))
})

test('a column that is dropped among the pinned ones is pinned, and back again', () => {
  const among = placed(start, 'total', 'number')
  expect(among[0]).toEqual({ key: 'total', pinned: true })
  expect(placed(among, 'total', null).at(-1)).toEqual({ key: 'total' })
  expect(placed(start, 'total', 'gone')).toEqual(start)
})

test('pinning brings a column to the left, behind those pinned before', () => {
  const next = pinned(start, 'total', true)
  expect(keysOf(next)).toEqual(['number', 'total', 'channel', 'goods'])
  expect(keysOf(pinned(next, 'total', false))).toEqual(['number', 'total', 'channel', 'goods'])
  expect(pinned(next, 'total', false)[1]).toEqual({ key: 'total' })
})

test('what must always be seen cannot be hidden; an optional one is shown at the end', () => {
  expect(shown(columns, start, 'number', false)).toEqual(start)
  expect(keysOf(shown(columns, start, 'channel', false))).toEqual(['number', 'goods', 'total'])
  expect(keysOf(shown(columns, start, 'ref', true)).at(-1)).toBe('ref')
})

test('where the room is short, the columns up to the one that is to be in sight give way, each by its share', () => {
  const seen = columns.map((one) =>
    one.key === 'goods' ? { ...one, least: 140, inSight: true } : one,
  )
  const at = (room: number, settings = start) =>
    templateOf(seen, settings, { mark: 36, end: 28 }, room)
  expect(at(474).template).toBe('36px 120px 90px minmax(200px, 1fr) 100px 28px')
  expect(at(434).template).toBe('36px 120px 80px minmax(170px, 1fr) 100px 28px')
  expect(at(200).template).toBe('36px 120px 70px minmax(140px, 1fr) 100px 28px')
  expect(at(200).least).toBe(494)
  // A column that was given a width keeps it.
  const set = resized(start, 'channel', 90)
  expect(at(434, set).template).toBe('36px 120px 90px minmax(160px, 1fr) 100px 28px')
})

test('the template gives what is left over to the column that grows, until it was given a width', () => {
  const free = templateOf(columns, start, { mark: 36, end: 28 }, 2_000)
  expect(free.template).toBe('36px 120px 90px minmax(200px, 1fr) 100px 28px')
  expect(free.lefts).toEqual([36])
  expect(free.least).toBe(574)
  expect(
    templateOf(columns, resized(start, 'goods', 250), { mark: 36, end: 28 }, 2_000).template,
  ).toBe('36px 120px 90px 250px 100px minmax(28px, 1fr)')
})
