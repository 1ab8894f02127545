import * as argon2 from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sql } from '../../base/platform/index.ts'
import { nobodysHash } from './passwords.ts'
import { openScene, ownerKey, passwordOf, type Scene, site } from './scene.fixture.ts'

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return { ...real, verify: vi.fn(real.verify) }
})

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  await scene.close()
})

const tryIn = (email: string, password: string, headers = {}) =>
  scene.call('POST /api/session', { body: { email, password }, headers })

test('signing in sets a cookie that scripts cannot read and answers who it is', async () => {
  const id = await scene.addUser({ email: 'Desk@shop.test', role: 'desk', channels: ['web'] })
  const answer = await tryIn('desk@SHOP.test', passwordOf('Desk@shop.test'))

  expect(answer.status).toBe(200)
  expect(answer.json.user).toMatchObject({ id, kind: 'user', role: 'desk', channels: ['web'] })
  expect(answer.json.user.permissions).toContain('orders:place')
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toMatch(
    /^throughline_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  expect(answer.headers['cache-control']).toBe('no-store')
  expect((await scene.facts(id)).map(({ type }) => type)).toEqual(['user_made', 'signed_in'])
})

test('an unknown email, a wrong password and a disabled user are answered alike after the same work', async () => {
  const known = await scene.addUser({ email: 'known@shop.test', role: 'viewer' })
  const gone = await scene.addUser({ email: 'gone@shop.test', role: 'viewer' })
  await scene.call(`PATCH /api/users/${gone}`, { key: ownerKey, body: { disabled: true } })
  const statements = vi.spyOn(scene.database, 'begin')
  const verify = vi.mocked(argon2.verify)
  const tries = [
    ['nobody@shop.test', 'a wrong password'],
    ['known@shop.test', 'a wrong password'],
    ['gone@shop.test', 'a wrong password'],
  ] as const

  const seen = []
  for (const [email, password] of tries) {
    verify.mockClear()
    statements.mockClear()
    const { status, json, headers } = await tryIn(email, password)
    const { requestId: _, ...body } = json
    const costs = verify.mock.calls.map(([kept]) => String(kept).split('$').slice(0, 4).join('$'))
    seen.push({
      status,
      body,
      cookie: headers['set-cookie'],
      costs,
      begun: statements.mock.calls.length,
    })
  }
  statements.mockRestore()

  expect(seen[0]).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
  expect(seen[0]?.costs).toEqual([nobodysHash.split('$').slice(0, 4).join('$')])
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
  const right = await tryIn('gone@shop.test', passwordOf('gone@shop.test'))
  expect([right.status, right.code]).toEqual([401, 'wrong_credentials'])
  expect((await scene.facts(known)).at(-1)?.type).toBe('sign_in_refused')
  expect((await scene.facts('strangers')).map(({ type }) => type)).toEqual(['sign_in_refused'])
})

test('a session that the browser brings along ends at sign-in and the new one has another token', async () => {
  await scene.addUser({ email: 'fixed@shop.test', role: 'desk' })
  const before = await scene.signIn('fixed@shop.test', passwordOf('fixed@shop.test'))
  const planted = { cookie: before.cookie }
  const answer = await tryIn('fixed@shop.test', passwordOf('fixed@shop.test'), planted)

  expect(answer.status).toBe(200)
  expect(String(answer.headers['set-cookie'])).not.toContain(before.token)
  expect((await scene.call('GET /api/session', { as: before })).status).toBe(401)
})

test('a token that an attacker chose never becomes a session', async () => {
  await scene.addUser({ email: 'chosen@shop.test', role: 'desk' })
  const cookie = `throughline_session=${'a'.repeat(43)}`
  const answer = await tryIn('chosen@shop.test', passwordOf('chosen@shop.test'), { cookie })

  expect(answer.status).toBe(200)
  const forged = { cookie, csrf: '', token: '' }
  expect((await scene.call('GET /api/session', { as: forged })).status).toBe(401)
})

test('the sixth try for one email within a minute waits, whoever asks and whatever the case of the letters', async () => {
  const answers = []
  for (const email of ['x@y.z', 'X@y.z', 'x@Y.z', 'x@y.Z', 'x@y.z', 'X@Y.Z'])
    answers.push(await tryIn(email, 'a wrong password'))

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
  expect(answers[5]?.json).toMatchObject({ code: 'too_many_requests', params: { seconds: 12 } })
  expect(answers[5]?.headers['retry-after']).toBe('12')
})

test('another site cannot sign a browser in', async () => {
  await scene.addUser({ email: 'lured@shop.test', role: 'desk' })
  const password = passwordOf('lured@shop.test')
  const evil = await tryIn('lured@shop.test', password, { origin: 'https://evil.test' })
  const fetched = await tryIn('lured@shop.test', password, { 'sec-fetch-site': 'cross-site' })
  const ours = await tryIn('lured@shop.test', password, { origin: site.origin })

  expect([evil.code, fetched.code, ours.status]).toEqual(['cross_site', 'cross_site', 200])
})

test('signing out ends this session only, clears the cookie and is a fact', async () => {
  const id = await scene.addUser({ email: 'out@shop.test', role: 'desk' })
  const one = await scene.signIn('out@shop.test', passwordOf('out@shop.test'))
  const two = await scene.signIn('out@shop.test', passwordOf('out@shop.test'))
  const answer = await scene.call('DELETE /api/session', { as: one })

  expect(answer.status).toBe(204)
  expect(String(answer.headers['set-cookie'])).toContain('throughline_session=;')
  expect((await scene.call('GET /api/session', { as: one })).status).toBe(401)
  expect((await scene.call('GET /api/session', { as: two })).status).toBe(200)
  expect((await scene.facts(id)).at(-1)?.type).toBe('signed_out')
})

test('changing your own password needs the current one and leaves one new session', async () => {
  const id = await scene.addUser({ email: 'self@shop.test', role: 'courier' })
  const one = await scene.signIn('self@shop.test', passwordOf('self@shop.test'))
  const two = await scene.signIn('self@shop.test', passwordOf('self@shop.test'))
  const change = (current: string, password: string) =>
    scene.call('POST /api/session/password', { as: one, body: { current, password } })

  expect((await change('not the current one', 'a new long password')).code).toBe(
    'wrong_credentials',
  )
  expect((await change(passwordOf('self@shop.test'), 'short')).code).toBe('password_too_short')
  const done = await change(passwordOf('self@shop.test'), 'a new long password')
  expect(done.status).toBe(200)
  for (const old of [one, two])
    expect((await scene.call('GET /api/session', { as: old })).status).toBe(401)
  const kept = await scene.rows(sql`select 1 from identity.sessions where user_id = ${id}`)
  expect(kept).toHaveLength(1)
  expect((await tryIn('self@shop.test', 'a new long password')).status).toBe(200)
})

test('over https the cookie is sent over https only', async () => {
  await scene.addUser({ email: 'tls@shop.test', role: 'desk' })
  scene.identity.options.publicUrl = 'https://shop.test'
  const answer = await tryIn('tls@shop.test', passwordOf('tls@shop.test'))
  delete scene.identity.options.publicUrl

  expect(String(answer.headers['set-cookie'])).toContain('Secure')
})
