import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../base/platform/index.ts'
import { roles } from './roles.ts'
import { openScene, ownerKey, passwordOf, type Scene } from './scene.fixture.ts'

let scene: Scene
let ownerId: string
/** Keys that may manage users: of a desk's rights for the channel web, and of everything else there. */
let limited: string
let narrow: string
beforeAll(async () => {
  scene = await openScene()
  const [owner] = await scene.rows<{ id: string }>(sql`select id from identity.users`)
  ownerId = owner?.id ?? ''
  limited = await makeKey({ permissions: ['users:manage', ...viewer], channels: ['web', 'shop'] })
  narrow = await makeKey({ permissions: ['users:manage'] })
})
afterAll(async () => {
  await scene.close()
})

const viewer = [...roles.viewer]

async function makeKey(rights: object): Promise<string> {
  const answer = await scene.call('POST /api/keys', {
    key: ownerKey,
    body: { name: 'k', ...rights },
  })
  return answer.json.secret
}
const patch = (id: string, body: object, key = ownerKey, headers = {}) =>
  scene.call(`PATCH /api/users/${id}`, { key, body, headers })
const stored = (id: string) =>
  scene.rows(sql`select *, xmin::text from identity.users where id = ${id}`)

/** Asks for a change that is refused, and sees that nothing changed. */
async function refusedChange(id: string, body: object, key = ownerKey, headers = {}) {
  const before = await stored(id)
  const answer = await patch(id, body, key, headers)
  expect(await stored(id)).toEqual(before)
  return [answer.status, answer.code]
}

test('a user is added with role and limits, is listed, and never with a password', async () => {
  const id = await scene.addUser({ email: 'a@shop.test', role: 'warehouse', locations: ['north'] })
  const { json } = await scene.call('GET /api/users?limit=1', { key: ownerKey })

  expect(json.items).toHaveLength(1)
  expect(json.items[0]).toEqual({
    id,
    email: 'a@shop.test',
    name: 'Someone',
    role: 'warehouse',
    channels: null,
    locations: ['north'],
    disabledAt: null,
    madeAt: expect.any(String),
    version: 1,
  })
  const next = await scene.call(`GET /api/users?cursor=${json.next}`, { key: ownerKey })
  expect(next.json.items.map((user: { id: string }) => user.id)).toEqual([ownerId])
  expect(next.json.next).toBeNull()
  const [fact] = await scene.facts(id)
  expect(fact?.data).toEqual({ role: 'warehouse', channels: null, locations: ['north'] })
})

test('an email is taken once, whatever the case of its letters', async () => {
  await scene.addUser({ email: 'twice@shop.test', role: 'viewer' })
  await expect(scene.addUser({ email: 'TWICE@shop.test', role: 'viewer' })).rejects.toThrow(
    'email_taken',
  )
})

test.each([
  ['too short', 'nine char', 'password_too_short'],
  ['too long', 'x'.repeat(201), 'password_too_long'],
  ['the email', 'Weak@Shop.Test', 'password_is_email'],
  ['too common', 'Qwertyuiop', 'password_too_common'],
])('a password that is %s is refused', async (_, password, code) => {
  const weak = { email: 'weak@shop.test', role: 'viewer', password }
  await expect(scene.addUser(weak)).rejects.toThrow(code)
  expect(
    await refusedChange(ownerId, { password: password.replace(/.*@.*/, 'owner@localhost') }),
  ).toEqual([422, code])
})

test('nobody adds a user with more permissions, more channels or more locations than they have', async () => {
  const add = async (rights: object) => {
    const body = { email: 'more@shop.test', name: 'More', password: 'long enough', ...rights }
    return (await scene.call('POST /api/users', { key: limited, body })).json
  }
  expect(await add({ role: 'owner', channels: ['web'] })).toMatchObject({ code: 'more_than_yours' })
  expect(await add({ role: 'desk', channels: ['web'] })).toMatchObject({
    code: 'more_than_yours',
    params: { permission: 'orders:place' },
  })
  expect(await add({ role: 'viewer' })).toMatchObject({
    code: 'more_than_yours',
    params: { of: 'channels' },
  })
  expect(await add({ role: 'viewer', channels: ['web', 'fax'] })).toMatchObject({
    code: 'more_than_yours',
  })
  const found = await scene.rows(sql`select 1 from identity.users where email = 'more@shop.test'`)
  expect(found).toEqual([])
  expect(await add({ role: 'viewer', channels: ['web'] })).toMatchObject({ role: 'viewer' })
})

