import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { witness } from '../../../test/witness.ts'
import { runJobs } from '../../base/jobs/index.ts'
import { refusals } from '../../plan.ts'
import { csvOf, type MadeRow } from './book.fixture.ts'
import {
  type ImportOptions,
  importDocument,
  intakeContract,
  intakeHandlers,
  intakeJobs,
  portionOf,
  type Reader,
  readOrderBook,
  stretchesOf,
} from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(
      intakeContract,
      intakeHandlers(database, refusals, () => {}),
    ),
  )
})
afterAll(() => scene.close())

async function send(rows: readonly MadeRow[] | Buffer, name = 'book.csv'): Promise<string> {
  const answer = await scene.server.inject({
    method: 'POST',
    url: `/api/imports?name=${encodeURIComponent(name)}`,
    headers: { 'content-type': 'text/csv' },
    payload: Buffer.isBuffer(rows) ? rows : csvOf(rows),
  })
  return JSON.parse(answer.body).id
}

const get = async (id: string, path = '') => await scene.call(`GET /api/imports/${id}${path}`)
const post = async (id: string, path: string, body?: object) =>
  await scene.call(`POST /api/imports/${id}${path}`, { ...(body && { body }) })
const read = (id: string, more: Partial<ImportOptions> = {}) =>
  importDocument(scene.database, id, { by: 'test', ...more })
/** Three chunks of one row each. */
const threeRows = (invoice: number) =>
  [0, 1, 2].map((index) => ({ invoice: String(invoice + index) }))
/** One by one; before the second one somebody does something. */
function oneByOne(meanwhile: () => Promise<unknown>): Reader['read'] {
  return async function* (table) {
    let count = 0
    for await (const stretch of stretchesOf(readOrderBook(table))) {
      if (++count === 2) await meanwhile()
      yield portionOf([stretch])
    }
  }
}

describe('the reading of a document', () => {
  it('is stopped behind the rows that are booked, and goes on there', async () => {
    const id = await send(threeRows(100))
    const one = oneByOne(async () => {
      expect(await post(id, '/stop')).toMatchObject({ status: 200, json: { state: 'stopped' } })
    })
    expect((await read(id, { read: one })).state).toBe('stopped')
    expect((await get(id, '/progress')).json.counts.rows).toBeLessThan(3)
    expect((await read(id)).state).toBe('stopped')

    expect((await post(id, '/resume')).json).toMatchObject({ state: 'reading' })
    const jobs = runJobs(scene.database, intakeJobs(scene.database), { onError: () => {} })
    while ((await get(id)).json.state === 'reading') await new Promise((go) => setTimeout(go, 20))
    await jobs.stop()
    expect((await get(id)).json).toMatchObject({
      state: 'done',
      report: { rows: 3, accounted: 3, agrees: true },
    })
    expect((await scene.facts(id)).map(({ type }) => type)).toEqual([
      'document.received',
      'document.stopped',
      'document.resumed',
      'document.read',
    ])
  })

  it('that is stopped and let go on at the very moment it stops is not taken for its end', async () => {
    const id = await send(threeRows(600))
    const one: Reader['read'] = async function* (table) {
      try {
        yield* oneByOne(() => post(id, '/stop'))(table)
      } finally {
        await post(id, '/resume')
      }
    }
    expect((await read(id, { read: one })).state).toBe('reading')
    expect(await read(id)).toMatchObject({ state: 'done', rowsIn: 3 })
    expect((await get(id)).json.report).toMatchObject({ rows: 3, accounted: 3, agrees: true })
  })

  it('is let go on by one of many who ask at once, and stopped by one', async () => {
    const id = await send(threeRows(700))
    for (const path of ['/stop', '/resume', '/stop', '/resume']) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => post(id, path)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)])
    }
    expect(await read(id)).toMatchObject({ state: 'done', rowsIn: 3 })
    expect((await scene.facts(id)).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('by several at once books every row once', async () => {
    const id = await send(threeRows(800))
    await Promise.all([read(id), read(id), read(id)])
    expect((await get(id)).json).toMatchObject({
      state: 'done',
      report: { rows: 3, accounted: 3, orders: 3, agrees: true },
    })
  })

  it('goes on where the command line is given the same file', async () => {
    const id = await send(threeRows(200))
    await post(id, '/stop')
    expect((await read(id, { resume: true })).state).toBe('done')
  })

  it('is stopped only while it goes on and resumed only where it was stopped; else nothing changes', async () => {
    const id = await send(threeRows(300))
    expect((await post(id, '/resume')).json).toMatchObject({
      code: 'import_not_stopped',
      params: { state: 'reading' },
    })
    await read(id)
    const before = await witness(scene.database)
    for (const [path, code] of [
      ['/stop', 'import_not_running'],
      ['/resume', 'import_not_stopped'],
    ] as const)
      expect((await post(id, path)).json.code).toBe(code)
    expect(await witness(scene.database)).toEqual(before)
    const absent = 'doc_00000000000000000000000000'
    expect((await post(absent, '/stop')).status).toBe(404)
  })
})

