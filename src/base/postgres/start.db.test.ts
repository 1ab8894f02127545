import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { firstClosedFolder } from './account.ts'
import { isAlive } from './processes.ts'
import {
  cleanUp,
  isRoot,
  query,
  removeTemplate,
  start,
  startOwner,
  stoppedDatabase,
  throwaway,
} from './testing.fixture.ts'

afterEach(cleanUp)
afterAll(removeTemplate)

describe('a new database', () => {
  test('is made with a password, checksums and characters that Chinese search needs', async () => {
    const dataDir = join(throwaway(), 'data')
    const cluster = await start(dataDir)
    expect(cluster).toMatchObject({ how: 'created', dataDir })
    await query(cluster.url, 'create extension pg_trgm')
    const [facts] = await query(
      cluster.url,
      `select current_database() as database, current_setting('data_checksums') as checksums,
              current_setting('listen_addresses') as listens, cardinality(show_trgm('六角')) as trigrams,
              current_setting('server_version') as version`,
    )
    expect(facts).toEqual({
      database: 'throughline',
      checksums: 'on',
      listens: '127.0.0.1',
      trigrams: 3,
      version: cluster.version,
    })
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'pgdata')).mode & 0o777).toBe(0o700)
    const rules = readFileSync(join(dataDir, 'pgdata/pg_hba.conf'), 'utf8')
      .split('\n')
      .filter((line) => /^\s*(local|host)/.test(line))
    expect(rules.length).toBeGreaterThan(0)
    for (const rule of rules) expect(rule).toMatch(/scram-sha-256$/)
    await cluster.stop()
    expect(isAlive(cluster.pid)).toBe(false)
    expect(existsSync(join(dataDir, 'throughline.lock'))).toBe(false)
  })

  test('lets nobody in with a wrong password, by socket or by port', async () => {
    const cluster = await start(await stoppedDatabase())
    const wrong = { user: 'throughline', password: 'password', database: 'throughline' }
    for (const host of [cluster.socketDir, '127.0.0.1']) {
      const client = new pg.Client({ ...wrong, host, port: cluster.port })
      await expect(client.connect()).rejects.toMatchObject({ code: '28P01' })
    }
    const { password } = new pg.Client(cluster.url)
    const right = { ...wrong, password: String(password), host: '127.0.0.1', port: cluster.port }
    const client = new pg.Client(right)
    await client.connect()
    await client.end()
    await cluster.stop()
  })

  test('works under a long path with spaces, commas and Chinese in it', async () => {
    const dataDir = join(throwaway(), '订单 数据, 一单到底', 'x'.repeat(90), 'data')
    const cluster = await start(dataDir)
    expect(Buffer.byteLength(join(cluster.socketDir, '.s.PGSQL.65535'))).toBeLessThanOrEqual(107)
    expect(await query(cluster.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await cluster.stop()
    rmSync(cluster.socketDir, { recursive: true, force: true })
  })

  test('is readable for its own user even when the umask is strict', async () => {
    const before = process.umask(0o077)
    try {
      const cluster = await start(join(throwaway(), 'a/b/data'))
      await cluster.stop()
    } finally {
      process.umask(before)
    }
  })
})

