import { expect, test } from 'vitest'
import type { Caller } from '../../base/http/index.ts'
import { refuseBeyond } from './rights.ts'
import { permissions, permissionsOf, roleNames, roles } from './roles.ts'

const caller = (given: Partial<Caller>): Caller => ({
  id: 'usr_1',
  name: '',
  kind: 'user',
  permissions: roles.desk,
  channels: null,
  locations: null,
  rate: null,
  ...given,
})
const rights = { role: 'desk', channels: null, locations: null }

test('the owner may do everything, and every other role less', () => {
  expect([...roles.owner].sort()).toEqual([...permissions].sort())
  for (const role of roleNames.filter((name) => name !== 'owner')) {
    expect([...roles[role]].filter((permission) => !roles.owner.has(permission))).toEqual([])
    expect(roles[role].size).toBeLessThan(roles.owner.size)
  }
})

test('only the owner manages people, keys and webhooks', () => {
  for (const permission of ['users:manage', 'keys:manage', 'webhooks:manage'])
    expect(roleNames.filter((role) => roles[role].has(permission))).toEqual(['owner'])
})

test('the viewer changes nothing', () => {
  expect([...roles.viewer].filter((permission) => !permission.endsWith(':read'))).toEqual([])
})

test('names that are not known allow nothing', () => {
  expect(permissionsOf({ role: 'emperor' }).size).toBe(0)
  expect(permissionsOf({ role: 'constructor' }).size).toBe(0)
  const permissions = ['orders:read', 'orders:everything']
  expect(permissionsOf({ role: null, permissions })).toEqual(new Set(['orders:read']))
  expect(permissionsOf({ role: null, permissions: null }).size).toBe(0)
})

test.each([
  ['the same', {}, {}, null],
  ['a smaller role', {}, { role: 'viewer' }, null],
  ['a bigger role', {}, { role: 'owner' }, { permission: 'orders:ship' }],
  [
    'a permission of another role',
    {},
    { role: null, permissions: ['stock:move'] },
    { permission: 'stock:move' },
  ],
  ['a narrower scope', {}, { channels: ['web'] }, null],
  ['no limit, by a limited one', { channels: ['web'] }, {}, { of: 'channels' }],
  ['another channel', { channels: ['web'] }, { channels: ['web', 'fax'] }, { of: 'channels' }],
  ['another location', { locations: ['north'] }, { locations: ['south'] }, { of: 'locations' }],
  ['part of the own', { channels: ['web', 'fax'] }, { channels: ['fax'] }, null],
] as const)('giving %s', (_, own, given, params) => {
  const refusal = refuseBeyond(caller(own), { ...rights, ...given })
  expect(refusal).toEqual(params && { refused: 'more_than_yours', params })
})
