import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { sql } from '../../base/platform/index.ts'
import { allocationFollowers } from '../../flow/allocation/index.ts'
import { readOrders } from '../../orders/index.ts'
import { refusals } from '../../plan.ts'
import { verifyAll } from '../../verify.ts'
import { namesOf, skusLike } from '../catalog/index.ts'
import { stockContract, stockHandlers } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(stockContract, stockHandlers(database, refusals, { find: skusLike, namesOf })),
  )
  await scene.locations('MAIN', 'NORTH')
  await scene.variants(['A-1', 'A-2', 'B-1'])
  await scene.stock('A-1', 10)
  await scene.stock('A-1', 3, 'NORTH')
  await scene.stock('A-2', 5)
  await scene.stock('B-1', 1, 'NORTH')
})
afterAll(() => scene.close())

const levels = async (query = '', as = {}) =>
  (await scene.call(`GET /api/stock/levels${query}`, { as })).json
const skusOf = ({ items }: { items: { sku: string; location: string }[] }) =>
  items.map(({ sku, location }) => `${sku} ${location}`)

describe('the list of levels', () => {
  it('shows every level with the name of the goods and the sums of all that was asked for', async () => {
    const page = await levels('?limit=1')
    expect(page.items).toMatchObject([
      { sku: 'A-1', location: 'MAIN', onHand: 10, available: 10, name: { en: 'Article A-1' } },
    ])
    expect(page.sums).toMatchObject({ levels: 4, onHand: 19, available: 19, short: 0, out: 0 })
  })

  it('goes on page by page without gap or repetition, by sku and by what is available', async () => {
    for (const sort of ['sku', 'available']) {
      const seen: string[] = []
      for (let cursor = ''; ; ) {
        const page = await levels(`?limit=1&sort=${sort}${cursor}`)
        seen.push(...skusOf(page))
        if (page.next === null) break
        cursor = `&cursor=${page.next}`
      }
      expect(seen).toEqual(
        sort === 'sku'
          ? ['A-1 MAIN', 'A-1 NORTH', 'A-2 MAIN', 'B-1 NORTH']
          : ['B-1 NORTH', 'A-1 NORTH', 'A-2 MAIN', 'A-1 MAIN'],
      )
    }
  })

  it('finds by parts of sku and name, in any case', async () => {
    expect(skusOf(await levels('?q=b-'))).toEqual(['B-1 NORTH'])
    expect(skusOf(await levels('?q=article%20a-2'))).toEqual(['A-2 MAIN'])
    expect(skusOf(await levels('?q=%25'))).toEqual([])
  })

  it('is limited to locations that are asked for, and to those the caller may see', async () => {
    expect(skusOf(await levels('?location=NORTH'))).toEqual(['A-1 NORTH', 'B-1 NORTH'])
    const page = await levels('', { locations: ['NORTH'] })
    expect(skusOf(page)).toEqual(['A-1 NORTH', 'B-1 NORTH'])
    expect(page.sums.onHand).toBe(4)
    expect(skusOf(await levels('?location=MAIN', { locations: ['NORTH'] }))).toEqual([])
  })

  it('refuses a cursor that is not its own', async () => {
    const foreign = Buffer.from('["x","y","z"]').toString('base64url')
    for (const cursor of ['x', foreign])
      expect(await scene.call(`GET /api/stock/levels?cursor=${cursor}`)).toMatchObject({
        status: 400,
        json: { code: 'bad_request' },
      })
  })
})

