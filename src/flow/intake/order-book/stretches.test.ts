import { expect, test } from 'vitest'
import type { OrderBookRow } from './read.ts'
import { chunksOf, lastRowOf, type Stretch, stretchesOf } from './stretches.ts'

async function* from<T>(items: readonly T[]) {
  yield* items
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const row = (row: number, invoice: string | null, customerRef: string | null = '1') =>
  ({ row, invoice, customerRef, kind: invoice === null ? 'repair' : 'line' }) as OrderBookRow
const shape = (stretches: Stretch[]) =>
  stretches.map(({ invoice, rows }) => [invoice, ...rows.map(({ row }) => row)])

test('rows of one invoice that stand together are a stretch', async () => {
  const rows = [row(2, 'A'), row(3, 'A'), row(4, 'B'), row(5, 'A')]
  expect(shape(await all(stretchesOf(from(rows))))).toEqual([
    ['A', 2, 3],
    ['B', 4],
    ['A', 5],
  ])
})

test('a row whose invoice cannot be read does not tear an invoice apart', async () => {
  const rows = [row(2, null), row(3, 'A'), row(4, null), row(5, 'A')]
  expect(shape(await all(stretchesOf(from(rows))))).toEqual([['A', 2, 3, 4, 5]])
})

test('another customer under the same invoice number is another stretch', async () => {
  const rows = [row(2, 'A'), row(3, 'A', '2')]
  expect(shape(await all(stretchesOf(from(rows))))).toEqual([
    ['A', 2],
    ['A', 3],
  ])
})

test('one invoice longer than an order may be is divided', async () => {
  const rows = [row(2, 'A'), row(3, 'A'), row(4, 'A')]
  expect(shape(await all(stretchesOf(from(rows), { rowsOfOne: 2 })))).toEqual([
    ['A', 2, 3],
    ['A', 4],
  ])
})

test('chunks hold whole stretches, as many as the limits allow', async () => {
  const stretch = (invoice: string, ...rows: number[]) => ({
    invoice,
    rows: rows.map((number) => row(number, invoice)),
  })
  const stretches = [stretch('A', 2, 3), stretch('B', 4), stretch('C', 5, 6, 7), stretch('D', 8)]
  const limits = { stretches: 2, rows: 4, rowsOfOne: 10 }
  const chunks = await all(chunksOf(from(stretches), limits))
  expect(chunks.map((chunk) => chunk.map(({ invoice }) => invoice))).toEqual([
    ['A', 'B'],
    ['C', 'D'],
  ])
  expect(chunks.map(lastRowOf)).toEqual([4, 8])
})