describe('a second start', () => {
  test('finds what the first one wrote', async () => {
    const dataDir = await stoppedDatabase()
    const first = await start(dataDir)
    await query(first.url, 'insert into kept values (1), (2)')
    await first.stop()
    const second = await start(dataDir)
    expect(second).toMatchObject({ how: 'started', url: first.url })
    expect(await query(second.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
    await second.stop()
  })

  test('at the same moment on a new folder shares one server', async () => {
    const dataDir = join(throwaway(), 'new/data')
    const both = await Promise.all([startOwner(dataDir), startOwner(dataDir)])
    expect(both.map((one) => one.how).sort()).toEqual(['created', 'joined'])
    expect(both[0].pid).toBe(both[1].pid)
    for (const { url } of both) expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    const over = both.map(({ process }) => once(process, 'exit'))
    for (const { process } of both) process.stdin?.end()
    await Promise.all(over)
    expect(isAlive(both[0].pid)).toBe(false)
  })

  test('takes another port when its own is taken, and publishes it', async () => {
    const dataDir = await stoppedDatabase()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const taken = address && typeof address === 'object' ? address.port : 0
    const cluster = await start(dataDir, { port: taken })
    expect(cluster.port).not.toBe(taken)
    const published = JSON.parse(readFileSync(join(dataDir, 'throughline.conn'), 'utf8'))
    expect(published).toMatchObject({ port: cluster.port, pid: cluster.pid })
    await cluster.stop()
    other.close()
  })
})

describe('what is refused', () => {
  test('a folder with something else in it, which stays as it was', async () => {
    const dataDir = join(throwaway(), 'data')
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'thesis.doc'), 'years of work')
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'data_folder_not_ours',
      params: { found: 'thesis.doc' },
    })
    expect(readdirSync(dataDir)).toEqual(['thesis.doc'])
  })

  test.runIf(isRoot)('a folder that only root may enter, by its name', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'throughline-closed-'))
    const failure = { code: 'data_folder_closed', params: { closed } }
    await expect(start(join(closed, 'deep/data'))).rejects.toMatchObject(failure)
    expect(readdirSync(closed)).toEqual([])
    expect(statSync(closed).mode & 0o777).toBe(0o700)
    rmSync(closed, { recursive: true })
  })

  test('data of another major version', async () => {
    const dataDir = await stoppedDatabase()
    writeFileSync(join(dataDir, 'pgdata/PG_VERSION'), '17\n')
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'version_differs',
      params: { data: '17' },
    })
  })

  test('a setting PostgreSQL refuses, with what PostgreSQL said, and the lock is free again', async () => {
    const dataDir = await stoppedDatabase()
    const bad = start(dataDir, { settings: { shared_buffers: 'plenty' } })
    await expect(bad).rejects.toMatchObject({
      code: 'start_failed',
      params: { reason: expect.stringContaining('shared_buffers') },
    })
    const good = await start(dataDir)
    await good.stop()
  })

  test('a login that does not fit the data', async () => {
    const dataDir = await stoppedDatabase()
    writeFileSync(join(dataDir, 'password'), 'forgotten')
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'login_failed' })
    expect(existsSync(join(dataDir, 'pgdata/postmaster.pid'))).toBe(false)
    expect(existsSync(join(dataDir, 'throughline.lock'))).toBe(false)
  })
})

describe('who runs the server', () => {
  test('never root', async () => {
    const cluster = await start(await stoppedDatabase())
    expect(serverUser(cluster.dataDir)).not.toBe(0)
    await cluster.stop()
  })

  test.runIf(isRoot)('an ordinary user runs his own, from making to stopping', async (context) => {
    const nobody = { uid: 65534, gid: 65534 }
    const folder = throwaway()
    chmodSync(folder, 0o777)
    const dataDir = join(folder, 'data')
    const account = { name: 'nobody', ...nobody, ids: nobody }
    if (await firstClosedFolder(import.meta.dirname, account))
      return context.skip('this checkout lies where an ordinary user may not enter')
    const owner = await startOwner(dataDir, nobody)
    expect(owner.how).toBe('created')
    expect(statSync(join(dataDir, 'password')).uid).toBe(nobody.uid)
    expect(serverUser(dataDir)).toBe(nobody.uid)
    owner.process.stdin?.end()
    await once(owner.process, 'exit')
    const byRoot = await start(dataDir)
    expect(serverUser(dataDir)).toBe(nobody.uid)
    await byRoot.stop()
  })
})

/** The server writes this file itself. */
function serverUser(dataDir: string): number {
  return statSync(join(dataDir, 'pgdata/postmaster.pid')).uid
}
