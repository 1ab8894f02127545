import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { sql } from '../../base/platform/index.ts'
import { refusals } from '../../plan.ts'
import { catalogContract } from './contract.ts'
import { catalogHandlers } from './http.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(catalogContract, catalogHandlers(database, refusals)),
  )
})
afterAll(() => scene.close())

const put = (...variants: object[]) => scene.call('PUT /api/variants', { body: { variants } })
const price = (...prices: object[]) => scene.call('POST /api/prices', { body: { prices } })
const statuses = (answer: { json: { outcomes: { status: number }[] } }) =>
  answer.json.outcomes.map(({ status }) => status)
const factCount = async () =>
  (await scene.rows<{ count: number }>(sql`select count(*) from platform.facts`))[0]?.count

describe('variants', () => {
  it('are made whole with their defaults, found again, and each change is a fact of its version', async () => {
    const mug = {
      sku: 'MUG',
      name: { en: 'Mug', zh: '杯子' },
      weightG: 350,
      hsCode: '6911.10',
      origin: 'CN',
    }
    const made = await put(mug)
    expect(made.json.outcomes).toMatchObject([
      { status: 200, variant: { ...mug, policy: 'refuse', taxClass: 'standard', version: 1 } },
    ])
    await put({ ...mug, policy: 'backorder' })
    const { json, headers } = await scene.call('GET /api/variants/MUG')
    expect(json).toMatchObject({
      ...mug,
      policy: 'backorder',
      lengthMm: null,
      version: 2,
      prices: [],
    })
    expect(headers.etag).toBe('"2"')
    const facts = await scene.facts('variant:MUG')
    expect(facts.map(({ version, type }) => [version, type])).toEqual([
      [1, 'variant.changed'],
      [2, 'variant.changed'],
    ])
    expect(facts[1]).toMatchObject({ by: 'usr_test', data: { policy: 'backorder' } })
  })

  it('that are already as asked stay as they are, without a fact', async () => {
    const bowl = { sku: 'BOWL', name: { en: 'Bowl' }, weightG: 5 }
    await put(bowl)
    const before = await factCount()
    expect((await put(bowl)).json.outcomes).toMatchObject([
      { status: 200, variant: { version: 1 } },
    ])
    expect(await factCount()).toBe(before)
  })

  it('each get their own outcome: a bad one stops no other', async () => {
    const answer = await put(
      { sku: 'GOOD', name: { en: 'Good' } },
      { sku: 'NAMELESS', name: {} },
      { sku: 'FAR', name: { en: 'Far' }, origin: 'XX' },
      { sku: 'GOOD', name: { en: 'Good again' } },
      { sku: 'NUL\u0000', name: { en: 'x' } },
      {},
    )
    expect(answer.status).toBe(200)
    expect(statuses(answer)).toEqual([200, 422, 422, 422, 422, 422])
    expect(answer.json.outcomes[1].problem.errors[0]).toMatchObject({
      pointer: '/name',
      code: 'name_missing',
    })
    expect(answer.json.outcomes[3].problem).toMatchObject({ code: 'sku_twice' })
    expect((await scene.call('GET /api/variants/GOOD')).json.name).toEqual({ en: 'Good' })
    expect((await scene.call('GET /api/variants/FAR')).status).toBe(404)
  })

  it('that somebody changed meanwhile are refused with the version, and nothing changes', async () => {
    await put({ sku: 'CUP', name: { en: 'Cup' } })
    const before = await factCount()
    const answer = await put(
      { sku: 'CUP', name: { en: 'Other' }, ifVersion: 7 },
      { sku: 'NOWHERE', name: { en: 'Other' }, ifVersion: 1 },
    )
    expect(answer.json.outcomes).toMatchObject([
      { status: 412, problem: { code: 'version_mismatch', params: { version: 1, yours: 7 } } },
      { status: 412 },
    ])
    expect(await factCount()).toBe(before)
  })

  it('changed by many at once lose no change and skip no version', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Plate ${index}`)
    const answers = await Promise.all(names.map((en) => put({ sku: 'PLATE', name: { en } })))
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200))
    const facts = await scene.facts('variant:PLATE')
    expect(facts.map(({ version }) => version)).toEqual(names.map((_, index) => index + 1))
    const { json } = await scene.call('GET /api/variants/PLATE')
    expect(facts.at(-1)?.data).toMatchObject({ name: json.name })
  })

  it('are read to the end by cursor, each once, and searched by either name', async () => {
    const skus = Array.from({ length: 7 }, (_, index) => `TEA-${index}`)
    await put(...skus.map((sku) => ({ sku, name: { zh: '绿茶', en: 'Thé vert À' } })))
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const query: string = next === '' ? '' : `&cursor=${next}`
      const { json } = await scene.call(
        `GET /api/variants?limit=3&q=${encodeURIComponent('绿茶')}${query}`,
      )
      seen.push(...json.items.map(({ sku }: { sku: string }) => sku))
      next = json.next
    }
    const other = await scene.call(`GET /api/variants?q=${encodeURIComponent('THÉ VERT à')}`)
    expect(other.json.items).toHaveLength(7)
    expect(seen).toEqual(skus)
  })
})

describe('prices', () => {
  it('are set on lists, one outcome each, and stand in the log of their variant', async () => {
    await put({ sku: 'POT', name: { en: 'Pot' } })
    await scene.call('PUT /api/price-lists', { body: { code: 'retail', currency: 'GBP' } })
    const answer = await price(
      { sku: 'POT', priceList: 'retail', amount: 1999 },
      { sku: 'NOPE', priceList: 'retail', amount: 1 },
      { sku: 'POT', priceList: 'nope', amount: 1 },
      { sku: 'POT', priceList: 'retail', amount: -1 },
      { sku: 'POT', priceList: 'retail', amount: 1.5 },
    )
    expect(statuses(answer)).toEqual([200, 422, 422, 422, 422])
    expect((await scene.call('GET /api/variants/POT')).json).toMatchObject({
      version: 2,
      prices: [{ priceList: 'retail', amount: 1999 }],
    })
    expect((await scene.facts('variant:POT')).at(-1)).toMatchObject({
      version: 2,
      type: 'price.changed',
      data: { sku: 'POT', prices: [{ priceList: 'retail', amount: 1999, before: null }] },
    })
    await price({ sku: 'POT', priceList: 'retail', amount: 1999 })
    expect(await scene.facts('variant:POT')).toHaveLength(2)
    const { json } = await scene.call('GET /api/prices?sku=POT')
    expect(json).toEqual({ items: [{ sku: 'POT', priceList: 'retail', amount: 1999 }], next: null })
  })

  it('hold the currency of their list fast', async () => {
    await put({ sku: 'JAR', name: { en: 'Jar' } })
    await scene.call('PUT /api/price-lists', { body: { code: 'fixed', currency: 'GBP' } })
    const change = () =>
      scene.call('PUT /api/price-lists', { body: { code: 'fixed', currency: 'CNY', priority: 5 } })
    await price({ sku: 'JAR', priceList: 'fixed', amount: 100 })
    expect(await change()).toMatchObject({ status: 409, json: { code: 'price_list_in_use' } })
    const { json } = await scene.call('GET /api/price-lists')
    expect(json.items).toContainEqual({
      ...{ code: 'fixed', currency: 'GBP', taxIncluded: true, channels: null, priority: 0 },
      ...{ version: 1, changedBy: 'usr_test', changedAt: expect.any(String) },
    })
    expect(await scene.facts('price-list:fixed')).toHaveLength(1)
  })
})

describe('price lists', () => {
  const list = { code: 'walk', currency: 'GBP' }
  const set = (more: object, ifMatch?: string, id = 'usr_test') =>
    scene.call('PUT /api/price-lists', {
      body: { ...list, ...more },
      as: { id },
      ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
    })

  it('tell who changed them when, from what to what, and who was faster', async () => {
    expect((await set({}, '"0"')).headers.etag).toBe('"1"')
    expect((await set({ priority: 5 }, '"1"', 'usr_else')).json.version).toBe(2)
    const before = await factCount()
    expect(await set({ priority: 7 }, '"1"')).toMatchObject({
      status: 412,
      json: { code: 'version_mismatch', params: { version: 2, by: 'usr_else' } },
    })
    expect((await set({ priority: 5 }, '"1"')).json.version).toBe(2)
    expect(await factCount()).toBe(before)
    const { json } = await scene.call('GET /api/price-lists/walk/history')
    expect(json.items).toMatchObject([
      { version: 2, by: 'usr_else', before: { priority: 0 }, after: { priority: 5 } },
      { version: 1, by: 'usr_test', before: null, after: { ...list, priority: 0 } },
    ])
    expect((await scene.call('GET /api/price-lists/none/history')).status).toBe(404)
  })
})

describe('tax rates', () => {
  it('are set together, each change with a fact, the same again without', async () => {
    const rates = [
      { country: 'GB', taxClass: 'standard', ratePpm: 200_000 },
      { country: 'DE', taxClass: 'standard', ratePpm: 190_000 },
    ]
    const set = (list: object[]) => scene.call('PUT /api/tax-rates', { body: { rates: list } })
    await set(rates)
    await set([{ ...rates[0], ratePpm: 210_000 }, rates[1] as object])
    expect((await scene.call('GET /api/tax-rates')).json.items).toMatchObject([
      { ...rates[1], version: 1 },
      { ...rates[0], ratePpm: 210_000, version: 2, changedBy: 'usr_test' },
    ])
    const { json } = await scene.call('GET /api/tax-rates/GB/standard/history')
    expect(json.items).toMatchObject([
      { version: 2, before: { ratePpm: 200_000 }, after: { ratePpm: 210_000 } },
      { version: 1, before: null },
    ])
    expect(await scene.facts('tax-rate:GB:standard')).toHaveLength(2)
    expect(await scene.facts('tax-rate:DE:standard')).toHaveLength(1)
    expect((await set([{ country: 'GB', ratePpm: 1_000_001 }])).status).toBe(422)
  })

  it('that somebody changed meanwhile are refused, and those beside them with them', async () => {
    const set = (list: object[]) => scene.call('PUT /api/tax-rates', { body: { rates: list } })
    await set([{ country: 'IT', ratePpm: 220_000 }])
    const before = await factCount()
    const other = { country: 'ES', ratePpm: 210_000 }
    const late = { country: 'IT', ratePpm: 230_000, ifVersion: 0 }
    expect(await set([other, late])).toMatchObject({
      status: 412,
      json: { code: 'version_mismatch', params: { version: 1, by: 'usr_test' } },
    })
    expect(await factCount()).toBe(before)
    expect((await set([{ ...late, ifVersion: 1 }])).json.items).toMatchObject([{ version: 2 }])
  })

  it('changed by many at once lose no fact', async () => {
    const set = (ratePpm: number) =>
      scene.call('PUT /api/tax-rates', { body: { rates: [{ country: 'FR', ratePpm }] } })
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(set))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(await scene.facts('tax-rate:FR:standard')).toHaveLength(6)
    expect(scene.errors).toEqual([])
  })
})