describe('a document that came in', () => {
  it.each([
    '../../etc/passwd',
    'C:\\\\Windows\\\\win.ini',
    'a"; filename="b.html',
    '.',
    '‮vsc.exe',
    '名'.repeat(200),
  ])('named %j keeps its name, and the name leads nowhere', async (name) => {
    const id = await send(Buffer.from(`${name} is no order book`), name)
    expect((await get(id)).json.name).toBe(name)
    expect((await read(id)).state).toBe('failed')
    const { headers } = await scene.server.inject({ url: `/api/imports/${id}/document` })
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!*-]+$/)
  })

  it('is given back byte by byte, under its own name, and never as a page', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0, 1, 60, 104, 49, 62])
    const id = await send(bytes, "一月 'book'.csv")
    const answer = await scene.server.inject({ url: `/api/imports/${id}/document` })
    expect(answer.rawPayload.equals(bytes)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''%E4%B8%80%E6%9C%88%20%27book%27.csv",
      'x-content-type-options': 'nosniff',
    })
  })

  it('tells in the list how many of its rows wait, and for each reason how many', async () => {
    const bad = { invoice: '400' }
    const id = await send([
      { ...bad, quantity: 'x' },
      { ...bad, quantity: 'y' },
      { ...bad, price: 'z' },
      { invoice: '401' },
    ])
    await read(id)
    const { items } = (await scene.call('GET /api/imports?limit=1')).json
    expect(items).toMatchObject([{ id, repairs: 3 }])
    const { json } = await get(id, '/repairs?reason=price_not_a_number')
    expect(json.items).toMatchObject([{ row: 4 }])
    expect(json.reasons).toEqual([
      { code: 'quantity_not_whole', column: 'Quantity', rows: 2 },
      { code: 'price_not_a_number', column: 'UnitPrice', rows: 1 },
    ])
  })

  it('has rows put right together, each with its own outcome', async () => {
    const id = await send([
      { invoice: '500', quantity: 'x' },
      { invoice: '500', quantity: 'x' },
      { invoice: '500', price: 'z' },
    ])
    await read(id)
    const rows = [2, 3, 4, 9].map((row) => ({ row, cells: { Quantity: 2 } }))
    const { json } = await post(id, '/repairs', { rows })
    expect(json.outcomes).toMatchObject([
      { status: 200, mended: { row: 2, kind: 'line' } },
      { status: 200, mended: { row: 3, kind: 'line' } },
      { status: 422, problem: { code: 'row_not_understood', params: { column: 'UnitPrice' } } },
      { status: 404, problem: { code: 'not_found' } },
    ])
    expect((await get(id)).json.report).toMatchObject({ repairs: 1, agrees: true })
  })
})
