import { expect, test } from 'vitest'
import { permissionsOf, type RoleName } from '../../src/ground/identity/roles.ts'
import { firstOf, isMine, jobOf } from './job.ts'

const mayAs = (role: RoleName) => {
  const may = permissionsOf({ role })
  return (permission: string) => may.has(permission)
}

test('the day begins with what one is here for', () => {
  const first = (role: RoleName) => firstOf[jobOf(mayAs(role))]
  expect(first('owner')).toBe('late')
  expect(first('desk')).toBe('late')
  expect(first('warehouse')).toBe('in_warehouse')
  expect(first('courier')).toBe('shipped')
  expect(first('viewer')).toBe('late')
})

test('a queue is the turn of those who can work on it, a hold of those who can answer it', () => {
  expect(isMine(mayAs('warehouse'), { bucket: 'in_warehouse' })).toBe(true)
  expect(isMine(mayAs('desk'), { bucket: 'in_warehouse' })).toBe(false)
  for (const role of ['desk', 'warehouse'] as const)
    expect(isMine(mayAs(role), { bucket: 'to_release' })).toBe(true)
  expect(isMine(mayAs('finance'), { bucket: 'held', hold: 'payment_review' })).toBe(true)
  expect(isMine(mayAs('desk'), { bucket: 'held', hold: 'payment_review' })).toBe(false)
  expect(isMine(mayAs('desk'), { bucket: 'held', hold: 'a hold of their own' })).toBe(true)
})
