import { afterAll, beforeAll, expect, it } from 'vitest'
import { cause, openScene, type Scene } from '../../../test/scene.ts'
import { newId } from '../../base/platform/index.ts'
import { aftersalesContract, aftersalesHandlers, receiveReturns } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(aftersalesContract, aftersalesHandlers(database)),
  )
  await scene.locations('MAIN')
  await scene.variants(['MUG', 'RARE-7'])
})
afterAll(async () => {
  expect(scene.errors).toEqual([])
  await scene.close()
})

const stray = (index: number, more: object = {}) => ({
  id: newId('ret'),
  source: { document: 'doc_1', reference: `C${1000 + index}` },
  customer: `Customer ${index}`,
  currency: 'GBP',
  at: new Date('2026-05-01T10:00:00Z'),
  reason: 'credit_note',
  state: 'received' as const,
  lines: [{ sku: 'MUG', label: 'CREAM MUG', quantity: 1, credit: 100, matches: [] }],
  ...more,
})

it('finds any return that waits for its order by a part of what it says, however many are newer', async () => {
  const lines = [{ sku: 'RARE-7', label: 'Tasse bleue', quantity: 1, credit: 900, matches: [] }]
  const old = stray(0, {
    customer: '林晓 Ada',
    source: { document: 'doc_1', reference: 'X-77%' },
    lines,
  })
  const newer = Array.from({ length: 250 }, (_, index) => stray(index + 1))
  const [made] = await scene.database.begin((tx) =>
    receiveReturns(tx, [old, ...newer, stray(300, { currency: 'EUR' })], cause),
  )
  const find = async (q: string, more = '', as = {}) => {
    const name = `GET /api/returns?matched=false&limit=200${more}&q=${encodeURIComponent(q)}`
    const { json } = await scene.call(name, { as })
    return json.items.map(({ id }: { id: string }) => id)
  }
  for (const q of [made?.return.number ?? '', 'x-77', '林晓', 'ada', 'rare', 'BLEUE', '7%'])
    expect(await find(q), q).toEqual([old.id])
  expect(await find('nobody')).toEqual([])
  expect(await find('Customer 300', '&currency=GBP')).toEqual([])
  expect(await find('Customer 300', '&currency=EUR')).toHaveLength(1)
  // One without a channel is seen by those who see all.
  expect(await find('ada', '', { channels: ['web'] })).toEqual([])

  const seen = new Set<string>()
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`
    const { json } = await scene.call(`GET /api/returns?q=cream&limit=100${from}`)
    for (const { id } of json.items) seen.add(id)
    cursor = json.next
  }
  expect(seen.size).toBe(251)
})
