// Comments: about an order of one's channels, and found by whom they mention.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { booksAgree } from '../../../test/shop.ts'
import { witness } from '../../../test/witness.ts'
import { sql } from '../../base/platform/index.ts'
import type { Client } from '../../outside/client/index.ts'

let desk: Desk
let wang: Client
let wangId: string
let shop: Client
let shopId: string
let order: string
beforeAll(async () => {
  desk = await openDesk()
  const role = 'desk' as const
  const one = await desk.client.call('POST /api/keys', { body: { name: 'wang', role } })
  const two = await desk.client.call('POST /api/keys', {
    body: { name: 'shop', role, channels: ['shop'] },
  })
  wang = desk.clientOf(one.secret)
  wangId = one.id
  shop = desk.clientOf(two.secret)
  shopId = two.id
  order = (await desk.place(1))[0] as string
})
afterAll(async () => {
  expect(desk.errors).toEqual([])
  await booksAgree(desk.database)
  await desk.close()
})

test('a comment stands with its order, and its fact tells of whom but not what', async () => {
  const params = { id: order }
  const body = { text: '客户要求换地址 — ask @wang', mentions: [wangId, wangId] }
  const comment = await desk.client.call('POST /api/orders/{id}/comments', { params, body })
  expect(comment).toMatchObject({ orderId: order, text: body.text, mentions: [wangId] })
  await wang.call('POST /api/orders/{id}/comments', { params, body: { text: 'done' } })
  const first = await desk.client.call('GET /api/orders/{id}/comments', {
    ...{ params, query: { limit: 1 } },
  })
  expect(first.items).toEqual([comment])
  const second = await desk.client.call('GET /api/orders/{id}/comments', {
    ...{ params, query: { cursor: first.next as string } },
  })
  expect(second).toMatchObject({ items: [{ text: 'done', by: wangId }], next: null })
  const facts = await desk.rows<{ type: string; data: object }>(sql`
    select type, data from platform.facts where stream = ${comment.id}`)
  expect(facts).toEqual([{ type: 'comment.written', data: { order, mentions: [wangId] } }])
})

test('who is mentioned finds it until it is seen', async () => {
  const params = { id: order }
  const before = await wang.call('GET /api/mentions')
  const body = { text: 'and this', mentions: [wangId] }
  const comment = await desk.client.call('POST /api/orders/{id}/comments', { params, body })
  const found = await wang.call('GET /api/mentions')
  expect(found.unseen).toBe(before.unseen + 1)
  expect(found.items[0]).toMatchObject({ id: comment.id, seen: false, orderId: order })
  expect(found.items[0]?.orderNumber).toBeTypeOf('number')
  expect(await wang.call('POST /api/mentions/seen', { body: { comments: [comment.id] } })).toEqual({
    seen: 1,
  })
  const after = await wang.call('GET /api/mentions')
  expect(after.unseen).toBe(before.unseen)
  expect(after.items[0]).toMatchObject({ id: comment.id, seen: true })
  await wang.call('POST /api/mentions/seen')
  expect(await wang.call('GET /api/mentions')).toMatchObject({ unseen: 0 })
})

test('an order of another channel is as if it were not there, also to whom a comment mentions', async () => {
  const params = { id: order }
  await desk.client.call('POST /api/orders/{id}/comments', {
    ...{ params, body: { text: 'for the shop', mentions: [shopId] } },
  })
  const before = await witness(desk.database)
  const body = { text: 'x' }
  const writing = shop.call('POST /api/orders/{id}/comments', { params, body })
  await expect(writing).rejects.toMatchObject({ status: 404, code: 'not_found' })
  const reading = shop.call('GET /api/orders/{id}/comments', { params })
  await expect(reading).rejects.toMatchObject({ status: 404, code: 'not_found' })
  expect(await shop.call('GET /api/mentions')).toEqual({ items: [], unseen: 0, next: null })
  expect(await witness(desk.database)).toEqual(before)
  const { items } = await shop.call('GET /api/events', { query: { limit: 1_000 } })
  expect(items.filter(({ stream }) => /^(cmt_|ord_)/.test(stream))).toEqual([])
  const all = await wang.call('GET /api/events', { query: { limit: 1_000 } })
  expect(all.items.some(({ type }) => type === 'comment.written')).toBe(true)
})

test('a courier reads but writes no comment', async () => {
  const body = { name: 'courier', role: 'courier' as const }
  const { secret } = await desk.client.call('POST /api/keys', { body })
  const params = { id: order }
  const courier = desk.clientOf(secret)
  const before = await witness(desk.database)
  const writing = courier.call('POST /api/orders/{id}/comments', { params, body: { text: 'x' } })
  await expect(writing).rejects.toMatchObject({ status: 403, code: 'not_allowed' })
  expect(await witness(desk.database)).toEqual(before)
  const read = await courier.call('GET /api/orders/{id}/comments', { params })
  expect(read.items.length).toBeGreaterThan(0)
})
