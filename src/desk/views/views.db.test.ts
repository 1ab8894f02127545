// Saved views: one's own are seen by nobody else, shared ones are changed by who may share.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { witness } from '../../../test/witness.ts'
import { sql } from '../../base/platform/index.ts'
import type { Client } from '../../outside/client/index.ts'

let desk: Desk
let wang: Client
let li: Client
beforeAll(async () => {
  desk = await openDesk()
  wang = await keyOf('wang')
  li = await keyOf('li')
})
afterAll(async () => {
  expect(desk.errors).toEqual([])
  await desk.close()
})

async function keyOf(name: string, role: 'desk' | 'warehouse' = 'desk'): Promise<Client> {
  const key = { name, role, ratePerSecond: 1_000 }
  const { secret } = await desk.client.call('POST /api/keys', { body: key })
  return desk.clientOf(secret)
}

const late = {
  place: 'orders',
  name: '迟单 today',
  query: { bucket: 'late', sort: 'promise' },
  columns: [{ key: 'number', width: 90, pinned: true }, { key: 'customer' }],
  density: 'compact' as const,
}
const viewsOf = async (client: Client) =>
  (await client.call('GET /api/views', { query: { place: 'orders' } })).items

test('a view is kept as it was saved and seen by its owner only', async () => {
  const view = await wang.call('POST /api/views', { body: late })
  expect(view).toMatchObject({ ...late, shared: false, mine: true, version: 1 })
  expect(await viewsOf(wang)).toContainEqual(view)
  expect((await viewsOf(li)).map(({ id }) => id)).not.toContain(view.id)
  const other = await wang.call('GET /api/views', { query: { place: 'stock' } })
  expect(other.items).toEqual([])

  const before = await witness(desk.database)
  const params = { id: view.id }
  for (const client of [li, desk.client]) {
    const changing = client.call('PUT /api/views/{id}', { params, body: { ...late, name: 'x' } })
    await expect(changing).rejects.toMatchObject({ status: 404, code: 'not_found' })
    const removing = client.call('DELETE /api/views/{id}', { params })
    await expect(removing).rejects.toMatchObject({ status: 404, code: 'not_found' })
  }
  expect(await witness(desk.database)).toEqual(before)
})

test('a shared view is seen by all, and changed by who may share, whoever made it', async () => {
  const view = await wang.call('POST /api/views', { body: { ...late, shared: true } })
  const params = { id: view.id }
  expect(await viewsOf(li)).toContainEqual({ ...view, mine: false })

  const body = { ...late, name: 'Late', shared: true, position: 2 }
  const changed = await li.call('PUT /api/views/{id}', { params, body, ifMatch: 1 })
  expect(changed).toMatchObject({ name: 'Late', position: 2, version: 2, mine: false })
  expect(changed.ownerId).toBe(view.ownerId)
  await wang.call('DELETE /api/views/{id}', { params })
  expect((await viewsOf(li)).map(({ id }) => id)).not.toContain(view.id)
  const facts = await desk.rows<{ type: string; version: number }>(sql`
    select type, version from platform.facts where stream = ${view.id} order by version`)
  expect(facts).toEqual([
    { type: 'view.saved', version: 1 },
    { type: 'view.changed', version: 2 },
    { type: 'view.removed', version: 3 },
  ])
})

test('who may not share keeps views of their own, and leaves the shared ones as they are', async () => {
  const packer = await keyOf('packer', 'warehouse')
  const own = await packer.call('POST /api/views', { body: late })
  const shared = await wang.call('POST /api/views', { body: { ...late, shared: true } })
  const before = await witness(desk.database)
  const body = { ...late, shared: true }
  const tries = [
    () => packer.call('POST /api/views', { body }),
    () => packer.call('PUT /api/views/{id}', { params: { id: own.id }, body }),
    () => packer.call('PUT /api/views/{id}', { params: { id: shared.id }, body: late }),
    () => packer.call('DELETE /api/views/{id}', { params: { id: shared.id } }),
  ]
  for (const one of tries)
    await expect(one()).rejects.toMatchObject({
      ...{ status: 403, code: 'not_allowed', params: { permission: 'views:share' } },
    })
  expect(await witness(desk.database)).toEqual(before)
  const params = { id: own.id }
  await packer.call('PUT /api/views/{id}', { params, body: { ...late, name: 'mine' } })
  await packer.call('DELETE /api/views/{id}', { params })
})

test('a change of what somebody else has changed meanwhile is refused', async () => {
  const view = await li.call('POST /api/views', { body: late })
  const params = { id: view.id }
  await li.call('PUT /api/views/{id}', { params, body: { ...late, name: 'b' }, ifMatch: 1 })
  const before = await witness(desk.database)
  const body = { ...late, name: 'c' }
  await expect(li.call('PUT /api/views/{id}', { params, body, ifMatch: 1 })).rejects.toMatchObject({
    status: 412,
    code: 'version_mismatch',
    params: { version: 2 },
  })
  expect(await witness(desk.database)).toEqual(before)
})

test('one person has at most 100 views', async () => {
  const zhao = await keyOf('zhao')
  for (let n = 0; n < 100; n++) await zhao.call('POST /api/views', { body: late })
  const before = await witness(desk.database)
  await expect(zhao.call('POST /api/views', { body: late })).rejects.toMatchObject({
    ...{ status: 409, code: 'too_many_views', params: { limit: 100 } },
  })
  expect(await witness(desk.database)).toEqual(before)
})

test('with the eyes of a role no answer of one’s own is repeated, nor one of theirs as one’s own', async () => {
  const [order] = await desk.place(1, { channel: 'eyes' })
  const write = (key: string, eyes?: string) =>
    desk.ask(`/api/orders/${order}/comments`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'idempotency-key': key },
        ...(eyes !== undefined && { 'throughline-see-as': eyes }),
      },
      body: JSON.stringify({ text: 'Call first' }),
    })
  const shop = 'desk;channels=shop'
  expect((await write('own-first')).status).toBe(201)
  expect((await write('eyes-first', shop)).status).toBe(404)
  const before = await witness(desk.database)
  for (const again of [await write('own-first', shop), await write('eyes-first')])
    expect(await again.json()).toMatchObject({ code: 'idempotency_key_reused' })
  expect((await write('own-first')).headers.get('idempotent-replayed')).toBe('true')
  expect((await write('eyes-first', shop)).headers.get('idempotent-replayed')).toBe('true')
  expect(await witness(desk.database)).toEqual(before)
})
