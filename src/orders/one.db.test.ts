// One order on PostgreSQL: as it was, what may be done with it, and who changed it meanwhile.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openQueues, type Queues } from '../../test/queues.ts'
import type { Client } from '../outside/client/index.ts'

let desk: Queues
let call: Client['call']

beforeAll(async () => {
  desk = await openQueues()
  call = desk.call
})
afterAll(async () => await desk.house.close())

describe('an earlier version', () => {
  test('is the order as it was then', async () => {
    const params = { id: desk.ids['shipped late'] as string }
    const now = await call('GET /api/orders/{id}', { params })
    const first = await call('GET /api/orders/{id}', { params, query: { asOf: 1 } })
    expect(first).toMatchObject({ version: 1, status: 'received', fulfilment: 'none' })
    const last = await call('GET /api/orders/{id}', { params, query: { asOf: now.version } })
    // Who goes with it is known of now only.
    const { together: _, ...then } = now
    expect({ ...last, promisedFor: null }).toEqual({ ...then, promisedFor: null })
  })

  test('that does not exist yet is refused, and tells the newest', async () => {
    const asked = call('GET /api/orders/{id}', {
      params: { id: desk.ids.new as string },
      query: { asOf: 99 },
    })
    await expect(asked).rejects.toMatchObject({ status: 404, code: 'no_such_version' })
  })
})

describe('what may be done', () => {
  const options = async (name: string, client: Client = desk.house.client) => {
    const params = { id: desk.ids[name] as string }
    const { items } = await client.call('GET /api/orders/{id}/commands', { params })
    return Object.fromEntries(
      items.map(({ command, allowed, problem }) => [command, allowed || problem?.code]),
    )
  }

  test('follows from the state of the order, its holds and its stock', async () => {
    expect(await options('ready')).toEqual({
      ...{ confirm: 'wrong_status', hold: true, lift: 'not_held', change: true, carrier: true },
      ...{ cancel: true, allocate: 'nothing_to_do', release: true, split: true },
      ...{ merge: true, unmerge: 'not_merged' },
      ...{ ship: true, deliver: 'nothing_to_do', return: 'nothing_to_do', pay: true, refund: true },
    })
    expect(await options('held')).toMatchObject({ confirm: 'held', lift: true, ship: 'held' })
    expect(await options('released')).toMatchObject({ cancel: 'already_released', ship: true })
    expect(await options('delivered')).toMatchObject({
      ...{ cancel: 'nothing_to_do', return: true, refund: 'more_than_paid' },
    })
  })

  test('follows from the rights of who asks, and changes nothing', async () => {
    const key = await call('POST /api/keys', { body: { name: 'viewer', role: 'viewer' } })
    const before = await call('GET /api/orders/{id}/events', {
      params: { id: desk.ids.ready as string },
    })
    const viewer = await options('ready', desk.house.clientOf(key.secret))
    expect(new Set(Object.values(viewer))).toEqual(new Set(['not_allowed']))
    expect(
      await call('GET /api/orders/{id}/events', { params: { id: desk.ids.ready as string } }),
    ).toEqual(before)
  })

  test('agrees with what is refused when it is done', async () => {
    const params = { id: desk.ids.held as string }
    const { items } = await call('GET /api/orders/{id}/commands', { params })
    const told = items.find(({ command }) => command === 'confirm')?.problem
    await expect(call('POST /api/orders/{id}/confirm', { params })).rejects.toMatchObject({
      status: told?.status,
      code: told?.code,
      params: told?.params,
    })
  })
})

test('a change to what somebody else has changed meanwhile tells who, when and what', async () => {
  const params = { id: desk.ids.held as string }
  const { version } = await call('GET /api/orders/{id}', { params })
  const asked = call('POST /api/orders/{id}/cancel', { params, body: {}, ifMatch: version - 1 })
  await expect(asked).rejects.toMatchObject({
    status: 412,
    code: 'version_mismatch',
    params: {
      version,
      yours: version - 1,
      by: expect.stringMatching(/^(usr|key)_/),
      at: expect.any(String),
      types: 'order.held',
    },
  })
  expect((await call('GET /api/orders/{id}', { params })).version).toBe(version)
})
