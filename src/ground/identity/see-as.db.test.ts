import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, nobody } from '../../base/http/index.ts'
import { isRefusal } from '../../base/platform/index.ts'
import { type RoleName, roleNames, roles } from './roles.ts'
import { openScene, ownerKey, passwordOf, type Scene } from './scene.fixture.ts'
import { seenAs } from './see-as.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  expect(scene.errors).toEqual([])
  await scene.close()
})

const as = (header: string) => ({ 'throughline-see-as': header })
const caller = (rights: Partial<Caller> = {}): Caller => ({
  id: 'usr_1',
  name: 'Somebody',
  kind: 'user',
  permissions: roles.owner,
  channels: null,
  locations: null,
  rate: null,
  ...rights,
})
const seen = (own: Caller, header: string) => seenAs(own, as(header)) as Caller

describe.each(roleNames)('seen as %s', (role: RoleName) => {
  test('an owner has exactly the rights of the role', () => {
    expect(seen(caller(), role).permissions).toEqual(new Set(roles[role]))
  })

  test('somebody with fewer rights never gains one', () => {
    const own = caller({ permissions: new Set(['users:manage', 'orders:read']) })
    for (const permission of seen(own, role).permissions)
      expect(own.permissions.has(permission)).toBe(true)
  })
})

test.each([
  ['no limit and no limit', null, '', null],
  ['a limit that is asked for', null, ';channels=web,shop', ['web', 'shop']],
  ['a limit of one’s own', ['web'], '', ['web']],
  ['what both have', ['web', 'phone'], ';channels=shop,web', ['web']],
  ['nothing in common: nothing', ['web'], ';channels=shop', []],
])('the channels are %s', (_, channels, header, expected) => {
  expect(seen(caller({ channels }), `viewer${header}`).channels).toEqual(expected)
})

test('names of places may be in any writing', () => {
  const header = `warehouse;locations=${encodeURIComponent('杭州仓')}`
  expect(seen(caller(), header)).toMatchObject({
    id: 'usr_1',
    locations: ['杭州仓'],
    channels: null,
  })
})

test.each([
  ...[['king'], [''], ['viewer;rooms=1'], ['viewer;channels='], ['viewer;channels=%E6%9']],
  ...[['viewer;channels=%00'], ['viewer;channels=a,'], [`viewer;channels=${'a,'.repeat(200)}b`]],
])('the header %j cannot be read', (header) => {
  expect(seenAs(caller(), as(header))).toMatchObject({ refused: 'bad_request' })
})

test('nobody stays nobody, and who may not manage users is refused', () => {
  expect(seenAs(nobody, as('owner'))).toBe(nobody)
  const desk = seenAs(caller({ permissions: roles.desk }), as('viewer'))
  expect(isRefusal(desk) && desk.refused).toBe('not_allowed')
})

test('the session says as whom one looks, and stops saying it without the header', async () => {
  const headers = as('warehouse;locations=MAIN')
  const { json } = await scene.call('GET /api/session', { key: ownerKey, headers })
  expect(json.seeingAs).toEqual({ role: 'warehouse', channels: null, locations: ['MAIN'] })
  expect(json.user).toMatchObject({ role: 'warehouse', locations: ['MAIN'] })
  expect(json.user.permissions).toEqual([...roles.warehouse].sort())
  const own = await scene.call('GET /api/session', { key: ownerKey })
  expect(own.json.seeingAs).toBeNull()
  expect(own.json.user.permissions).toContain('users:manage')
})

test('who changes their password while looking as a role goes on looking as it', async () => {
  await scene.addUser({ email: 'looking@shop.test', role: 'owner' })
  const current = passwordOf('looking@shop.test')
  const browser = await scene.signIn('looking@shop.test', current)
  const { status, json } = await scene.call('POST /api/session/password', {
    as: browser,
    body: { current, password: 'another one that is long' },
    headers: as('viewer;channels=web'),
  })
  expect(status).toBe(200)
  expect(json.seeingAs).toEqual({ role: 'viewer', channels: ['web'], locations: null })
  expect(json.user).toMatchObject({ role: 'viewer', channels: ['web'] })
  expect(json.user.permissions).toEqual([...roles.viewer].sort())
})

test('in a browser a change still needs the token of its session, and is refused beyond the role', async () => {
  await scene.addUser({ email: 'boss@shop.test', role: 'owner' })
  const browser = await scene.signIn('boss@shop.test', passwordOf('boss@shop.test'))
  const body = { name: 'k', role: 'viewer' }
  const count = async () =>
    (await scene.call('GET /api/keys', { key: ownerKey })).json.items.length as number
  const before = await count()
  const refused = await scene.call('POST /api/keys', { as: browser, body, headers: as('desk') })
  expect([refused.status, refused.code]).toEqual([403, 'not_allowed'])
  const forged = { ...browser, csrf: 'something else' }
  const answer = await scene.call('POST /api/keys', { as: forged, body, headers: as('owner') })
  expect([answer.status, answer.code]).toEqual([403, 'cross_site'])
  expect(await count()).toBe(before)
  const made = await scene.call('POST /api/keys', { as: browser, body, headers: as('owner') })
  expect(made.status).toBe(201)
})

test('a user with a role below cannot look as another, not even as a lesser one', async () => {
  await scene.addUser({ email: 'low@shop.test', role: 'desk' })
  const browser = await scene.signIn('low@shop.test', passwordOf('low@shop.test'))
  for (const role of ['owner', 'viewer']) {
    const answer = await scene.call('GET /api/session', { as: browser, headers: as(role) })
    expect([answer.status, answer.code]).toEqual([403, 'not_allowed'])
  }
})

test('everybody may put names to ids, of those who are gone too, and learns nothing else', async () => {
  const id = await scene.addUser({ email: 'gone@shop.test', role: 'viewer', name: 'Gone' })
  await scene.call(`PATCH /api/users/${id}`, { key: ownerKey, body: { disabled: true } })
  const body = { name: 'Till', role: 'courier' }
  const { secret, id: keyId } = (await scene.call('POST /api/keys', { key: ownerKey, body })).json
  const { items } = (await scene.call('GET /api/people', { key: secret })).json
  expect(items).toContainEqual({ id, name: 'Gone', kind: 'user', active: false })
  expect(items).toContainEqual({ id: keyId, name: 'Till', kind: 'key', active: true })
  expect((await scene.call('GET /api/people')).status).toBe(401)
})
