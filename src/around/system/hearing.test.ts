import { expect, test } from 'vitest'
import { factTypes } from '../../../test/fact-types.ts'
import { isNamed, permissionToHear } from './hearing.ts'

test('every type of fact has its readers', () => {
  expect(factTypes().filter((type) => !isNamed(type))).toEqual([])
})

test.each([
  ['order.placed', 'orders:read'],
  ['stock.moved', 'stock:read'],
  ['customer.made', 'customers:read'],
  ['signed_in', 'audit:read'],
  ['something.new', 'audit:read'],
])('%s is for who has %s', (type, permission) => {
  expect(permissionToHear(type)).toBe(permission)
})
