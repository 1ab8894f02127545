// How people are reached goes out to a receiver in part, and whole where somebody who may be told it says so.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Caller, nobody } from '../../base/http/index.ts'
import { openScene, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(async () => {
  await scene.close()
  expect(scene.errors).toEqual([])
})

const person = (kind: 'user' | 'key', ...permissions: string[]): Caller => ({
  ...{ ...nobody, id: 'usr_test', name: 'Test', kind, channels: null, locations: null },
  permissions: new Set(['webhooks:manage', ...permissions]),
  rate: null,
})
const as = (caller: Caller) => scene.routes({ reach: { to: 'anywhere' } }, caller)
const customer = { name: 'Ada', phone: '+447700900123', email: 'ada@example.com' }
const data = { customer, shipTo: { street: 'Gate Lane 7', city: 'London' } }
const inPart = {
  customer: { name: 'Ada', phone: '+4477****0123', email: 'a***@example.com' },
  shipTo: { street: 'Gat***', city: 'London' },
}

test('a receiver is told in part unless it was said otherwise, and people read what is sent in part', async () => {
  const call = await as(person('user', 'customers:reveal'))
  const add = async (more: object) =>
    (await call('POST /api/webhooks', { url: scene.receiver.url, types: ['order.*'], ...more }))
      .json.webhook
  const discreet = await add({ types: ['order.placed'] })
  const shipper = await add({ types: ['order.changed'], contacts: true })
  expect([discreet.contacts, shipper.contacts]).toEqual([false, true])
  scene.follow()
  scene.work()
  await scene.happen(
    { stream: 'ord_1', version: 1, type: 'order.placed', data },
    { stream: 'ord_1', version: 2, type: 'order.changed', data },
  )
  await vi.waitFor(() => expect(scene.receiver.received).toHaveLength(2), { timeout: 50_000 })
  const told = Object.fromEntries(scene.receiver.received.map(({ json }) => [json.type, json.data]))
  expect(told['order.placed']).toMatchObject(inPart)
  expect(told['order.changed']).toMatchObject(data)

  const { items } = (await call(`GET /api/webhooks/${shipper.id}/deliveries`)).json
  const path = `GET /api/webhooks/${shipper.id}/deliveries/${items[0].id}/request`
  expect(JSON.parse((await call(path)).json.body).data).toMatchObject(inPart)
  const machine = await as(person('key', 'customers:reveal'))
  expect(JSON.parse((await machine(path)).json.body).data).toMatchObject(data)
})

test('who may not be told has no receiver told: neither by the setting nor by another address', async () => {
  const may = await as(person('user', 'customers:reveal'))
  const mayNot = await as(person('user'))
  const wish = { url: scene.receiver.url, types: ['order.*'] }
  const refused = {
    status: 403,
    json: { code: 'not_allowed', params: { permission: 'customers:reveal' } },
  }
  expect(await mayNot('POST /api/webhooks', { ...wish, contacts: true })).toMatchObject(refused)
  const { id } = (await may('POST /api/webhooks', { ...wish, contacts: true })).json.webhook
  const path = `PATCH /api/webhooks/${id}`
  expect(await mayNot(path, { url: `${scene.receiver.url}other` })).toMatchObject(refused)
  expect((await may('GET /api/webhooks')).json.items).toMatchObject([
    { version: 1, contacts: true },
  ])
  expect((await mayNot(path, { description: 'Shop' })).status).toBe(200)
  expect((await mayNot(path, { contacts: false })).json.contacts).toBe(false)
  expect(await mayNot(path, { contacts: true })).toMatchObject(refused)
  expect((await mayNot(path, { url: `${scene.receiver.url}other` })).status).toBe(200)
  expect((await may(path, { contacts: true })).json.contacts).toBe(true)
})
