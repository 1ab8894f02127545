import { afterAll, beforeAll, expect, test } from 'vitest'
import { nobody } from '../../base/http/index.ts'
import { factsOf, sql } from '../../base/platform/index.ts'
import { forgetDelivered, insertDeliveries } from './deliveries.sql.ts'
import { openScene, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

const wish = { url: 'https://203.0.113.7/hook', types: ['order.*'] }
const add = async () => (await scene.call('POST /api/webhooks', wish)).json.webhook
const absent = `whk_${'0'.repeat(26)}`
const count = async () => (await scene.call('GET /api/webhooks')).json.items.length

test('a secret is shown when it is made and never again', async () => {
  const made = await scene.call('POST /api/webhooks', { ...wish, description: ' Shop ' })
  expect(made.status).toBe(201)
  expect(made.json.secret).toMatch(/^whsec_/)
  expect(made.json.webhook).toMatchObject({
    ...wish,
    description: 'Shop',
    active: true,
    version: 1,
  })
  const { id } = made.json.webhook
  const shown = [
    await scene.call('GET /api/webhooks'),
    await scene.call(`GET /api/webhooks/${id}`),
    await scene.call(`PATCH /api/webhooks/${id}`, { description: '' }),
  ]
  expect(JSON.stringify(shown)).not.toContain('whsec_')
  const facts = await scene.database.read((tx) => factsOf(tx, [id]))
  expect(facts.map(({ type, by }) => [type, by])).toEqual([
    ['webhook.added', 'usr_test'],
    ['webhook.changed', 'usr_test'],
  ])
  expect(JSON.stringify(facts)).not.toContain('whsec_')
})

test('where only public addresses are allowed, no inner one is stored', async () => {
  const resolve = async () => [{ address: '10.1.2.3', family: 4 as const }]
  const call = await scene.routes({ reach: { to: 'public' }, resolve })
  const webhook = await add()
  const before = await count()
  for (const url of ['https://127.1/', 'https://inner.example/', 'https://[::ffff:10.0.0.1]/']) {
    const refused = { status: 422, code: 'address_not_public' }
    const made = await call('POST /api/webhooks', { ...wish, url })
    expect(made).toMatchObject(refused)
    expect(made.json.errors[0].pointer).toBe('/url')
    expect(await call(`PATCH /api/webhooks/${webhook.id}`, { url })).toMatchObject(refused)
  }
  expect(await call('POST /api/webhooks', { ...wish, url: 'http://example.com/' })).toMatchObject({
    code: 'url_scheme_not_allowed',
  })
  expect(await count()).toBe(before)
  const unchanged = await scene.call(`GET /api/webhooks/${webhook.id}`)
  expect(unchanged.json).toMatchObject({ url: wish.url, version: 1 })
})

test('what is no wish is refused by its place', async () => {
  for (const types of [[], ['Order.*'], ['*.placed'], 'order.*'])
    expect((await scene.call('POST /api/webhooks', { ...wish, types })).status).toBe(422)
  const unknown = await scene.call('POST /api/webhooks', { ...wish, secret: 'mine' })
  expect(unknown.json.errors).toMatchObject([{ pointer: '/secret', code: 'unknown_field' }])
})

test('a change on an older version is refused and changes nothing', async () => {
  const { id } = await add()
  const path = `PATCH /api/webhooks/${id}`
  const first = await scene.call(path, { description: 'a' }, { 'if-match': '"1"' })
  expect(first.headers.etag).toBe('"2"')
  const late = await scene.call(path, { description: 'b' }, { 'if-match': '"1"' })
  expect(late).toMatchObject({ status: 412, code: 'version_mismatch' })
  expect((await scene.call(`GET /api/webhooks/${id}`)).json.description).toBe('a')
})

test('what does not exist is not found, whatever is asked of it', async () => {
  const delivery = `msg_${'0'.repeat(26)}`
  const asked = [
    ...['GET', 'PATCH', 'DELETE'].map((method) => `${method} /api/webhooks/${absent}`),
    ...['rotate-secret', 'test', 'replay', `deliveries/${delivery}/replay`].map(
      (path) => `POST /api/webhooks/${absent}/${path}`,
    ),
    `GET /api/webhooks/${absent}/deliveries`,
  ]
  for (const name of asked) {
    const body = name.startsWith('GET') || name.startsWith('DELETE') ? undefined : {}
    expect([name, (await scene.call(name, body)).status]).toEqual([name, 404])
  }
})

test('a caller limited to channels or locations has nothing to do with webhooks', async () => {
  const { id } = await add()
  const permissions = new Set(['webhooks:manage'])
  for (const limit of [
    { channels: ['shop'], locations: null },
    { channels: null, locations: ['london'] },
  ]) {
    const caller = { ...nobody, id: 'key_1', kind: 'key' as const, permissions, ...limit }
    const call = await scene.routes({ reach: { to: 'anywhere' } }, { ...caller, rate: null })
    const before = await count()
    expect((await call('GET /api/webhooks')).status).toBe(403)
    expect((await call('POST /api/webhooks', wish)).status).toBe(403)
    expect((await call(`POST /api/webhooks/${id}/replay`, {})).status).toBe(403)
    expect((await call(`DELETE /api/webhooks/${id}`)).status).toBe(403)
    expect(await count()).toBe(before)
  }
})

test('the delivery log is read page by page, newest first, without a gap or a double', async () => {
  const { id } = await add()
  const made = Array.from({ length: 25 }, (_, n) => ({
    ...{ id: `msg_${String(n).padStart(26, '0')}`, endpointId: id, stream: 'ord_1' },
    ...{ version: n + 1, type: 'order.changed', at: new Date() },
  }))
  await scene.database.begin((tx) => insertDeliveries(tx, made))
  const seen: number[] = []
  let cursor = ''
  do {
    const path = `/api/webhooks/${id}/deliveries?limit=10${cursor && `&cursor=${cursor}`}`
    const { json } = await scene.call(`GET ${path}`)
    seen.push(...json.items.map(({ version }: { version: number }) => version))
    cursor = json.next ?? ''
  } while (cursor)
  expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => 25 - n))
  const broken = await scene.call(`GET /api/webhooks/${id}/deliveries?cursor=xyz`)
  expect(broken.status).toBe(400)
})