test('nobody raises a user above themselves, and nobody touches one who has more', async () => {
  const id = await scene.addUser({ email: 'low@shop.test', role: 'viewer', channels: ['web'] })

  expect(await refusedChange(id, { role: 'desk' }, limited)).toEqual([403, 'more_than_yours'])
  expect(await refusedChange(id, { channels: null }, limited)).toEqual([403, 'more_than_yours'])
  expect(await refusedChange(id, { channels: ['fax'] }, limited)).toEqual([403, 'more_than_yours'])
  expect(await refusedChange(ownerId, { password: 'a way into the house' }, narrow)).toEqual([
    403,
    'more_than_yours',
  ])
  expect(await refusedChange(ownerId, { disabled: true }, narrow)).toEqual([403, 'more_than_yours'])
  expect((await patch(id, { channels: ['shop'] }, limited)).json.channels).toEqual(['shop'])
})

test('a user outside the limits of who asks is answered as one who is not there', async () => {
  const fax = await scene.addUser({ email: 'fax@shop.test', role: 'viewer', channels: ['fax'] })
  const absent = `usr_${'0'.repeat(26)}`

  for (const body of [{ name: 'New' }, { password: 'a long password' }]) {
    const [foreign, none] = [await patch(fax, body, limited), await patch(absent, body, limited)]
    const { requestId: _, ...problem } = foreign.json
    expect(none.json).toMatchObject(problem)
    expect(foreign.code).toBe('not_found')
  }
  const { json } = await scene.call('GET /api/users', { key: limited })
  const seen = json.items.map((user: { channels: string[] | null }) => user.channels)
  expect(seen.length).toBeGreaterThan(0)
  expect(
    seen.every((channels: string[] | null) =>
      channels?.every((one) => ['web', 'shop'].includes(one)),
    ),
  ).toBe(true)
})

test('the last owner who can sign in stays one, also when two leave at once', async () => {
  expect(await refusedChange(ownerId, { role: 'desk' })).toEqual([409, 'last_owner'])
  expect(await refusedChange(ownerId, { disabled: true })).toEqual([409, 'last_owner'])
  const second = await scene.addUser({ email: 'second@shop.test', role: 'owner' })
  const answers = await Promise.all([
    patch(ownerId, { role: 'viewer' }),
    patch(second, { disabled: true }),
  ])

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const owners = await scene.rows(
    sql`select 1 from identity.users where role = 'owner' and disabled_at is null`,
  )
  expect(owners).toHaveLength(1)
  await patch(ownerId, { role: 'owner' })
  await patch(second, { role: 'viewer' })
})

test('an owner is not limited to channels or locations', async () => {
  expect(await refusedChange(ownerId, { channels: ['web'] })).toEqual([422, 'owner_has_no_limits'])
})

test.each([
  ['role', { role: 'viewer' }],
  ['limits', { locations: ['north'] }],
  ['password', { password: 'a new long password' }],
  ['being disabled', { disabled: true }],
])('a change of %s ends the sessions of the user at once', async (what, body) => {
  const email = `${what.replace(' ', '')}@shop.test`
  const id = await scene.addUser({ email, role: 'desk' })
  const as = await scene.signIn(email, passwordOf(email))
  expect((await scene.call('GET /api/roles', { as })).status).toBe(200)
  await patch(id, body)

  expect((await scene.call('GET /api/roles', { as })).status).toBe(401)
  expect(await scene.rows(sql`select 1 from identity.sessions where user_id = ${id}`)).toEqual([])
})

