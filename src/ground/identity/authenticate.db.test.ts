import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isRefusal, sql } from '../../base/platform/index.ts'
import { openIdentity } from './authenticate.ts'
import { type Browser, openScene, ownerKey, passwordOf, type Scene, site } from './scene.fixture.ts'
import { digestOf } from './secrets.ts'

let scene: Scene
let desk: Browser
let deskId: string
beforeAll(async () => {
  scene = await openScene()
  deskId = await scene.addUser({ email: 'desk@shop.test', role: 'desk' })
  desk = await scene.signIn('desk@shop.test', passwordOf('desk@shop.test'))
})
afterAll(async () => {
  await scene.close()
})

const me = (as: Browser) => scene.call('GET /api/session', { as })
const signOut = (headers: Record<string, string>) =>
  scene.call('DELETE /api/session', { headers: { cookie: desk.cookie, ...headers } })
/** Moves a session's times back in the database, and lets this process look again. */
const age = async ({ token }: Browser, column: 'seen' | 'made', hours: number) => {
  const back = sql`now() - ${hours} * interval '1 hour'`
  const changed = await scene.run(
    column === 'seen'
      ? sql`update identity.sessions set seen_at = ${back} where token_digest = ${digestOf(token)}`
      : sql`update identity.sessions set made_at = ${back} where token_digest = ${digestOf(token)}`,
  )
  expect(changed).toBe(1)
  scene.identity.forget(deskId)
}

test('a key is taken from the Authorization header, a session from its cookie, and neither from the other', async () => {
  const answers = [
    await scene.call('GET /api/session', { key: ownerKey }),
    await scene.call('GET /api/session', { as: desk }),
    await scene.call('GET /api/session', {
      headers: { cookie: `throughline_session=${ownerKey}` },
    }),
    await scene.call('GET /api/session', { key: desk.token }),
    await scene.call('GET /api/session'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 401, 401])
  expect(answers[0]?.json).toMatchObject({
    user: { kind: 'key', name: 'OWNER_KEY' },
    csrfToken: null,
  })
  expect(answers[1]?.json).toMatchObject({
    user: { id: deskId, role: 'desk' },
    csrfToken: desk.csrf,
  })
})

test.each(['wrong', 'Basic b3duZXI6cHc=', 'Bearer', 'Bearer ', `Bearer ${'x'.repeat(5000)}`])(
  'the Authorization header %j is not signed in, even beside a good cookie',
  async (authorization) => {
    const headers = { authorization, cookie: desk.cookie }
    const answer = await scene.call('GET /api/roles', { headers })
    expect([answer.status, answer.code]).toEqual([401, 'not_signed_in'])
  },
)

test.each([
  ['another origin', { origin: 'https://evil.test' }],
  ['the opaque origin', { origin: 'null' }],
  ['an origin that only begins like ours', { origin: 'http://shop.test.evil.test' }],
  ['another port', { origin: 'http://shop.test:8080' }],
  ['a sister site', { origin: site.origin, 'sec-fetch-site': 'same-site' }],
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['no word about where it comes from', {}],
])('a change by cookie is refused from %s', async (_, headers) => {
  const answer = await signOut({ 'x-csrf-token': desk.csrf, ...headers })

  expect([answer.status, answer.code]).toEqual([403, 'cross_site'])
  expect((await me(desk)).status).toBe(200)
})

test.each([
  ['no token', {}],
  ['an empty token', { 'x-csrf-token': '' }],
  ['the session token itself', { 'x-csrf-token': 'session' }],
])('a change by cookie is refused with %s', async (_, given: Record<string, string>) => {
  const token = given['x-csrf-token'] === 'session' ? { 'x-csrf-token': desk.token } : given
  const answer = await signOut({ origin: site.origin, ...token })

  expect([answer.status, answer.code]).toEqual([403, 'cross_site'])
  expect((await me(desk)).status).toBe(200)
})

test('the token of one session does not serve another', async () => {
  const other = await scene.signIn('desk@shop.test', passwordOf('desk@shop.test'))
  const answer = await signOut({ origin: site.origin, 'x-csrf-token': other.csrf })
  expect(answer.code).toBe('cross_site')
})

test('a session ends twelve hours after it was last seen', async () => {
  const session = await scene.signIn('desk@shop.test', passwordOf('desk@shop.test'))
  await age(session, 'seen', 11.9)
  expect((await me(session)).status).toBe(200)
  await age(session, 'seen', 12.1)
  expect((await me(session)).status).toBe(401)
})

test('a session ends fourteen days after it began, however busy', async () => {
  const session = await scene.signIn('desk@shop.test', passwordOf('desk@shop.test'))
  await age(session, 'made', 14 * 24 - 0.1)
  expect((await me(session)).status).toBe(200)
  await age(session, 'made', 14 * 24 + 0.1)
  expect((await me(session)).status).toBe(401)
})

test('a session of a disabled user does not work, even where its row is still there', async () => {
  const id = await scene.addUser({ email: 'gone@shop.test', role: 'desk' })
  const session = await scene.signIn('gone@shop.test', passwordOf('gone@shop.test'))
  await scene.run(sql`update identity.users set disabled_at = now() where id = ${id}`)
  scene.identity.forget(id)
  expect((await scene.call('GET /api/roles', { as: session })).status).toBe(401)
})

test('using a session renews its idle time', async () => {
  await age(desk, 'seen', 11)
  await me(desk)
  await expect
    .poll(
      async () => {
        const digest = digestOf(desk.token)
        const [row] = await scene.rows<{ recent: boolean }>(sql`
        select seen_at > now() - interval '1 hour' as recent from identity.sessions
        where token_digest = ${digest}`)
        return row?.recent
      },
      { timeout: 20_000 },
    )
    .toBe(true)
  expect(scene.errors).toEqual([])
})

test('a known key that many requests bring at once costs one query', async () => {
  let queries = 0
  const { read } = scene.database
  scene.database.read = (work) => {
    queries++
    return read(work)
  }
  const ask = () => scene.identity.authenticate(requestWith(ownerKey, '1.1.1.1'))
  const owner = await ask()
  scene.identity.forget((owner as { id: string }).id)
  queries = 0
  await Promise.all(Array.from({ length: 50 }, ask))
  const together = queries
  scene.database.read = read

  expect(together).toBe(1)
})

test('one address cannot make the database look for wrong keys without end', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const { authenticate } = openIdentity({ database: scene.database })
  const tries = Array.from({ length: 500 }, (_, index) =>
    authenticate(requestWith(`wrong key ${index}`, '1.1.1.1')),
  )
  const other = authenticate(requestWith(ownerKey, '2.2.2.2'))
  const refused = (await Promise.all(tries)).map((answer) => isRefusal(answer) && answer.refused)
  vi.useRealTimers()

  expect(refused.filter((code) => code === 'not_signed_in')).toHaveLength(400)
  expect(refused.filter((code) => code === 'too_many_requests')).toHaveLength(100)
  expect(await other).toMatchObject({ kind: 'key' })
})

function requestWith(key: string, ip: string): FastifyRequest {
  const headers = { authorization: `Bearer ${key}` }
  return { method: 'GET', headers, ip, routeOptions: {}, cookies: {} } as unknown as FastifyRequest
}