test('delivered messages are forgotten after their days, the others never', async () => {
  const { id } = await add()
  const names = ['a', 'b', 'c'].map((letter) => `msg_${letter.toUpperCase().repeat(26)}`)
  const made = names.map((name, n) => ({
    ...{ id: name, endpointId: id, stream: 'ord_2', version: n + 1 },
    ...{ type: 'order.changed', at: new Date() },
  }))
  await scene.database.begin(async (tx) => {
    await insertDeliveries(tx, made)
    await tx.run(sql`
      update connections.deliveries set tried_at = clock_timestamp() - interval '31 days',
        state = case id when ${names[0]} then 'delivered' when ${names[1]} then 'dead' else state end
      where endpoint_id = ${id}`)
    expect(await forgetDelivered(tx, 32)).toBe(0)
    expect(await forgetDelivered(tx, 30)).toBe(1)
  })
  const left = (await scene.call(`GET /api/webhooks/${id}/deliveries`)).json.items
  expect(left.map(({ id: name }: { id: string }) => name)).toEqual([names[2], names[1]])
})

test('there is a last webhook, and none after it', async () => {
  for (let left = 50 - (await count()); left > 0; left--) await add()
  const one = await scene.call('POST /api/webhooks', wish)
  expect(one).toMatchObject({ status: 409, code: 'too_many_webhooks' })
  expect(one.json.params).toEqual({ limit: 50 })
  expect(await count()).toBe(50)
})
