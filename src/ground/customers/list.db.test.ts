import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { sql } from '../../base/platform/index.ts'
import { verifyAll } from '../../verify.ts'
import { customersContract } from './contract.ts'
import { customersFollowers } from './follow.ts'
import { customersHandlers } from './http.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) =>
    mount(customersContract, customersHandlers(database)),
  )
  await scene.variants(['MUG'])
  const order = (name: string, channel: string, phone?: string) => ({
    lines: [{ sku: 'MUG', quantity: 1 }],
    channel,
    customer: { name, email: `${name}@example.org`, ...(phone && { phone }) },
  })
  await scene.place(order('ann', 'web'), order('ann', 'shop'), order('ann', 'web', '+442079460123'))
  await scene.follow(...customersFollowers)
  await scene.place(order('bob', 'shop'))
  await scene.call('POST /api/customers', { body: { name: 'cat' } })
  await scene.follow(...customersFollowers)
})
afterAll(() => scene.close())

const list = async (query = '', as = {}) =>
  (await scene.call(`GET /api/customers${query}`, { as })).json
type Listed = { name: string; orderCount: number; lastOrderAt: string | null }
const namesOf = ({ items }: { items: Listed[] }) => items.map(({ name }) => name)

describe('the list of customers', () => {
  it('tells how often each of them ordered, and when last', async () => {
    const { items } = await list()
    const told = (items as Listed[]).map(({ name, orderCount }) => [name, orderCount])
    expect(new Map(told as never)).toEqual(
      new Map([
        ['ann', 3],
        ['bob', 1],
        ['cat', 0],
      ] as never),
    )
    const ann = (items as Listed[]).find(({ name }) => name === 'ann')
    expect(ann?.lastOrderAt).toBe('2026-05-04T08:00:00.000Z')
    expect((await verifyAll(scene.database)).ok).toBe(true)
  })

  it('is sorted by the day they came, by the number of orders or by the last one, and goes on page by page', async () => {
    // Taken over from elsewhere: its id is the newest, its day the oldest.
    await scene.run(sql`
      update customers.customers set created_at = '2020-01-01' where name = 'bob'`)
    for (const [sort, expected] of [
      ['newest', ['cat', 'ann', 'bob']],
      ['orders', ['ann', 'bob', 'cat']],
      ['lastOrder', ['bob', 'ann', 'cat']],
    ] as const) {
      const seen: string[] = []
      for (let cursor = ''; ; ) {
        const page = await list(`?limit=1&sort=${sort}${cursor}`)
        seen.push(...namesOf(page))
        if (page.next === null) break
        cursor = `&cursor=${page.next}`
      }
      expect([sort, seen]).toEqual([sort, expected])
    }
  })

  it('counts only the orders of the channels that the caller may see', async () => {
    const page = await list('?sort=orders', { channels: ['shop'], id: 'usr_other' })
    expect(page.items).toMatchObject([
      { name: 'bob', orderCount: 1 },
      { name: 'ann', orderCount: 1 },
    ])
  })

  it('refuses the cursor of another sort', async () => {
    const { next } = await list('?limit=1&sort=newest')
    for (const cursor of [next, Buffer.from('["x","y"]').toString('base64url')])
      for (const sort of cursor === next ? ['orders'] : ['newest', 'orders', 'lastOrder'])
        expect(await scene.call(`GET /api/customers?sort=${sort}&cursor=${cursor}`)).toMatchObject({
          status: 400,
          json: { code: 'bad_request' },
        })
  })
})

describe('who may be the same person', () => {
  const address = { name: 'D', country: 'GB', city: 'Bath', street: '1 The Street' }
  const make = async (body: object) =>
    (await scene.call('POST /api/customers', { body: { name: 'dan', ...body } })).json.id
  const alike = async (id: string, as = {}) =>
    (await scene.call(`GET /api/customers/${id}`, { as })).json.alike

  it('is told by telephone and by the very same address', async () => {
    const phone = '+442079460999'
    const first = await make({ phone, addresses: [address] })
    const second = await make({ phone })
    const third = await make({ addresses: [{ ...address, city: 'BATH' }] })
    expect(await alike(first)).toEqual([
      { id: second, name: 'dan', by: 'phone' },
      { id: third, name: 'dan', by: 'address' },
    ])
    expect(await alike(second)).toMatchObject([{ id: first }])
  })

  it('is told only of those whom the caller may see', async () => {
    const phone = '+442079460998'
    const mine = await make({ phone })
    await make({ phone })
    await scene.run(sql`update customers.customers set made_by = 'usr_else' where id = ${mine}`)
    expect(await alike(mine, { channels: ['shop'], id: 'usr_else' })).toEqual([])
  })
})
