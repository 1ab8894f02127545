import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { sql } from '../../base/platform/index.ts'
import { ordersOfCustomer } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

test('a customer of very many orders has all of them, and none of somebody else', async () => {
  await scene.run(sql`
    insert into customers.customers (id, name, made_by, created_at, changed_at)
    select id, 'Reseller', 'usr_test', now(), now() from unnest(array['cus_many', 'cus_other']) as id`)
  await scene.run(sql`
    insert into customers.orders (order_id, customer_id, channel, at)
    select 'ord_' || n, case when n = 1 then 'cus_other' else 'cus_many' end, 'web', now()
    from generate_series(1, 10051) as n`)
  const found = await scene.database.read((tx) => ordersOfCustomer(tx, 'cus_many'))
  expect(new Set(found).size).toBe(10_050)
  expect(found).not.toContain('ord_1')
})
