import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { type Follower, sql } from '../../base/platform/index.ts'
import { customersFollowers } from './follow.ts'

let scene: Scene
let number = 0
let email = ''
beforeAll(async () => {
  scene = await openScene()
  await scene.variants(['MUG'])
})
afterAll(() => scene.close())
beforeEach(() => {
  email = `buyer${++number}@example.org`
})

const lines = [{ sku: 'MUG', quantity: 1 }]
const follow = () => scene.follow(...customersFollowers)
const owners = async (orders: readonly { id: string }[]) => {
  const ids = orders.map(({ id }) => id)
  const rows = await scene.rows<{ order: string; customer: string }>(sql`
    select order_id as order, customer_id as customer from customers.orders
    where order_id = any(${ids}::text[])`)
  const ownerOf = new Map(rows.map(({ order, customer }) => [order, customer]))
  return ids.map((id) => ownerOf.get(id))
}
const count = async (table: 'customers' | 'orders' | 'addresses') => {
  const tables = {
    customers: sql`customers.customers`,
    orders: sql`customers.orders`,
    addresses: sql`customers.addresses`,
  }
  const [row] = await scene.rows<{ count: number }>(sql`select count(*) from ${tables[table]}`)
  return row?.count ?? 0
}

describe('the buyers that orders make known', () => {
  it('are one customer for all orders of one e-mail, in one batch and in later ones', async () => {
    const orders = await scene.place(
      { lines, customer: { name: 'Ada', email } },
      { lines, customer: { name: 'A. Byron', email: email.toUpperCase() } },
    )
    await follow()
    const later = await scene.place({ lines, customer: { name: 'Ada', email } })
    await follow()
    const ids = await owners([...orders, ...later])
    expect(ids[0]).toMatch(/^cus_/)
    expect(new Set(ids).size).toBe(1)
    expect(await scene.facts(ids[0] ?? '')).toMatchObject([
      { type: 'customer.made', version: 1, data: { order: orders[0]?.id } },
    ])
  })

  it('are known by telephone where there is no e-mail, as written in the country it is sent to', async () => {
    const shipTo = { name: '王伟', country: 'CN', city: '上海', street: '南京东路 1 号' }
    const orders = await scene.place(
      { lines, shipTo, customer: { name: '王伟', phone: '138 0013 8000', language: 'zh' } },
      { lines, shipTo, customer: { name: '王伟', phone: '+86-138-0013-8000' } },
    )
    await follow()
    const [first, second] = await owners(orders)
    expect(second).toBe(first)
    const [customer] = await scene.rows(
      sql`select phone, language, name from customers.customers where id = ${first}`,
    )
    expect(customer).toEqual({ phone: '+8613800138000', language: 'zh', name: '王伟' })
  })

  it('keep each address once, whatever its letters’ case, with when it was used last', async () => {
    const shipTo = { name: 'Ada', country: 'GB', city: 'London', street: '1 The Street' }
    const customer = { name: 'Ada', email }
    const before = await count('addresses')
    await scene.place({ lines, customer, shipTo })
    await follow()
    await scene.place(
      { lines, customer, shipTo: { ...shipTo, city: 'LONDON' } },
      { lines, customer, shipTo: { ...shipTo, street: '2 The Street' } },
    )
    await follow()
    expect((await count('addresses')) - before).toBe(2)
  })

  it('stay unknown where an order says neither e-mail nor telephone', async () => {
    const before = await count('customers')
    const orders = await scene.place({ lines, customer: { name: 'Nobody' } })
    await follow()
    expect(await owners(orders)).toEqual([undefined])
    expect(await count('customers')).toBe(before)
  })

  it('are named by id, and an order for a customer who is not there is refused', async () => {
    const [first] = await scene.place({ lines, customer: { name: 'Ada', email } })
    await follow()
    const [id] = await owners([first as { id: string }])
    const named = await scene.place({ lines, customer: { id, name: 'Somebody else' } })
    await follow()
    expect(await owners(named)).toEqual([id])
    const stranger = { id: 'cus_00000000000000000000000000', name: 'Ada' }
    const before = await scene.rows(sql`select count(*) from platform.facts`)
    await expect(scene.place({ lines, customer: stranger })).rejects.toThrow('unknown_customer')
    expect(await scene.rows(sql`select count(*) from platform.facts`)).toEqual(before)
  })

  it('keep an order whose contact was changed, with where it goes now', async () => {
    const shipTo = { name: 'Ada', country: 'GB', city: 'Leeds', street: '3 The Street' }
    const [order = { id: '' }] = await scene.place({ lines, customer: { name: 'Ada', email } })
    await follow()
    const [before, addresses] = [await owners([order]), await count('addresses')]
    await scene.command(order.id, { type: 'change', customer: { email: `new.${email}` }, shipTo })
    await follow()
    expect(await owners([order])).toEqual(before)
    expect(await count('addresses')).toBe(addresses + 1)
  })

  it('are known once a change says how to reach them', async () => {
    const [order = { id: '' }] = await scene.place({ lines, customer: { name: 'Nobody' } })
    await follow()
    await scene.command(order.id, { type: 'change', customer: { name: 'Ada', email } })
    await follow()
    const [id] = await owners([order])
    expect(
      await scene.rows(sql`select name, email from customers.customers where id = ${id}`),
    ).toEqual([{ name: 'Ada', email }])
  })

  it('are made once when the follower dies after its work and does it again', async () => {
    const orders = await scene.place({ lines, customer: { name: 'Ada', email } })
    const before = await count('customers')
    const [real] = customersFollowers as [Follower]
    let dies = true
    const dying: Follower = {
      ...real,
      handle: async (tx, news, range) => {
        await real.handle(tx, news, range)
        if (dies) throw Object.assign(new Error('cut off'), { code: '57P01' })
      },
    }
    await expect(scene.follow(dying)).rejects.toThrow('cut off')
    expect(await count('customers')).toBe(before)
    dies = false
    await scene.follow(dying)
    expect(await count('customers')).toBe(before + 1)
    expect(await owners(orders)).toEqual([expect.stringMatching(/^cus_/)])
  })

  it('are made once while several runners follow and orders keep coming', async () => {
    const before = { customers: await count('customers'), orders: await count('orders') }
    const mine = email
    const placeSome = async (person: number) => {
      for (let order = 0; order < 10; order++)
        await scene.place({ lines, customer: { name: 'Ada', email: `${person}.${mine}` } })
    }
    await Promise.all([placeSome(1), placeSome(2), placeSome(1), follow(), follow()])
    await Promise.all([follow(), follow()])
    expect(await count('customers')).toBe(before.customers + 2)
    expect(await count('orders')).toBe(before.orders + 30)
  })
})
