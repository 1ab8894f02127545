import { describe, expect, test } from 'vitest'
import { changedCells, faultyColumn, isAlike, nextOpen, type Repair, textOf } from './mending.ts'

const repair = (row: number, quantity: string | number, code = 'quantity_not_whole'): Repair => ({
  row,
  amount: null,
  reasons: [{ code, params: {}, column: 'Quantity' }],
  cells: { InvoiceNo: '10', Quantity: quantity, Description: null },
})

test('a moment is shown as people write it, and nothing as nothing', () => {
  expect(textOf('2010-12-01T08:26:00.000Z')).toBe('2010-12-01 08:26:00')
  expect(textOf(null)).toBe('')
  expect(textOf(2.5)).toBe('2.5')
})

test('typing begins where the fault is', () => {
  expect(faultyColumn(repair(2, 'x'))).toBe('Quantity')
  expect(faultyColumn({ reasons: [{ code: 'odd', params: {}, column: null }] })).toBe('InvoiceNo')
})

test('only what was typed differently is sent; an emptied cell is nothing', () => {
  const typed = { Quantity: ' 6 ', InvoiceNo: '', Description: '' }
  expect(changedCells(repair(2, 'x'), typed)).toEqual({ Quantity: '6', InvoiceNo: null })
})

test('rows are alike by reason, column and the value that is wrong', () => {
  expect(isAlike(repair(2, 'six'), repair(3, 'six'))).toBe(true)
  expect(isAlike(repair(2, 'six'), repair(3, 'seven'))).toBe(false)
  expect(isAlike(repair(2, 'six'), repair(3, 'six', 'quantity_zero'))).toBe(false)
})

describe('the next row', () => {
  const rows = [repair(2, 'a'), repair(5, 'b'), repair(9, 'c')]
  test('is the next that still waits', () => {
    expect(nextOpen(rows, 0, 1, (row) => row !== 5)).toBe(9)
    expect(nextOpen(rows, 2, -1, () => true)).toBe(5)
    expect(nextOpen(rows, 2, 1, () => true)).toBeNull()
  })
})
