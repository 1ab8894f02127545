import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { factsOf, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import { plan } from '../../plan.ts'
import type { Delivery } from './delivery.ts'
import { webhooksFollower } from './index.ts'
import type { React } from './receiver.fixture.ts'
import { openScene, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(async () => {
  await scene.close()
  expect(scene.errors).toEqual([])
})

const until = (check: () => Promise<unknown> | unknown) =>
  vi.waitFor(async () => expect(await check()).toBe(true), { timeout: 50_000, interval: 25 })

async function addWebhook(types = ['order.*'], url = scene.receiver.url) {
  const { status, json } = await scene.call('POST /api/webhooks', { url, types })
  expect(status).toBe(201)
  return { id: json.webhook.id as string, secret: json.secret as string }
}
async function deliveries(id: string, query = 'limit=200'): Promise<Delivery[]> {
  return (await scene.call(`GET /api/webhooks/${id}/deliveries?${query}`)).json.items
}
const delivered = async (id: string, count: number) =>
  (await deliveries(id, 'state=delivered&limit=200')).length === count
const received = () =>
  scene.receiver.received.map(({ json }) => `${json.data.stream}/${json.data.version}`)
/** What a stream's messages were, each at its first arrival. */
const arrivals = (stream: string) =>
  [...new Set(received())].filter((name) => name.startsWith(`${stream}/`))

test('a fact that is wanted arrives signed, and what stays in the house does not, wished for or not', async () => {
  const { id, secret } = await addWebhook(['order.placed', 'user_*'])
  scene.follow()
  scene.work()
  await scene.happen(
    { stream: 'ord_1', version: 1, type: 'order.placed', data: { number: '7', note: '你好' } },
    { stream: 'ord_1', version: 2, type: 'order.held' },
    { stream: 'usr_1', version: 1, type: 'user_made' },
  )
  await until(() => delivered(id, 1))
  const [message] = scene.receiver.received
  expect(new Webhook(secret).verify(message?.body ?? '', message?.headers ?? {})).toMatchObject({
    type: 'order.placed',
    data: { number: '7', note: '你好', stream: 'ord_1', version: 1, by: 'usr_1', command: 'req_1' },
  })
  const [entry] = await deliveries(id)
  expect(entry).toMatchObject({ state: 'delivered', tries: 1, lastStatus: 200, response: 'ok' })
  expect(message?.headers['webhook-id']).toBe(entry?.id)
  const path = `GET /api/webhooks/${id}/deliveries/${entry?.id}/request`
  const { url, headers, body } = (await scene.call(path)).json
  expect({ url, body }).toEqual({ url: scene.receiver.url, body: message?.body })
  expect(headers).toEqual({ 'webhook-id': entry?.id, 'content-type': 'application/json' })
  expect((await scene.call(path.replace(id, entry?.id ?? ''))).status).toBe(404)
})

test('without a listener nothing is written, and one that comes later hears only what is new', async () => {
  scene.follow()
  await scene.happen({ stream: 'ord_1', version: 1 })
  const { id } = await addWebhook()
  scene.work()
  await scene.happen({ stream: 'ord_1', version: 2 })
  await until(() => delivered(id, 1))
  expect(received()).toEqual(['ord_1/2'])
})

test('a follower that is behind tells a new listener nothing of what was before it', async () => {
  await scene.happen({ stream: 'ord_1', version: 1 })
  const { id } = await addWebhook()
  await scene.happen({ stream: 'ord_1', version: 2 })
  scene.follow()
  scene.work()
  await until(() => delivered(id, 1))
  expect(received()).toEqual(['ord_1/2'])
})

const bad: Record<string, React> = {
  ord_500: (_, response) => response.writeHead(500).end('no'),
  ord_closed: (_, __, request) => request.socket.end(),
  ord_reset: (_, __, request) => request.socket.resetAndDestroy(),
  ord_garbage: (_, __, request) => request.socket.end('no http at all\r\n\r\n'),
  ord_slow: () => {},
  ord_redirect: (_, response) => response.writeHead(302, { location: '/other' }).end(),
}

test('receivers that fail in any way get the same message again, with the same id', async () => {
  const { id } = await addWebhook()
  const failed = new Set<string>()
  scene.receiver.react = (message, ...rest) => {
    const { stream } = message.json.data
    const react = failed.has(stream) ? undefined : bad[stream]
    failed.add(stream)
    ;(react ?? scene.receiver.accept)(message, ...rest)
  }
  scene.follow()
  scene.work(2_000)
  const streams = Object.keys(bad)
  await scene.happen(...streams.flatMap((stream) => [1, 2].map((version) => ({ stream, version }))))
  await until(() => delivered(id, streams.length * 2))
  for (const stream of streams) {
    const tries = scene.receiver.received.filter(
      ({ json }) => json.data.stream === stream && json.data.version === 1,
    )
    expect(tries.length).toBeGreaterThanOrEqual(2)
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(arrivals(stream)).toEqual([`${stream}/1`, `${stream}/2`])
  }
})

test('with two senders and failures every order arrives whole and without an inversion', async () => {
  const { id } = await addWebhook()
  let count = 0
  const accepted: string[] = []
  scene.receiver.react = ({ json }, response) => {
    if (++count % 7 === 0) return response.writeHead(503, { 'retry-after': '1' }).end()
    accepted.push(`${json.data.stream}/${json.data.version}`)
    return response.end()
  }
  scene.follow()
  scene.work()
  scene.work()
  const versions = [1, 2, 3, 4, 5, 6, 7, 8]
  const streams = Array.from({ length: 12 }, (_, n) => `ord_${n}`)
  await Promise.all(
    streams.map(async (stream) => {
      for (const version of versions) await scene.happen({ stream, version })
    }),
  )
  await until(() => delivered(id, 96))
  for (const stream of streams) {
    const own = [...new Set(accepted)].filter((name) => name.startsWith(`${stream}/`))
    expect(own).toEqual(versions.map((version) => `${stream}/${version}`))
  }
  expect(count).toBeGreaterThan(96)
})

test('a follower that dies at any statement leaves every message once', async () => {
  const { id } = await addWebhook()
  let deaths = 0
  for (let statement = 0; statement < 6; statement++) {
    const whole = webhooksFollower(plan)
    let left = statement
    let dead = false
    const dying = (tx: Tx): Tx => {
      const cut = <Answer>(send: (statement: Sql) => Promise<Answer>) => {
        return async (statement: Sql) => {
          if (!dead && left-- === 0) {
            dead = true
            deaths++
            throw Object.assign(new Error('killed'), { code: '57P01' })
          }
          return await send(statement)
        }
      }
      return { ...tx, rows: cut(tx.rows) as Tx['rows'], run: cut(tx.run) }
    }
    scene.follow({
      ...whole,
      handle: async (tx, news, range) => {
        await whole.handle(dying(tx), news, range)
        if (!dead) {
          dead = true
          deaths++
          throw Object.assign(new Error('killed at the end'), { code: '57P01' })
        }
      },
    })
    await scene.happen({ stream: 'ord_1', version: statement + 1 })
    await until(async () => (await deliveries(id)).length === statement + 1)
    await scene.stop()
  }
  expect(deaths).toBe(6)
  scene.errors.splice(0)
  scene.work()
  await until(() => delivered(id, 6))
  expect(received()).toEqual([1, 2, 3, 4, 5, 6].map((version) => `ord_1/${version}`))
})

test('410 switches the endpoint off, and what was given up can be replayed later in order', async () => {
  const { id } = await addWebhook()
  scene.receiver.react = (_, response) => response.writeHead(410).end('bye')
  scene.follow()
  scene.work()
  await scene.happen({ stream: 'ord_1', version: 1 }, { stream: 'ord_1', version: 2 })
  await until(async () => (await deliveries(id, 'state=dead')).length === 1)
  const off = (await scene.call(`GET /api/webhooks/${id}`)).json
  expect(off).toMatchObject({ active: false, disabledReason: 'The receiver answered 410 Gone' })
  expect(off).toMatchObject({ dead: 1, waiting: 1, version: 2 })
  await scene.happen({ stream: 'ord_2', version: 1 })
  scene.receiver.react = scene.receiver.accept
  expect(await scene.call(`PATCH /api/webhooks/${id}`, { active: true })).toMatchObject({
    status: 200,
    json: { active: true, disabledReason: null },
  })
  expect(await scene.call(`POST /api/webhooks/${id}/replay`, {})).toMatchObject({
    status: 202,
    json: { replayed: 1 },
  })
  await until(() => delivered(id, 2))
  expect(received()).toEqual(['ord_1/1', 'ord_1/1', 'ord_1/2'])
  const facts = await scene.database.read((tx) => factsOf(tx, [id]))
  expect(facts.map(({ type }) => type)).toEqual([
    ...['webhook.added', 'webhook.switched_off', 'webhook.changed'],
  ])
})

test('delivered messages are sent again on demand: one, or all since a time', async () => {
  const { id } = await addWebhook()
  scene.follow()
  scene.work()
  await scene.happen(...[1, 2, 3].map((version) => ({ stream: 'ord_1', version })))
  await until(() => delivered(id, 3))
  const [newest] = await deliveries(id)
  const one = `POST /api/webhooks/${id}/deliveries/${newest?.id}/replay`
  expect(await scene.call(one)).toMatchObject({ status: 202, json: { replayed: 1 } })
  await until(() => scene.receiver.received.length === 4)
  await until(() => delivered(id, 3))
  const since = { since: new Date(Date.now() - 3_600_000).toISOString() }
  const all = await scene.call(`POST /api/webhooks/${id}/replay`, since)
  expect(all.json).toEqual({ replayed: 3 })
  await until(() => scene.receiver.received.length === 7)
  expect(received().slice(4)).toEqual(['ord_1/1', 'ord_1/2', 'ord_1/3'])
  expect(scene.receiver.received[3]?.headers['webhook-id']).toBe(newest?.id)
})

test('while a secret is changed both sign, and the old one stops when its time is over', async () => {
  const { id, secret: old } = await addWebhook()
  scene.follow()
  scene.work()
  const rotate = (keepSeconds: number) =>
    scene.call(`POST /api/webhooks/${id}/rotate-secret`, { keepSeconds })
  const { secret } = (await rotate(3600)).json
  await scene.happen({ stream: 'ord_1', version: 1 })
  await until(() => delivered(id, 1))
  const { secret: newest } = (await rotate(0)).json
  await scene.happen({ stream: 'ord_1', version: 2 })
  await until(() => delivered(id, 2))
  const [first, second] = scene.receiver.received
  for (const live of [old, secret])
    expect(new Webhook(live).verify(first?.body ?? '', first?.headers ?? {})).toBeTruthy()
  expect(new Webhook(newest).verify(second?.body ?? '', second?.headers ?? {})).toBeTruthy()
  expect(() => new Webhook(secret).verify(second?.body ?? '', second?.headers ?? {})).toThrow()
})

test('a ping goes to the one endpoint that asked, even while it is switched off', async () => {
  const { id } = await addWebhook(['*'])
  const other = await addWebhook(['*'])
  await scene.call(`PATCH /api/webhooks/${id}`, { active: false })
  scene.follow()
  scene.work()
  const { status, json } = await scene.call(`POST /api/webhooks/${id}/test`)
  expect(status).toBe(202)
  await until(() => delivered(id, 1))
  expect(scene.receiver.received).toMatchObject([
    { json: { type: 'webhook.ping' }, headers: { 'webhook-id': json.delivery } },
  ])
  expect(await deliveries(other.id)).toEqual([])
})

test('a receiver that never answers does not keep another one waiting', async () => {
  const stuck = await addWebhook(['order.*'], scene.receiver.url.replace('/hook', '/stuck'))
  const fine = await addWebhook()
  const open: (() => void)[] = []
  scene.receiver.react = (_, response, request) => {
    if (request.url === '/stuck') open.push(() => response.end())
    else response.end()
  }
  scene.follow()
  scene.work()
  const facts = Array.from({ length: 150 }, (_, n) => ({ stream: `ord_${n}`, version: 1 }))
  await scene.happen(...facts)
  await until(() => delivered(fine.id, 150))
  expect((await scene.call(`GET /api/webhooks/${stuck.id}`)).json.waiting).toBeGreaterThan(0)
  scene.receiver.react = scene.receiver.accept
  for (const answer of open) answer()
  await until(() => delivered(stuck.id, 150))
})

test('messages of a removed webhook are sent to nobody', async () => {
  const { id } = await addWebhook()
  scene.follow()
  await scene.happen({ stream: 'ord_1', version: 1 })
  await until(async () => (await deliveries(id)).length === 1)
  expect((await scene.call(`DELETE /api/webhooks/${id}`)).status).toBe(204)
  scene.work()
  await until(async () => {
    const rows = sql`select from jobs.job where done_at is null`
    return (await scene.database.read((tx) => tx.rows(rows))).length === 0
  })
  expect(scene.receiver.received).toEqual([])
})
