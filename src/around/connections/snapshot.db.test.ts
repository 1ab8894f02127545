import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts'
import { type Database, openDatabase, sql } from '../../base/platform/index.ts'
import { readSnapshot, showsTransaction } from './snapshot.ts'

let fresh: FreshDatabase
let database: Database
beforeAll(async () => {
  fresh = await freshDatabase()
  database = openDatabase(fresh.url)
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

test('a snapshot shows the transactions that PostgreSQL says it shows', async () => {
  const own = sql`select pg_current_xact_id()::text as tx`
  await database.begin(async (open) => {
    const [running] = await open.rows<{ tx: string }>(own)
    await database.begin((ended) => ended.rows(own))
    const [row] = await database.read((tx) =>
      tx.rows<{ text: string; shown: Record<string, boolean> }>(sql`
        select pg_current_snapshot()::text as text, (
          select json_object_agg(number, pg_visible_in_snapshot(number::text::xid8, pg_current_snapshot()))
          from generate_series(${running?.tx ?? ''}::bigint - 5, ${running?.tx ?? ''}::bigint + 5)
            as number) as shown`),
    )
    const snapshot = readSnapshot(row?.text ?? '')
    expect(snapshot.open).toContain(BigInt(running?.tx ?? 0))
    const numbers = Object.keys(row?.shown ?? {})
    expect(numbers).toHaveLength(11)
    const ours = Object.fromEntries(numbers.map((tx) => [tx, showsTransaction(snapshot, tx)]))
    expect(ours).toEqual(row?.shown)
  })
})

test('a snapshot without open transactions is read', () => {
  expect(readSnapshot('10:10:')).toEqual({ from: 10n, to: 10n, open: new Set() })
  expect(readSnapshot('10:14:10,12')).toEqual({ from: 10n, to: 14n, open: new Set([10n, 12n]) })
})
