// A run that is stopped and goes on: as it was, once, and only for who might begin it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cause, type Desk, openDesk } from '../../../test/desk.ts'
import { accepted, booksAgree } from '../../../test/shop.ts'
import { witness } from '../../../test/witness.ts'
import { sql } from '../../base/platform/index.ts'
import { roles } from '../../ground/identity/index.ts'
import { startRun, steerRun } from './bulk.ts'
import type { BulkCommand } from './contract.ts'
import { runChunk } from './run-chunk.ts'

let desk: Desk
let call: Desk['client']['call']
beforeAll(async () => {
  desk = await openDesk()
  call = desk.client.call
})
afterAll(async () => {
  expect(desk.errors).toEqual([])
  await booksAgree(desk.database)
  await desk.close()
})

test('a run that is stopped goes on where it was, and no order is done twice', async () => {
  const ids = await desk.place(1_500, { channel: 'stop' })
  const { id } = await startAndStop(ids)
  const params = { id }
  expect(await call('GET /api/bulk/{id}', { params })).toMatchObject({
    state: 'stopped',
    done: 500,
  })
  await call('POST /api/bulk/{id}/resume', { params })
  expect(await desk.ended(id)).toMatchObject({ state: 'done', done: 1_500, refused: 0 })
  const [facts] = await desk.rows<{ n: number }>(sql`
    select count(*) as n from platform.facts where type = 'order.held' and command = ${id}`)
  expect(facts?.n).toBe(1_500)
  for (const step of ['stop', 'resume'] as const) {
    const over = call(`POST /api/bulk/{id}/${step}`, { params })
    await expect(over).rejects.toMatchObject({ status: 409, code: 'run_is_over' })
  }
})

/** A run of the owner's key that is stopped behind its first orders, before any worker sees it. */
async function startAndStop(ids: string[], size = 500) {
  const { items } = await call('GET /api/keys')
  const key = items.find(({ name }) => name === 'OWNER_KEY')
  const caller = {
    ...{ id: key?.id ?? '', name: 'OWNER_KEY', kind: 'key' as const, permissions: roles.owner },
    ...{ channels: null, locations: null, rate: null },
  }
  const own = { ...cause, by: caller.id }
  const command: BulkCommand = { command: 'hold', code: 'address', blocks: ['ship'] }
  return await desk.database.begin(async (tx) => {
    const run = accepted(await startRun(tx, { do: command, of: { ids } }, caller, own))
    await runChunk(tx, run.id, size, cause.at)
    return accepted(await steerRun(tx, caller, { id: run.id, step: 'stop', cause: own }))
  })
}

test.each([
  ['viewer', { status: 403, code: 'not_allowed', params: { permission: 'orders:hold' } }],
  ['desk;channels=shop', { status: 403, code: 'more_than_yours', params: { of: 'channels' } }],
  ['desk;locations=MAIN', { status: 403, code: 'more_than_yours', params: { of: 'locations' } }],
])('seen as %s, a run that may do more is not set going', async (eyes, refusal) => {
  const { id } = await startAndStop(await desk.place(2, { channel: 'eyes' }), 1)
  const before = await witness(desk.database)
  for (const step of ['resume', 'retry']) {
    const headers = { 'throughline-see-as': eyes, 'idempotency-key': `${id}-${step}` }
    const answer = await desk.ask(`/api/bulk/${id}/${step}`, { method: 'POST', headers })
    expect(answer.status).toBe(refusal.status)
    expect(await answer.json()).toMatchObject({ code: refusal.code })
  }
  expect(await witness(desk.database)).toEqual(before)
  await call('POST /api/bulk/{id}/resume', { params: { id } })
  expect(await desk.ended(id)).toMatchObject({ state: 'done', done: 2 })
})

test('what became of each order goes on behind a cursor of whole numbers only', async () => {
  const { id } = await startAndStop(await desk.place(2, { channel: 'cursor' }), 1)
  for (const key of ['1.5', '0x10', '', 'NaN', -1, 2 ** 40]) {
    const cursor = Buffer.from(JSON.stringify([key])).toString('base64url')
    const answer = await desk.ask(`/api/bulk/${id}/items?cursor=${cursor}`)
    expect(answer.status).toBe(400)
  }
  await call('POST /api/bulk/{id}/resume', { params: { id } })
  await desk.ended(id)
})
