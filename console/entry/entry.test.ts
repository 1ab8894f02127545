// What is typed becomes an order: drafts, pasted lines, and where a problem belongs.
import { expect, test } from 'vitest'
import { gapsByLine, gapsIn, orderBody, quoteBody, waitingIn } from './body.ts'
import {
  changeLine,
  type Draft,
  type DraftLine,
  emptyLine,
  insertLines,
  isEmpty,
  mostLines,
  newDraft,
  removeLine,
  revive,
} from './draft.ts'
import { isTable, readPasted } from './paste.ts'

const terms = { channel: 'phone', currency: 'GBP' }
const line = (sku: string, quantity: number | null = 1) => ({ ...emptyLine(), sku, quantity })
const draftOf = (...lines: ReturnType<typeof line>[]): Draft => ({
  ...newDraft(terms),
  lines: [...lines, emptyLine()],
})
const skus = ({ lines }: Draft) => lines.map(({ sku }) => sku)

test('there is always an empty line to type into', () => {
  const draft = newDraft(terms)
  const first = draft.lines[0] as DraftLine
  const typed = changeLine(draft, first.id, { sku: 'TEA' })
  expect(skus(typed)).toEqual(['TEA', ''])
  expect(skus(changeLine(typed, first.id, { quantity: 2 }))).toEqual(['TEA', ''])
  expect(skus(removeLine(typed, first.id))).toEqual([''])
})

test('pasted lines take the place of an empty line and stand behind a full one', () => {
  const draft = draftOf(line('A'), line('B'))
  const [a, , last] = draft.lines as [DraftLine, DraftLine, DraftLine]
  expect(skus(insertLines(draft, last.id, [line('C')]))).toEqual(['A', 'B', 'C', ''])
  expect(skus(insertLines(draft, a.id, [line('C')]))).toEqual(['A', 'C', 'B', ''])
})

test('an order has no more lines than the server takes', () => {
  const many = Array.from({ length: mostLines + 10 }, (_, index) => line(`S${index}`))
  const draft = newDraft(terms)
  const filled = insertLines(draft, draft.lines[0]?.id ?? 0, many)
  expect(filled.lines).toHaveLength(mostLines)
})

test('a kept draft comes back with its key, its try and its lines', () => {
  const draft = { ...draftOf(line('A', 3)), attempt: { key: 'k', body: { a: 1 } } }
  const again = revive(JSON.stringify(draft)) as Draft
  expect({ ...again, lines: skus(again) }).toEqual({ ...draft, lines: skus(draft) })
  expect(new Set(again.lines.map(({ id }) => id)).size).toBe(again.lines.length)
  for (const rubbish of [null, '', '{', '[]', '{"key":1}', '{"key":"k"}'])
    expect(revive(rubbish)).toBeNull()
})

test('a draft in which nothing was typed is not offered again', () => {
  expect(isEmpty(newDraft(terms))).toBe(true)
  expect(isEmpty(draftOf(line('A')))).toBe(false)
  expect(isEmpty({ ...newDraft(terms), note: 'x' })).toBe(false)
})

test('what is not typed is not asked for', () => {
  const draft = draftOf(line('TEA', 2), line('CUP', null))
  expect(quoteBody(draft)).toEqual({
    ...terms,
    lines: [{ sku: 'TEA', quantity: 2 }, { sku: 'CUP' }],
  })
})

test('the whole of a draft goes into the order', () => {
  const draft: Draft = {
    ...draftOf({ ...line(' TEA ', 2), price: 450, discount: 10 }),
    buyer: { id: 'cus_1', name: 'Ada', language: 'en' },
    shipTo: { name: 'Ada', country: 'GB', city: 'London', street: '1 High St', postcode: 'E1' },
    discount: 5,
    shipping: 399,
    note: ' ring twice ',
    externalRef: 'PO-1',
  }
  expect(orderBody(draft, '2026-11-25T10:00:00Z')).toEqual({
    ...terms,
    externalRef: 'PO-1',
    customer: { id: 'cus_1', name: 'Ada', language: 'en' },
    shipTo: draft.shipTo,
    lines: [{ sku: 'TEA', quantity: 2, price: 450, discount: 10 }],
    discount: 5,
    charges: [{ code: 'shipping', amount: 399 }],
    note: 'ring twice',
    promisedFor: '2026-11-25T10:00:00Z',
  })
  expect(gapsIn(draft)).toEqual([])
})

test('what is missing is told at its place, and a line’s place is the line that was typed', () => {
  const blank = emptyLine()
  const draft = { ...newDraft(terms), lines: [blank, line('TEA', null), line('', 3)] }
  const gaps = gapsIn(draft)
  expect(gaps.map(({ pointer }) => pointer)).toEqual([
    '/customer/name',
    '/shipTo/name',
    '/shipTo/country',
    '/shipTo/city',
    '/shipTo/street',
    '/lines/0/quantity',
    '/lines/1/sku',
  ])
  expect([...gapsByLine(draft, gaps).keys()]).toEqual(draft.lines.slice(1).map(({ id }) => id))
})

const read = (text: string) => {
  const { lines, refused } = readPasted(text, 2)
  return { rows: lines.map(({ sku, quantity, price }) => [sku, quantity, price]), refused }
}

test('lines are read from a sheet', () => {
  expect(read('TEA\t2\t4.50\r\nCUP\t1\n\nPOT\n')).toEqual({
    rows: [
      ['TEA', 2, 450],
      ['CUP', 1, null],
      ['POT', 1, null],
    ],
    refused: [],
  })
})

test('a row of headings is passed over, in both languages', () => {
  expect(read('SKU\tQty\tPrice\nTEA\t2').rows).toEqual([['TEA', 2, null]])
  expect(read('货号\t数量\nTEA\t２').rows).toEqual([['TEA', 2, null]])
})

test('commas, semicolons and spaces part as well', () => {
  expect(read('TEA, 2, 4.5\nCUP;3\nPOT 12').rows).toEqual([
    ['TEA', 2, 450],
    ['CUP', 3, null],
    ['POT', 12, null],
  ])
})

test('rubbish is told row by row, and the others are taken', () => {
  expect(read('TEA\ttwo\nCUP\t1\tcheap\n\t5\nPOT\t0\nMUG\t1')).toEqual({
    rows: [['MUG', 1, null]],
    refused: [
      { row: 1, text: 'TEA\ttwo', why: 'quantity' },
      { row: 2, text: 'CUP\t1\tcheap', why: 'price' },
      { row: 3, text: '5', why: 'no_sku' },
      { row: 4, text: 'POT\t0', why: 'quantity' },
    ],
  })
})

test('5,000 rows are taken, and the one above is told', () => {
  const text = Array.from({ length: 5_001 }, (_, index) => `SKU-${index}\t1`).join('\n')
  const { rows, refused } = read(text)
  expect(rows).toHaveLength(5_000)
  expect(refused).toEqual([{ row: 5_001, text: 'SKU-5000\t1', why: 'too_many' }])
})

test('one sku is no table', () => {
  expect(isTable('TEA-1\n')).toBe(false)
  expect(isTable('TEA\t1')).toBe(true)
})

test('a date is warned of for the lines that wait for stock, not for those that cannot be sold', () => {
  const lines = (['now', 'backorder', 'none', 'backorder'] as const).map((promise) => ({ promise }))
  expect(waitingIn(lines)).toBe(2)
})
