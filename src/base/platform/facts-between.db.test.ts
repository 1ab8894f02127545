import { afterAll, beforeAll, expect, test } from 'vitest'
import { migratedDatabase } from '../../../test/database.ts'
import { append, type Database, factsBetween, factsOf, openDatabase, sql } from './index.ts'

let database: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await migratedDatabase()
  database = openDatabase(fresh.url)
  drop = fresh.drop
})
afterAll(async () => {
  await database.close()
  await drop()
})

const cause = { by: 'test', command: 'c', at: new Date() }
const fact = (stream: string, version: number) => ({ stream, version, type: 't', data: {} })
const names = (facts: { stream: string; version: number }[]) =>
  facts.map(({ stream, version }) => `${stream}${version}`)

test('stretches of several streams come by stream and version, and nothing beside them', async () => {
  const facts = ['a', 'b', 'c'].flatMap((stream) => [1, 2, 3, 4].map((n) => fact(stream, n)))
  await database.begin(async (tx) => append(tx, facts, cause))
  const stretches = [
    { stream: 'b', from: 2, to: 3 },
    { stream: 'a', from: 4, to: 9 },
    { stream: 'x', from: 1, to: 9 },
  ]
  const found = await database.read((tx) => factsBetween(tx, stretches))
  expect(names(found)).toEqual(['a4', 'b2', 'b3'])
})

test('a fact that another overtook in the log is read before it, and one read earlier is not', async () => {
  await database.begin(async (tx) => append(tx, [fact('o', 1)], cause))
  await database.begin(async (slow) => {
    // Takes its number first and writes last, as one does that waits for the stream's lock.
    await slow.run(sql`select pg_current_xact_id()`)
    await database.begin(async (fast) => append(fast, [fact('o', 2), fact('o', 3)], cause))
    append(slow, [fact('o', 4)], cause)
  })
  await database.read(async (tx) => {
    const all = await factsOf(tx, ['o'])
    const last = all[3]
    if (!last || !all[2]) throw new Error('four facts were written')
    expect(BigInt(last.cursor.tx)).toBeLessThan(BigInt(all[2].cursor.tx))
    const news = [{ stream: 'o', from: 4, to: 4 }]
    expect(names(await factsBetween(tx, news, last.cursor))).toEqual(['o2', 'o3', 'o4'])
    expect(names(await factsBetween(tx, news, all[2].cursor))).toEqual(['o4'])
  })
})
