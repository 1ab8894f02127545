import { afterAll, beforeAll, expect, test } from 'vitest'
import { raw, sql } from '../../base/platform/index.ts'
import { openScene, ownerKey, passwordOf, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  await scene.close()
})

const make = (rights: object, key = ownerKey) =>
  scene.call('POST /api/keys', { key, body: { name: 'A key', ...rights } })
const works = async (key: string) => (await scene.call('GET /api/roles', { key })).status === 200
const revoke = (id: string, key = ownerKey) => scene.call(`DELETE /api/keys/${id}`, { key })

test('a key is shown once and works with the rights it was given', async () => {
  const { status, json, headers } = await make({
    permissions: ['orders:read'],
    locations: ['north'],
    ratePerSecond: null,
  })
  const { secret, ...shown } = json

  expect([status, headers['cache-control']]).toEqual([201, 'no-store'])
  expect(secret).toMatch(/^tl_live_[\w-]{43}$/)
  expect(shown.prefix).toBe(secret.slice(0, 14))
  const session = await scene.call('GET /api/session', { key: secret })
  expect(session.json.user).toMatchObject({
    id: json.id,
    permissions: ['orders:read'],
    channels: null,
    locations: ['north'],
  })
  const list = await scene.call('GET /api/keys', { key: ownerKey })
  expect(list.json.items[0]).toEqual({ ...shown, lastUsedAt: list.json.items[0].lastUsedAt })
  expect(JSON.stringify(list.json)).not.toContain(secret.slice(8))
})

test('a revoked key stops at once, stays to be seen, and is revoked once', async () => {
  const { id, secret } = (await make({ role: 'viewer' })).json
  expect(await works(secret)).toBe(true)
  expect((await revoke(id)).status).toBe(204)

  expect(await works(secret)).toBe(false)
  expect((await revoke(id)).status).toBe(204)
  expect((await scene.facts(id)).map(({ type }) => type)).toEqual(['key_made', 'key_revoked'])
  const list = await scene.call('GET /api/keys', { key: ownerKey })
  const listed = list.json.items.find((key: { id: string }) => key.id === id)
  expect(listed).toMatchObject({ revokedAt: expect.any(String), version: 2 })
})

test('an expired key does not work, and none is made that would be', async () => {
  const { id, secret } = (await make({ role: 'viewer', expiresAt: '2999-01-01T00:00:00Z' })).json
  expect(await works(secret)).toBe(true)
  await scene.run(sql`update identity.keys set expires_at = now() where id = ${id}`)
  scene.identity.forget(id)

  expect(await works(secret)).toBe(false)
  const late = await make({ role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' })
  expect([late.status, late.code]).toEqual([422, 'expiry_passed'])
})

test('nobody makes or revokes a key with more rights than they have', async () => {
  const manager = await make({ permissions: ['keys:manage', 'orders:read'], channels: ['web'] })
  const { secret } = manager.json
  const [before] = await scene.rows(sql`select count(*) from identity.keys`)
  const tries = [
    await make({ role: 'viewer', channels: ['web'] }, secret),
    await make({ permissions: ['orders:read', 'orders:place'], channels: ['web'] }, secret),
    await make({ permissions: ['orders:read'] }, secret),
    await make({ permissions: ['orders:read'], channels: ['web', 'fax'] }, secret),
  ]

  expect(tries.map(({ code }) => code)).toEqual(Array(4).fill('more_than_yours'))
  expect(await scene.rows(sql`select count(*) from identity.keys`)).toEqual([before])
  const own = await make({ permissions: ['orders:read'], channels: ['web'] }, secret)
  expect(own.status).toBe(201)
  const bigger = (await make({ role: 'desk', channels: ['web'] })).json
  const foreign = (await make({ role: 'viewer', channels: ['fax'] })).json
  expect((await revoke(bigger.id, secret)).code).toBe('more_than_yours')
  expect((await revoke(foreign.id, secret)).code).toBe('not_found')
  expect([await works(bigger.secret), await works(foreign.secret)]).toEqual([true, true])
  expect((await revoke(own.json.id, secret)).status).toBe(204)
})

test.each([
  ['neither', {}],
  ['both', { role: 'desk', permissions: ['orders:read'] }],
])('a key with %s of role and permissions is refused', async (_, rights) => {
  const { status, json } = await make(rights)
  expect(status).toBe(422)
  expect(json.errors).toEqual([{ pointer: '/role', code: 'role_or_permissions' }])
})

test('the last use of a key is noted, beside the request and not with every one', async () => {
  const { id, secret } = (await make({ role: 'viewer' })).json
  const used = async () => {
    const [row] = await scene.rows<{ at: Date | null }>(
      sql`select last_used_at as at from identity.keys where id = ${id}`,
    )
    return row?.at ?? null
  }
  await works(secret)
  await expect.poll(used, { timeout: 20_000 }).not.toBeNull()
  const first = await used()
  scene.identity.forget(id)
  await works(secret)
  await scene.run(sql`select pg_sleep(0.05)`)
  expect(await used()).toEqual(first)
  expect(scene.errors).toEqual([])
})

test('no secret stands anywhere in the database: not a password, not a key, not a token', async () => {
  await scene.addUser({ email: 'planted@shop.test', role: 'owner' })
  const as = await scene.signIn('planted@shop.test', passwordOf('planted@shop.test'))
  const body = { name: 'Planted', role: 'viewer' }
  const { secret } = (await scene.call('POST /api/keys', { as, body })).json
  await scene.call('POST /api/session', {
    body: { email: 'x@y.z', password: 'a planted wrong one' },
  })
  await scene.call('POST /api/session', { body: { email: 'a planted email', password: 'wrong' } })
  const planted = [
    passwordOf('planted@shop.test'),
    scene.owner.password,
    ownerKey,
    secret,
    as.token,
    as.csrf,
    'a planted wrong one',
    'a planted email',
  ]

  const text = await wholeDatabase()
  expect(text).toContain('planted@shop.test')
  expect(text).toContain('sign_in_refused')
  for (const one of planted) expect(text.includes(one), one).toBe(false)
})

/** Every row of every table of ours as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await scene.rows<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`)
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await scene.rows<{ row: string }>(
      sql`select t::text as row from ${raw(name)} as t`,
    )
    texts.push(name, ...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}
