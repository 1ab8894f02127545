// Taking a run back: exactly what it did, once, and nothing that somebody did since.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { booksAgree } from '../../../test/shop.ts'
import { witness } from '../../../test/witness.ts'

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

const confirm = { command: 'confirm' } as const
const hold = { command: 'hold', code: 'address' } as const

test('a run of holds is taken back once: exactly its own holds are lifted', async () => {
  const ids = await desk.place(3, { channel: 'undo' })
  await desk.commandEach(ids.slice(0, 1), { command: 'hold', code: 'price_check' })
  const run = await desk.ended(
    (await call('POST /api/bulk', { body: { do: hold, of: { ids } } })).id,
  )
  expect(run.undone).toBeNull()
  const back = await call('POST /api/bulk/{id}/undo', { params: run })
  expect(back.do).toEqual({ command: 'undo', run: run.id, of: 'hold' })
  const { undone } = await call('GET /api/bulk/{id}', { params: run })
  expect(undone).toEqual({ run: back.id, by: run.by, at: back.madeAt })
  expect(await desk.ended(back.id)).toMatchObject({ total: 3, done: 3, refused: 0 })
  const holds = (await desk.read(ids)).map((order) => order.holds.map(({ code }) => code))
  expect(holds).toEqual([['price_check'], [], []])
  const before = await witness(desk.database)
  for (const [id, code] of [
    [run.id, 'already_undone'],
    [back.id, 'cannot_be_undone'],
  ] as const)
    await expect(call('POST /api/bulk/{id}/undo', { params: { id } })).rejects.toMatchObject({
      ...{ status: 409, code },
    })
  expect(await witness(desk.database)).toEqual(before)
})

test('what a run lifted is put back, what it changed is changed back unless somebody changed it since', async () => {
  const ids = await desk.place(2, { channel: 'undo2', note: 'as it was' })
  await desk.commandEach(ids, { command: 'hold', code: 'address', note: 'no house number' })
  const undone = async (command: object) => {
    const body = { do: command as never, of: { ids } }
    const run = await desk.ended((await call('POST /api/bulk', { body })).id)
    return async () =>
      await desk.ended((await call('POST /api/bulk/{id}/undo', { params: run })).id)
  }
  await (await undone({ command: 'lift' }))()
  const held = (await desk.read(ids)).map((order) => order.holds.map(({ note }) => note))
  expect(held).toEqual([['no house number'], ['no house number']])

  const takeBack = await undone({ command: 'change', note: 'new' })
  await desk.commandEach(ids.slice(1), { command: 'change', note: 'newer' })
  const back = await takeBack()
  expect(back).toMatchObject({ done: 1, refused: 1 })
  expect((await desk.read(ids)).map(({ note }) => note)).toEqual(['as it was', 'newer'])
  const { items } = await call('GET /api/bulk/{id}/items', { params: back })
  expect(items.map(({ problem }) => problem?.code ?? null)).toEqual([null, 'version_mismatch'])
})

test('a run that was taken back goes on no more: what it did then nothing would take back', async () => {
  const ids = await desk.place(2, { channel: 'undo4' })
  await desk.commandEach(ids.slice(0, 1), { command: 'cancel', reason: 'customer' })
  const begun = await call('POST /api/bulk', { body: { do: hold, of: { ids } } })
  const run = await desk.ended(begun.id)
  expect(run).toMatchObject({ done: 1, refused: 1 })
  await desk.ended((await call('POST /api/bulk/{id}/undo', { params: run })).id)
  const before = await witness(desk.database)
  await expect(call('POST /api/bulk/{id}/retry', { params: run })).rejects.toMatchObject({
    ...{ status: 409, code: 'already_undone' },
  })
  expect(await witness(desk.database)).toEqual(before)
})

test('what a run released is called back whole, and where somebody has picked nothing is', async () => {
  const ids = await desk.place(3, { channel: 'undo5' })
  await desk.commandEach(ids, confirm)
  const released = { do: { command: 'release' as const }, of: { ids } }
  const run = await desk.ended((await call('POST /api/bulk', { body: released })).id)
  const workOf = async (order: string | undefined) => {
    const query = { order: order as string }
    const [work] = (await call('GET /api/fulfilment-orders', { query })).items
    return work as NonNullable<typeof work>
  }
  await call('POST /api/fulfilment-orders/{id}/recall', { params: await workOf(ids[1]) })
  const params = await workOf(ids[2])
  await call('POST /api/fulfilment-orders/{id}/pick', { params, body: {} })
  const undo = await call('POST /api/bulk/{id}/undo', { params: run })
  expect(await desk.ended(undo.id)).toMatchObject({ done: 1, refused: 2 })
  const { items } = await call('GET /api/bulk/{id}/items', { params: undo })
  expect(items.map(({ problem }) => problem?.code ?? null)).toEqual([
    ...[null, 'nothing_to_do', 'already_picked'],
  ])
  expect((await desk.read(ids)).map(({ fulfilment }) => fulfilment)).toEqual([
    ...['allocated', 'allocated', 'picked'],
  ])
})

test('a run that nothing takes back, or that has done nothing, says so', async () => {
  const ids = await desk.place(1, { channel: 'undo3' })
  const ended = async (command: object) => {
    const body = { do: command as never, of: { ids } }
    return await desk.ended((await call('POST /api/bulk', { body })).id)
  }
  const confirmed = await ended(confirm)
  const none = await ended({ command: 'lift' })
  for (const [params, code] of [
    [confirmed, 'cannot_be_undone'],
    [none, 'nothing_done'],
  ] as const)
    await expect(call('POST /api/bulk/{id}/undo', { params })).rejects.toMatchObject({ code })
})
