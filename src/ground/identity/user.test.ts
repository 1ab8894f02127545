import { expect, test } from 'vitest'
import { decideUserChange, type User } from './user.ts'

const at = new Date('2026-03-01T09:00:00Z')
const user: User = {
  id: 'usr_1',
  email: 'ann@shop.test',
  name: 'Ann',
  role: 'desk',
  channels: ['web'],
  locations: null,
  disabledAt: null,
  madeAt: at,
  version: 4,
}
const owner: User = { ...user, role: 'owner', channels: null }

test('a change of everything makes a fact for each thing, and the version counts them', () => {
  const change = {
    name: 'Bo',
    role: 'viewer',
    channels: null,
    disabled: true,
    password: 'x',
  } as const
  expect(decideUserChange(user, change, 1, at)).toEqual({
    user: { ...user, name: 'Bo', role: 'viewer', channels: null, disabledAt: at, version: 8 },
    facts: [
      { type: 'user_renamed', data: {} },
      { type: 'user_rights_changed', data: { role: 'viewer', channels: null, locations: null } },
      { type: 'user_disabled', data: {} },
      { type: 'password_set', data: {} },
    ],
    endsSessions: true,
  })
})

test.each([
  ['nothing', {}],
  ['what is already so', { name: 'Ann', role: 'desk', channels: ['web'], disabled: false }],
] as const)('a change of %s makes no fact', (_, change) => {
  const decided = decideUserChange(user, { ...change, channels: ['web'] }, 1, at)
  expect(decided).toEqual({ user, facts: [], endsSessions: false })
})

test('a new name alone ends no session', () => {
  expect(decideUserChange(user, { name: 'Bo' }, 1, at)).toMatchObject({ endsSessions: false })
})

test('a disabled user stays disabled since then', () => {
  const disabled = { ...user, disabledAt: new Date(0) }
  expect(decideUserChange(disabled, { disabled: true }, 1, at)).toMatchObject({
    user: disabled,
    facts: [],
  })
  expect(decideUserChange(disabled, { disabled: false }, 1, at)).toMatchObject({
    user: { disabledAt: null },
    facts: [{ type: 'user_enabled' }],
  })
})

test.each([{ role: 'desk' }, { disabled: true }] as const)(
  'the last owner refuses %j, and with another one it goes',
  (change) => {
    expect(decideUserChange(owner, change, 0, at)).toEqual({ refused: 'last_owner' })
    expect(decideUserChange(owner, change, 1, at)).toMatchObject({ endsSessions: true })
  },
)

test('a disabled owner does not count as the last one', () => {
  const disabled = { ...owner, disabledAt: at }
  expect(decideUserChange(disabled, { role: 'viewer' }, 0, at)).toMatchObject({
    endsSessions: true,
  })
})

test('who becomes owner loses the limits in the same change', () => {
  expect(decideUserChange(user, { role: 'owner' }, 1, at)).toEqual({
    refused: 'owner_has_no_limits',
  })
  expect(decideUserChange(user, { role: 'owner', channels: null }, 1, at)).toMatchObject({
    user: { role: 'owner', channels: null },
  })
})
