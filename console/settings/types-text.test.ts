import { expect, test } from 'vitest'
import { typesOf, wrongType } from './types-text.ts'

test('types are read however they are parted, each once', () => {
  expect(typesOf(' order.*\nstock.moved, order.*，bulk.* ')).toEqual([
    'order.*',
    'stock.moved',
    'bulk.*',
  ])
  expect(typesOf(' \n ')).toEqual([])
})

test('the first that is no type is named', () => {
  expect(wrongType('order.* Order.Placed')).toBe('Order.Placed')
  expect(wrongType('*\norder.placed')).toBeNull()
})
