import { expect, test } from 'vitest'
import {
  briefed,
  merged,
  type Order,
  ordersOf,
  type Pages,
  pageOf,
  rowOf,
  unseen,
  type Whole,
} from './rows.ts'

const order = (id: string, version = 1) => ({ id, version, status: 'received' }) as Order
const pagesOf = (...pages: Order[][]): Pages => ({
  pages: pages.map((items) => ({ items, next: null, list: 'all' })),
  pageParams: pages.map(() => undefined),
})

test('a newer version takes the place of the older one, and no other row is touched', () => {
  const before = pagesOf([order('a'), order('b')], [order('c')])
  const after = merged(before, [{ ...order('b', 2), status: 'confirmed' }])
  expect(ordersOf(after).map(({ id, version }) => `${id}${version}`)).toEqual(['a1', 'b2', 'c1'])
  expect(after.pages[0]?.items[0]).toBe(before.pages[0]?.items[0])
  expect(after.pages[1]).toBe(before.pages[1])
})

test('an answer that was overtaken changes nothing at all', () => {
  const before = pagesOf([order('a', 3)])
  expect(merged(before, [order('a', 2), order('a', 3), order('z', 9)])).toBe(before)
})

test('a short answer keeps what it does not tell, until the whole row of that version comes', () => {
  const before = pagesOf([{ ...order('a'), channel: 'web', note: 'old' }])
  const short = briefed(before, [order('a', 2)])
  expect(ordersOf(short)[0]).toMatchObject({ version: 2, channel: 'web', brief: true })
  const whole = merged(short, [{ ...order('a', 2), note: 'new' }])
  expect(ordersOf(whole)[0]).toEqual({ ...order('a', 2), channel: 'web', note: 'new' })
  expect(merged(whole, [{ ...order('a', 2), note: 'again' }])).toBe(whole)
})

test('what is named outright stands first and once, and stays marked when it has changed', () => {
  const first = pageOf({ exact: [order('b')], items: [order('a')], next: 'more' }, 'all')
  const second = pageOf({ exact: [], items: [order('b'), order('c')], next: null }, 'all')
  const pages = { pages: [first, second], pageParams: [undefined, 'more'] }
  expect(ordersOf(pages).map(({ id, exact }) => [id, exact])).toEqual([
    ...[
      ['b', true],
      ['a', undefined],
      ['c', undefined],
    ],
  ])
  const [changed] = ordersOf(merged(pages, [order('b', 2)]))
  expect(changed).toMatchObject({ version: 2, exact: true })
})

test('what came in is counted by what is not loaded', () => {
  expect(unseen(pagesOf([order('a')], [order('b')]), [order('c'), order('a'), order('d')])).toBe(2)
})

test('what moved up from the next page, because others left, did not come in', () => {
  const { pages, pageParams } = pagesOf([order('a'), order('b')])
  const open = { pages: pages.map((page) => ({ ...page, next: 'more' })), pageParams }
  expect(unseen(open, [order('b'), order('z')])).toBe(0)
  expect(unseen(open, [order('n'), order('b'), order('z')])).toBe(1)
  expect(unseen(open, [order('n'), order('m')])).toBe(2)
})

test('a whole order becomes a row with its first line', () => {
  const line = (sku: string, ordered: number, cancelled: number) => ({
    sku,
    name: {},
    ordered,
    cancelled,
  })
  const whole = { id: 'a', lines: [line('X', 5, 2), line('Y', 1, 0)] } as unknown as Whole
  expect(rowOf(whole)).toEqual({
    id: 'a',
    together: [],
    lineCount: 2,
    first: { sku: 'X', name: {}, quantity: 3 },
  })
})
