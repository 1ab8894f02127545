// What a house kept before is carried along by every migration. `carried.jsonl` holds the rows of a house that was at work when
// 0012 was the newest: orders at every stage, packages, returns, stock, keys.
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isRefusal, migrate, openDatabase, sql } from '../src/base/platform/index.ts'
import { shipFulfilmentOrders } from '../src/flow/shipping/index.ts'
import { packagesOf } from '../src/flow/warehouse/index.ts'
import { reportOf, verifyAll } from '../src/verify.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

type Kept = { table: string; row: object } | { sequence: string; last: number }

const kept: Kept[] = readFileSync(new URL('carried.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

/** Writes rows as they were kept: no trigger and no reference is in the way of their sequence. */
async function bringIn(items: readonly Kept[]): Promise<void> {
  const client = new pg.Client({ connectionString: fresh.url })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    for (const item of items) {
      if ('sequence' in item)
        await client.query('select setval($1::regclass, $2)', [item.sequence, item.last])
      else {
        const names = Object.keys(item.row).map((name) => `"${name}"`)
        await client.query(
          `insert into ${item.table} (${names}) overriding system value
          select ${names} from json_populate_record(null::${item.table}, $1)`,
          [JSON.stringify(item.row)],
        )
      }
    }
  } finally {
    await client.end()
  }
}

const keys = kept.filter((item) => 'table' in item && item.table === 'identity.keys')

async function permissionsOfKeys(): Promise<Record<string, string[]>> {
  const database = openDatabase(fresh.url)
  try {
    const rows = await database.read((tx) =>
      tx.rows<{ name: string; permissions: string[] }>(
        sql`select name, permissions from identity.keys where role is null`,
      ),
    )
    return Object.fromEntries(rows.map(({ name, permissions }) => [name, [...permissions].sort()]))
  } finally {
    await database.close()
  }
}

test('a house of the first days is carried to now, and its books agree', async () => {
  await migrate(fresh.url, '0012')
  await bringIn(kept)
  await migrate(fresh.url)
  const database = openDatabase(fresh.url)
  try {
    const verified = await verifyAll(database)
    expect(reportOf(verified)).not.toContain('DIFFERS')
    expect(verified.checks.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(50)

    // What stood packed then can leave now.
    const standing = kept.flatMap((item) =>
      'table' in item && item.table === 'shipping.packages'
        ? [item.row as { shipped_at: string | null; fulfilment_order_id: string | null }]
        : [],
    )
    const id = standing.find(({ shipped_at }) => shipped_at === null)?.fulfilment_order_id ?? ''
    const scope = { channels: null, locations: null }
    const request = { id, scope, ifVersion: null, by: 'usr_test', command: 'req_test' }
    const [sent] = await database.begin((tx) => shipFulfilmentOrders(tx, [request], new Date()))
    expect(sent && !isRefusal(sent) && sent.packages).toMatchObject([
      { shippedAt: expect.any(String) },
    ])
    const packages = await database.read((tx) => packagesOf(tx, { fulfilmentOrders: [id] }))
    expect(packages.every(({ shippedAt }) => shippedAt !== null)).toBe(true)
    expect(reportOf(await verifyAll(database))).not.toContain('DIFFERS')
  } finally {
    await database.close()
  }
})

test('keys keep what they could do when a right is split off: releasing, and being told how people are reached', async () => {
  await migrate(fresh.url, '0016')
  await bringIn(keys)
  await migrate(fresh.url, '0020')
  expect(await permissionsOfKeys()).toEqual({
    catalogue: ['catalog:read'],
    floor: ['customers:reveal', 'orders:read', 'warehouse:work'],
    reader: ['customers:read', 'customers:reveal', 'orders:read'],
  })
  await migrate(fresh.url)
  expect(await permissionsOfKeys()).toEqual({
    catalogue: ['catalog:read'],
    floor: ['customers:reveal', 'orders:read', 'orders:release', 'warehouse:work'],
    reader: ['customers:read', 'customers:reveal', 'orders:read'],
  })
})
