import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { sql } from '../../base/platform/index.ts'
import { mostOfKind } from '../../base/settings/index.ts'
import { roles } from '../identity/index.ts'
import { companyContract } from './contract.ts'
import { companyHandlers } from './http.ts'
import { changeCompany } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) => mount(companyContract, companyHandlers(database)))
})
afterAll(async () => {
  expect(scene.errors).toEqual([])
  await scene.close()
})

const problemType = 'application/problem+json; charset=utf-8'
const name = { zh: '网店', en: 'Web shop' }
const put = (path: string, body: object, headers: Record<string, string> = {}, as = {}) =>
  scene.call(`PUT /api/settings/${path}`, { body, headers, as })
const state = async () => ({
  rows: await scene.rows(sql`select * from settings.settings order by kind, code`),
  facts: await scene.rows(sql`select count(*) as facts from platform.facts`),
})

test('a channel is set, changed and removed, and its history tells who did what', async () => {
  const made = await put('channel/web', { name, promiseHours: 48 }, { 'if-match': '"0"' })
  expect(made).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    json: { value: { name, promiseHours: 48, active: true }, version: 1, changedBy: 'usr_test' },
  })
  const as = { id: 'usr_other' }
  await put('channel/web', { name, promiseHours: 24 }, { 'if-match': '"1"' }, as)
  const list = await scene.call('GET /api/settings?kind=channel')
  expect(list.json.items).toMatchObject([{ code: 'web', version: 2, changedBy: 'usr_other' }])
  const gone = await scene.call('DELETE /api/settings/channel/web')
  expect(gone.status).toBe(204)

  expect((await scene.call('GET /api/settings')).json.items).toEqual([])
  const { json } = await scene.call('GET /api/settings/channel/web/history')
  expect(json.items).toMatchObject([
    { version: 3, type: 'setting.removed', before: { promiseHours: 24 }, after: null },
    {
      ...{ version: 2, by: 'usr_other', type: 'setting.changed' },
      ...{ before: { promiseHours: 48 }, after: { promiseHours: 24 } },
    },
    { version: 1, before: null, after: { promiseHours: 48 } },
  ])
  const again = await put('channel/web', { name }, { 'if-match': '"0"' })
  expect(again.json.version).toBe(4)
})

test('who was slower is told who was faster, and changes nothing', async () => {
  await put('carrier/sf', { name, cutOff: '17:00' }, {}, { id: 'usr_fast' })
  const before = await state()
  const slow = await put('carrier/sf', { name, cutOff: '18:00' }, { 'if-match': '"0"' })
  expect(slow).toMatchObject({
    status: 412,
    json: {
      code: 'version_mismatch',
      params: { version: 1, by: 'usr_fast', at: expect.any(String) },
    },
  })
  expect(await state()).toEqual(before)
})

test('what is asked for twice happens once, whatever version was seen', async () => {
  await put('carrier/twice', { name }, { 'if-match': '"0"' })
  const before = await state()
  const again = await put('carrier/twice', { name }, { 'if-match': '"0"' })
  expect([again.status, again.json.version]).toEqual([200, 1])
  expect(await state()).toEqual(before)
})

test.each([
  ['a field too much', 'channel/x', { name, colour: 'red' }, '/colour', 'unknown_field'],
  ['a name in one language', 'channel/x', { name: { en: 'X' } }, '/name/zh', 'invalid_type'],
  [
    'a link that is a script',
    'carrier/x',
    { name, trackingUrl: 'x:{number}' },
    '/trackingUrl',
    'tracking_url',
  ],
  [
    'an unknown template',
    'template/poem',
    { text: { zh: '', en: '' } },
    '/params/code',
    'unknown_setting',
  ],
  ['a second company', 'company/two', { name, address: {} }, '/params/code', 'unknown_setting'],
  ['an unknown kind', 'wish/x', {}, '/params/kind', 'invalid_value'],
])('%s is refused at its place and changes nothing', async (_, path, body, pointer, code) => {
  const before = await state()
  const { status, json, headers } = await put(path, body)
  expect([status, headers['content-type']]).toEqual([422, problemType])
  expect(json.errors).toMatchObject([{ pointer, code }])
  expect(await state()).toEqual(before)
})

test('what was never set cannot be removed and has no history', async () => {
  expect((await scene.call('DELETE /api/settings/channel/never')).status).toBe(404)
  expect((await scene.call('GET /api/settings/channel/never/history')).status).toBe(404)
})

test('everybody may read, only who manages settings may set', async () => {
  const as = { permissions: roles.desk }
  expect((await scene.call('GET /api/settings', { as })).status).toBe(200)
  const before = await state()
  expect((await put('channel/mine', { name }, {}, as)).json.code).toBe('not_allowed')
  expect(await state()).toEqual(before)
})

test('two writers at the same moment: the second sees what the first did', async () => {
  const both = await Promise.all(
    ['a', 'b'].map((en) => put('channel/race', { name: { zh: 'x', en } }, { 'if-match': '"0"' })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
})

test('a kind holds only so many', async () => {
  const cause = { by: 'usr_test', command: 'req_test', at: new Date() }
  const many = Array.from({ length: mostOfKind }, (_, n) => ({
    kind: 'carrier' as const,
    code: `many-${n}`,
    value: { name, trackingUrl: '', cutOff: null, active: true },
  }))
  await scene.database.begin((tx) => changeCompany(tx, many, cause))
  const before = await state()
  const { status, json } = await put('carrier/one-more', { name })
  expect([status, json.code, json.params]).toEqual([409, 'too_many_settings', { limit: 500 }])
  expect(await state()).toEqual(before)
})
