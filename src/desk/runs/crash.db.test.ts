// Whoever is killed in the middle of a run has done whole chunks: another worker goes on behind them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cause, placeMany } from '../../../test/desk.ts'
import { openShop, ordering, type Shop } from '../../../test/shop.ts'
import { runJobs } from '../../base/jobs/index.ts'
import { type Database, isRefusal, sql } from '../../base/platform/index.ts'
import { carryOn, startRun } from './bulk.ts'
import type { BulkCommand } from './contract.ts'
import { runsJobs } from './jobs.ts'
import type { Run } from './runs.sql.ts'
import { runById } from './runs.sql.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ 'apple-red-500': { main: 100_000 } })
  await shop.database.begin((tx) =>
    tx.run(sql`
      insert into identity.users (id, email, name, password_hash, role, version)
      values (${cause.by}, 'test@example.com', 'Test', '', 'owner', 1)`),
  )
})
afterEach(async () => await shop.close())

const caller = {
  ...{ id: cause.by, name: 'Test', kind: 'user' as const, channels: null, locations: null },
  ...{ permissions: new Set(['orders:hold']), rate: null },
}

async function startHolding(database: Database, ids: string[]): Promise<Run> {
  const hold: BulkCommand = { command: 'hold', code: 'address', blocks: ['ship'] }
  return await database.begin(async (tx) => {
    const run = await startRun(tx, { do: hold, of: { ids } }, caller, cause)
    if (isRefusal(run)) throw new Error(run.refused)
    return await carryOn(tx, run, cause.at)
  })
}

function worker(url: string, leaseMs: number) {
  const file = fileURLToPath(new URL('./crash.fixture.ts', import.meta.url))
  return spawn(process.execPath, ['--import', 'tsx', file, url, String(leaseMs)])
}

test('a run whose worker is killed goes on with another, and every order is done exactly once', {
  timeout: 180_000,
}, async () => {
  const { database } = shop
  const ids = await placeMany(database, 4_000, ordering({ 'apple-red-500': 1 }))
  const { id } = await startHolding(database, ids)
  const child = worker(shop.url, 4_000)
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const between = (await database.read((tx) => runById(tx, id))) as Run
  expect(between.done).toBeGreaterThan(0)

  const jobs = runJobs(
    database,
    runsJobs(database, () => {}),
    {
      pollMs: 50,
      onError: (where, error) => console.error(where, error),
    },
  )
  await vi.waitFor(
    async () => {
      const run = await database.read((tx) => runById(tx, id))
      expect(run).toMatchObject({ state: 'done', done: 4_000, refusals: 0 })
    },
    { timeout: 150_000, interval: 50 },
  )
  await jobs.stop()
  const [held] = await database.read((tx) =>
    tx.rows<{ facts: number; orders: number }>(sql`
      select count(*) as facts, count(distinct stream) as orders from platform.facts
      where type = 'order.held' and command = ${id}`),
  )
  expect(held).toEqual({ facts: 4_000, orders: 4_000 })
})

test('an order that breaks its chunk is refused alone, and the others are done', {
  timeout: 180_000,
}, async () => {
  const { database } = shop
  const ids = await placeMany(database, 300, ordering({ 'apple-red-500': 1 }))
  const broken = ids[250] as string
  await database.begin((tx) =>
    tx.run(sql`update orders.orders set currency = 'GB' where id = ${broken}`),
  )
  await database.begin((tx) =>
    tx.run(sql`
      create function orders.refuse_it() returns trigger language plpgsql as
        $$ begin if new.currency = 'GB ' then raise exception 'broken'; end if; return new; end $$`),
  )
  await database.begin((tx) =>
    tx.run(sql`
      create trigger broken before update on orders.orders for each row execute function orders.refuse_it()`),
  )
  const { id } = await startHolding(database, ids)
  const jobs = runJobs(
    database,
    runsJobs(database, () => {}),
    { pollMs: 50, onError: () => {} },
  )
  await vi.waitFor(
    async () => {
      const run = await database.read((tx) => runById(tx, id))
      expect(run).toMatchObject({ state: 'done', done: 299, refusals: 1 })
    },
    { timeout: 150_000, interval: 50 },
  )
  await jobs.stop()
  const refused = await database.read((tx) =>
    tx.rows(sql`
      select order_id as "orderId", problem from runs.items where run_id = ${id} and outcome = 'refused'`),
  )
  expect(refused).toEqual([{ orderId: broken, problem: { refused: 'internal' } }])
})