test('a new name leaves the sessions alone, and a change that changes nothing writes nothing', async () => {
  const id = await scene.addUser({ email: 'name@shop.test', role: 'desk' })
  const as = await scene.signIn('name@shop.test', passwordOf('name@shop.test'))
  await patch(id, { name: 'Another' })
  const facts = await scene.facts(id)
  const again = await patch(id, { name: 'Another', role: 'desk', disabled: false })

  expect((await scene.call('GET /api/session', { as })).status).toBe(200)
  expect(again.json).toMatchObject({ name: 'Another', version: 3 })
  expect(await scene.facts(id)).toEqual(facts)
})

test('a change based on an older version is refused', async () => {
  const id = await scene.addUser({ email: 'old@shop.test', role: 'desk' })
  expect(await refusedChange(id, { role: 'viewer' }, ownerKey, { 'if-match': '"2"' })).toEqual([
    412,
    'version_mismatch',
  ])
  expect((await patch(id, { role: 'viewer' }, ownerKey, { 'if-match': '"1"' })).status).toBe(200)
})

test('the versions of a user count its facts', async () => {
  const id = await scene.addUser({ email: 'count@shop.test', role: 'desk' })
  await scene.signIn('count@shop.test', passwordOf('count@shop.test'))
  await patch(id, { name: 'N', role: 'viewer', disabled: true, password: 'a new long password' })
  await patch(id, { disabled: false })

  const facts = await scene.facts(id)
  expect(facts.map(({ type }) => type)).toEqual([
    'user_made',
    'signed_in',
    'user_renamed',
    'user_rights_changed',
    'user_disabled',
    'password_set',
    'user_enabled',
  ])
  expect(await stored(id)).toMatchObject([{ version: facts.length }])
})

test('who may not manage users learns nothing about them', async () => {
  await scene.addUser({ email: 'plain@shop.test', role: 'desk' })
  const as = await scene.signIn('plain@shop.test', passwordOf('plain@shop.test'))
  for (const name of [
    'GET /api/users',
    'POST /api/users',
    `PATCH /api/users/${ownerId}`,
    'GET /api/keys',
    'POST /api/keys',
    `DELETE /api/keys/${ownerId}`,
  ]) {
    const body = name.startsWith('P') ? {} : undefined
    expect((await scene.call(name, { as, ...(body && { body }) })).code).toBe('not_allowed')
  }
})

test('a history tells who changed whose rights from what to what, and nothing of signing in', async () => {
  const email = 'moved@shop.test'
  const id = await scene.addUser({ email, role: 'viewer', channels: ['web'] })
  await scene.signIn(email, passwordOf(email))
  await patch(id, { role: 'desk' })
  await patch(id, { disabled: true })
  const { json } = await scene.call(`GET /api/users/${id}/history`, { key: ownerKey })
  const [disabled, moved, made] = json.items
  expect(disabled).toMatchObject({ type: 'user_disabled', before: null, after: null })
  expect(moved).toMatchObject({
    ...{ type: 'user_rights_changed', by: expect.stringMatching(/^key_/) },
    ...{ before: { role: 'viewer', channels: ['web'] }, after: { role: 'desk' } },
  })
  expect(made).toMatchObject({ type: 'user_made', before: null, after: { role: 'viewer' } })
  expect(json.items).toHaveLength(3)
  const foreign = await scene.call(`GET /api/users/${ownerId}/history`, { key: limited })
  expect(foreign.status).toBe(404)
})

test('that somebody signed in since does not make a change stale; a change by another does, and says whose', async () => {
  const email = 'busy@shop.test'
  const id = await scene.addUser({ email, role: 'viewer' })
  await scene.signIn(email, passwordOf(email))
  const first = await patch(id, { name: 'Busy' }, ownerKey, { 'if-match': '"1"' })
  expect(first.status).toBe(200)
  const late = await patch(id, { name: 'Late' }, ownerKey, { 'if-match': '"1"' })
  expect([late.status, late.json.params]).toEqual([
    412,
    { version: 3, by: expect.stringMatching(/^key_/), at: expect.any(String) },
  ])
  expect((await scene.facts(id)).map(({ type }) => type)).toEqual([
    ...['user_made', 'signed_in', 'user_renamed'],
  ])
})
