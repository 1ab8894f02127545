import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { sql } from '../../base/platform/index.ts'
import { refusals } from '../../plan.ts'
import { stockContract, stockHandlers } from './index.ts'

const goods = { find: async () => [], namesOf: async () => new Map() }

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(stockContract, stockHandlers(database, refusals, goods as never)),
  )
})
afterAll(async () => {
  expect(scene.errors).toEqual([])
  await scene.close()
})

const hall = {
  code: 'HALL',
  name: { zh: '厅', en: 'Hall' },
  address: {},
  priority: 5,
  active: true,
}
const put = (body: object, headers: Record<string, string> = {}, as = {}) =>
  scene.call('PUT /api/locations', { body, headers, as })
const state = async () => ({
  rows: await scene.rows(sql`select * from stock.locations order by code`),
  facts: await scene.rows(sql`select count(*) as facts from platform.facts`),
})

test('each change of a location stands in the log with before and after, and the list tells who was last', async () => {
  await put(hall)
  const changed = await put({ ...hall, priority: 9 }, { 'if-match': '"1"' }, { id: 'usr_other' })
  expect(changed).toMatchObject({
    headers: { etag: '"2"' },
    json: { priority: 9, version: 2, changedBy: 'usr_other', changedAt: expect.any(String) },
  })
  const { json } = await scene.call('GET /api/locations')
  expect(json.items).toEqual([changed.json])
  expect(await scene.facts('location:HALL')).toMatchObject([
    { type: 'location.changed', by: 'usr_test', data: { before: null, after: hall } },
    { type: 'location.changed', data: { before: hall, after: { ...hall, priority: 9 } } },
  ])
  const told = await scene.call('GET /api/locations/HALL/history')
  expect(told.json.items).toMatchObject([
    { version: 2, by: 'usr_other', before: { priority: 5 }, after: { priority: 9 } },
    { version: 1, by: 'usr_test', before: null, after: { priority: 5 } },
  ])
})

test('a location that is as wished already stays without a fact, whatever version was seen', async () => {
  await put({ ...hall, code: 'SAME' })
  const before = await state()
  const again = await put({ ...hall, code: 'SAME' }, { 'if-match': '"0"' })
  expect([again.status, again.json.version]).toEqual([200, 1])
  expect(await state()).toEqual(before)
})

test('who was slower is told who was faster, and changes nothing', async () => {
  await put({ ...hall, code: 'RACE' }, {}, { id: 'usr_fast' })
  const before = await state()
  const slow = await put({ ...hall, code: 'RACE', priority: 1 }, { 'if-match': '"7"' })
  expect(slow).toMatchObject({
    status: 412,
    json: { code: 'version_mismatch', params: { version: 1, by: 'usr_fast' } },
  })
  expect(await state()).toEqual(before)
})

test('a caller of other places changes none and learns nothing of it', async () => {
  await put({ ...hall, code: 'FAR' })
  const before = await state()
  const as = { locations: ['NEAR'] }
  expect((await put({ ...hall, code: 'FAR', priority: 1 }, {}, as)).status).toBe(404)
  expect((await scene.call('GET /api/locations/FAR/history', { as })).status).toBe(404)
  expect(await state()).toEqual(before)
})