describe('what is kept for safety', () => {
  const keep = (body: object, as = {}) =>
    scene.call('PUT /api/stock/safety', { body: { levels: [body] }, as })
  const everything = () =>
    scene.rows(sql`select (select count(*) from platform.facts) as facts,
      (select sum(version * 1000 + safety) from stock.levels) as levels,
      (select count(*) from stock.levels) as rows`)
  let sku = ''
  let count = 0
  beforeEach(async () => {
    sku = `S-${++count}`
    await scene.variants([sku])
    await scene.stock(sku, 4)
  })

  it('is promised to nobody, makes the level short and is a fact of it', async () => {
    const answer = await keep({ sku, location: 'MAIN', safety: 4, ifVersion: 1 })
    expect(answer).toMatchObject({
      status: 200,
      json: { items: [{ sku, onHand: 4, safety: 4, available: 0, version: 2 }] },
    })
    expect((await levels(`?q=${sku}&state=short`)).items).toHaveLength(1)
    expect((await levels(`?q=${sku}&state=out`)).items).toHaveLength(0)
    expect((await levels(`?q=${sku}`)).sums).toMatchObject({ short: 1, out: 0 })
    expect((await scene.facts(`stock:MAIN:${sku}`)).at(-1)).toMatchObject({
      type: 'stock.safety_set',
      version: 2,
      data: { sku, location: 'MAIN', safety: 4, before: 0 },
      by: 'usr_test',
    })
    const { ok } = await verifyAll(scene.database)
    expect(ok).toBe(true)
  })

  it('makes a level where there was none, and no fact where nothing changes', async () => {
    expect((await keep({ sku, location: 'NORTH', safety: 2 })).json.items).toMatchObject([
      { sku, location: 'NORTH', onHand: 0, safety: 2, available: 0 },
    ])
    const before = await everything()
    expect((await keep({ sku, location: 'NORTH', safety: 2 })).status).toBe(200)
    expect(await everything()).toEqual(before)
  })

  it('leaves no level behind where nothing is kept', async () => {
    const before = await everything()
    expect((await keep({ sku, location: 'NORTH', safety: 0 })).status).toBe(200)
    expect(await everything()).toEqual(before)
  })

  it('goes to the orders that wait when less of it is kept', async () => {
    await keep({ sku, location: 'MAIN', safety: 4 })
    const [order] = await scene.place({ lines: [{ sku, quantity: 3 }] })
    const allocated = async () => {
      await scene.follow(...allocationFollowers)
      const found = await scene.database.read((tx) => readOrders(tx, [order?.id ?? '']))
      return found.get(order?.id ?? '')?.lines[0]?.allocated
    }
    expect(await allocated()).toBe(0)
    await keep({ sku, location: 'MAIN', safety: 1 })
    expect(await allocated()).toBe(3)
  })

  it('is refused where place, goods or version are not right, and then nothing is changed', async () => {
    const before = await everything()
    const good = { sku, location: 'MAIN', safety: 1 }
    for (const [body, as, code] of [
      [{ ...good, location: 'MOON' }, {}, 'unknown_location'],
      [good, { locations: ['NORTH'] }, 'unknown_location'],
      [{ ...good, sku: 'NO-SUCH' }, {}, 'unknown_sku'],
      [{ ...good, ifVersion: 9 }, {}, 'version_mismatch'],
      [{ ...good, location: 'NORTH', ifVersion: 9 }, {}, 'version_mismatch'],
    ] as const)
      expect((await keep(body, as)).json.code).toBe(code)
    expect(await everything()).toEqual(before)
  })
})

describe('a level of which everything is promised', () => {
  it('is out and not short as well: each level is counted once', async () => {
    await scene.variants(['GONE'])
    await scene.stock('GONE', 2)
    await scene.place({ lines: [{ sku: 'GONE', quantity: 2 }] })
    expect((await levels('?q=GONE')).sums).toMatchObject({ levels: 1, short: 0, out: 1 })
    expect(skusOf(await levels('?q=GONE&state=short'))).toEqual([])
    expect(skusOf(await levels('?q=GONE&state=out'))).toEqual(['GONE MAIN'])
  })
})

describe('a movement that is refused', () => {
  it('leaves no empty level behind', async () => {
    const rows = () => scene.rows(sql`select count(*) from stock.levels`)
    const before = await rows()
    const lost = { sku: 'B-1', location: 'MAIN', quantity: -1, cause: 'lost' }
    const found = { sku: 'B-1', location: 'NORTH', quantity: 1, cause: 'found' }
    for (const body of [{ movements: [lost] }, { movements: [lost, found] }])
      for (const together of [true, false])
        expect(
          (await scene.call('POST /api/stock/movements', { body: { ...body, together } })).json
            .outcomes[0].problem.code,
        ).toBe('not_enough_stock')
    expect(await rows()).toEqual(before)
  })
})

describe('movements that belong together', () => {
  const transfer = (quantity: number, to = 'NORTH', as = {}) => {
    const cause = 'transferred'
    const movements = [
      { sku: 'A-2', location: 'MAIN', quantity: -quantity, cause },
      { sku: 'A-2', location: to, quantity, cause },
    ]
    return scene.call('POST /api/stock/movements', { body: { movements, together: true }, as })
  }
  const onHand = () =>
    scene.rows(sql`select location, on_hand as "onHand" from stock.levels
      where sku = 'A-2' and on_hand > 0 order by location`)

  it('are posted all, or none where one is refused', async () => {
    const before = await onHand()
    for (const [answer, codes] of [
      [await transfer(6), ['not_enough_stock', 'others_refused']],
      [await transfer(1, 'MOON'), ['others_refused', 'unknown_location']],
      [await transfer(1, 'NORTH', { locations: ['MAIN'] }), ['others_refused', 'unknown_location']],
    ] as const) {
      const refused = answer.json.outcomes.map((one: { problem: { code: string } }) => one.problem)
      expect(refused.map(({ code }: { code: string }) => code)).toEqual(codes)
    }
    expect(await onHand()).toEqual(before)
    expect((await transfer(2)).json.outcomes).toMatchObject([{ status: 200 }, { status: 200 }])
    expect(await onHand()).toEqual([
      { location: 'MAIN', onHand: 3 },
      { location: 'NORTH', onHand: 2 },
    ])
  })
})
