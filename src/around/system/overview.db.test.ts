import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../../../test/house.ts'
import { sql } from '../../base/platform/index.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

test('the keeper sees followers, database and process', async () => {
  const knows = async () =>
    (await house.client.call('GET /api/system')).followers.some(({ name }) => name === 'search')
  while (!(await knows())) await new Promise((resume) => setTimeout(resume, 100))
  const answer = await house.client.call('GET /api/system')
  expect(answer.process.node).toBe(process.versions.node)
  expect(answer.database).toMatchObject({
    version: expect.stringMatching(/^\d+/),
    migrations: { newest: expect.stringMatching(/^\d{4}_.*\.sql$/) },
  })
  expect(answer.database.bytes).toBeGreaterThan(1_000_000)
  expect(answer.database.migrations.applied).toBeGreaterThan(5)
  expect(answer.parked).toEqual([])
  expect(answer.deadCauses).toEqual([])
})

test('a parked stream shows its reason, and trying it again takes it off the list', async () => {
  await house.database.begin((tx) =>
    tx.run(sql`
      insert into platform.parked (follower, stream, from_version, error, due_at, tries)
      values ('search', 'ord_parked', 1, 'no such thing', clock_timestamp() + interval '1 day', 5)`),
  )
  const before = await house.client.call('GET /api/system')
  expect(before.parked).toMatchObject([
    { follower: 'search', stream: 'ord_parked', tries: 5, error: 'no such thing' },
  ])
  const given = { params: { name: 'search' }, body: { stream: 'ord_parked' } }
  expect(await house.client.call('POST /api/system/followers/{name}/replay', given)).toEqual({
    replayed: 1,
  })
  const stays = async () => (await house.client.call('GET /api/system')).parked.length > 0
  while (await stays()) await new Promise((resume) => setTimeout(resume, 100))
})

test('dead letters are counted by their cause', async () => {
  await house.database.begin((tx) =>
    tx.run(sql`
      insert into jobs.job (kind, stream, version, payload, tries, last_error, dead_at, due_at)
      select 'webhook', 'end/' || n, 1, '{}', 40, 'gone', clock_timestamp(), clock_timestamp()
      from generate_series(1, 3) as n`),
  )
  const answer = await house.client.call('GET /api/system')
  expect(answer.deadCauses).toMatchObject([{ kind: 'webhook', cause: 'gone', jobs: 3 }])
  expect(answer.deadJobs).toHaveLength(3)
})
