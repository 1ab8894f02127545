import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { chooseAccount } from './account.ts'
import { usablePrograms } from './binaries.ts'
import { layoutOf } from './folder.ts'
import { isReady } from './launch.ts'
import { findProcess, isAlive } from './processes.ts'
import { serverArguments } from './settings.ts'
import {
  cleanUp,
  fast,
  isRoot,
  killNow,
  neglect,
  query,
  removeTemplate,
  start,
  startOwner,
  stoppedDatabase,
  until,
} from './testing.fixture.ts'

afterEach(cleanUp)
afterAll(removeTemplate)

/** Any port that is free now. */
async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const kept = 'select count(*)::int as n from kept'

describe('after the application was killed', () => {
  test('the database lives on and the next start adopts it', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    await query(owner.url, 'insert into kept values (1)')
    await killNow(owner.process)
    const next = await start(dataDir)
    expect(next).toMatchObject({ how: 'adopted', pid: owner.pid, port: owner.port })
    expect(await query(next.url, kept)).toEqual([{ n: 1 }])
    await next.stop()
    expect(isAlive(owner.pid)).toBe(false)
  })

  test('by Ctrl-C, which reaches the whole process group, the database is not in that group', async () => {
    const owner = await startOwner(await stoppedDatabase())
    const over = once(owner.process, 'exit')
    process.kill(-(owner.process.pid ?? 0), 'SIGINT')
    expect(await over).toEqual([null, 'SIGINT'])
    expect(await query(owner.url, kept)).toEqual([{ n: 0 }])
    expect(isAlive(owner.pid)).toBe(true)
  })

  test('a database whose pid file was removed is stopped and started again', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    await query(owner.url, 'insert into kept values (1)')
    await killNow(owner.process)
    rmSync(layoutOf(dataDir).pidFile)
    const next = await start(dataDir)
    expect(next.how).toBe('started')
    expect(next.pid).not.toBe(owner.pid)
    expect(isAlive(owner.pid)).toBe(false)
    expect(await query(next.url, kept)).toEqual([{ n: 1 }])
    await next.stop()
  })

  test('a database that lets nobody in is stopped and started again', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    await killNow(owner.process)
    for (const socket of [`.s.PGSQL.${owner.port}`]) rmSync(join(dataDir, 'socket', socket))
    const next = await start(dataDir)
    expect(next.how).toBe('started')
    expect(await query(next.url, kept)).toEqual([{ n: 0 }])
    await next.stop()
  })
})

describe('after the database was killed', () => {
  test('together with its application, a start at once recovers every acknowledged row', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    await query(owner.url, 'insert into kept select generate_series(1, 1000)')
    process.kill(owner.pid, 'SIGKILL')
    await killNow(owner.process)
    const next = await start(dataDir)
    expect(next.how).toBe('started')
    expect(await query(next.url, kept)).toEqual([{ n: 1000 }])
    await next.stop()
  })

  test('under a living application, it comes back at the same place and pools reconnect', async () => {
    const told: string[] = []
    const cluster = await start(await stoppedDatabase(), { log: (code) => told.push(code) })
    const pool = new pg.Pool({ connectionString: cluster.url })
    pool.on('error', () => {})
    await pool.query('insert into kept values (1)')
    const died = cluster.pid
    process.kill(died, 'SIGKILL')
    await until(() => told.includes('server_revived'))
    expect((await pool.query(kept)).rows).toEqual([{ n: 1 }])
    expect(cluster.pid).not.toBe(died)
    await pool.end()
    await cluster.stop()
    expect(isAlive(cluster.pid)).toBe(false)
  })

  test('where nobody ever reaps the dead one, a start sets its pid file aside', async () => {
    const dataDir = await stoppedDatabase()
    const { pgdata, pidFile, socketDir, programsDir } = layoutOf(dataDir)
    const account = await chooseAccount(pgdata)
    const { postgres } = await usablePrograms(account, programsDir)
    // On a port that nobody has: where another has it, the server ends before it is ready.
    const args = serverArguments(pgdata, { port: await unusedPort(), socketDir }, fast)
    const pid = await neglect(account.ids, postgres, args)
    await until(() => existsSync(pidFile) && isReady(pidFile, pid))
    process.kill(pid, 'SIGKILL')
    await until(() => findProcess(pid)?.zombie === true)
    const told: object[] = []
    const cluster = await start(dataDir, { log: (code, params) => told.push({ code, params }) })
    expect(told).toContainEqual({ code: 'pid_file_set_aside', params: { verdict: 'zombie' } })
    expect(findProcess(pid)?.zombie).toBe(true)
    await cluster.stop()
  })
})

describe('a database that keeps dying', () => {
  test('is given up after three revivals, says so, and the stop is clean', async () => {
    const told: string[] = []
    const dataDir = await stoppedDatabase()
    const cluster = await start(dataDir, { log: (code) => told.push(code) })
    for (const revivals of [1, 2, 3]) {
      process.kill(cluster.pid, 'SIGKILL')
      await until(() => told.filter((code) => code === 'server_revived').length === revivals)
    }
    process.kill(cluster.pid, 'SIGKILL')
    await until(() => told.includes('server_lost'))
    await cluster.stop()
    expect(existsSync(join(dataDir, 'throughline.lock'))).toBe(false)
  })
})

describe('a pid file that names no server', () => {
  test('with a process that is gone is left to PostgreSQL', async () => {
    const dataDir = await stoppedDatabase()
    leavePidFile(dataDir, String(2 ** 22 + 1))
    const cluster = await start(dataDir)
    expect(existsSync(`${layoutOf(dataDir).pidFile}.stale`)).toBe(false)
    await cluster.stop()
  })

  test('with a pid now given to another process of the same user is set aside', async () => {
    const dataDir = await stoppedDatabase()
    const { ids } = await chooseAccount(layoutOf(dataDir).pgdata)
    const other = spawn('sleep', ['600'], { ...ids, stdio: 'ignore' })
    leavePidFile(dataDir, String(other.pid))
    const cluster = await start(dataDir)
    expect(readFileSync(`${layoutOf(dataDir).pidFile}.stale`, 'utf8')).toContain(`${other.pid}\n`)
    await cluster.stop()
    await killNow(other)
  })

  test.each(['', 'garbage', '\0\0\0\0'])('and holds %j is set aside', async (content) => {
    const dataDir = await stoppedDatabase()
    writeFileSync(layoutOf(dataDir).pidFile, content)
    const cluster = await start(dataDir)
    expect(readFileSync(`${layoutOf(dataDir).pidFile}.stale`, 'utf8')).toBe(content)
    await cluster.stop()
  })
})

function leavePidFile(dataDir: string, pid: string): void {
  const { pgdata, pidFile, socketDir } = layoutOf(dataDir)
  const lines = [pid, pgdata, '1700000000', '54329', socketDir, '127.0.0.1', '1 1', 'ready']
  writeFileSync(pidFile, `${lines.join('\n')}\n`)
}

describe('when the volume of the write-ahead log is full', () => {
  test.runIf(isRoot)(
    'the ballast brings the database back with every acknowledged row',
    async (context) => {
      const dataDir = await stoppedDatabase()
      const { pgdata } = layoutOf(dataDir)
      const volume = join(dataDir, '../volume')
      const owner = statSync(pgdata)
      execFileSync('mkdir', [volume])
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', volume], {
          stdio: 'ignore',
        })
      } catch {
        return context.skip('this machine lets nobody mount')
      }
      try {
        execFileSync('sh', [
          '-c',
          'mv "$1/pg_wal" "$2/wal" && ln -s "$2/wal" "$1/pg_wal"',
          'sh',
          pgdata,
          realpathSync(volume),
        ])
        execFileSync('chown', ['-h', `${owner.uid}:${owner.gid}`, join(pgdata, 'pg_wal'), volume])
        await fillAndReturn(dataDir, volume)
      } finally {
        execFileSync('umount', ['-l', volume])
      }
    },
  )
})

async function fillAndReturn(dataDir: string, volume: string): Promise<void> {
  const told: string[] = []
  const settings = { ...fast, max_wal_size: '4GB', wal_keep_size: '4GB', full_page_writes: 'on' }
  const cluster = await start(dataDir, { settings, log: (code) => told.push(code) })
  expect(existsSync(join(volume, 'wal/throughline.ballast'))).toBe(true)
  const client = new pg.Client(cluster.url)
  client.on('error', () => {})
  await client.connect()
  await client.query('create table wide (n int primary key, filler text)')
  let acknowledged = 0
  const fill =
    'insert into wide select $1::int, string_agg(md5($1 || i::text), $2) from generate_series(1, 30000) i'
  await expect(
    (async () => {
      for (let n = 1; ; n++) {
        await client.query(fill, [n, ''])
        acknowledged = n
      }
    })(),
  ).rejects.toThrow()
  await client.end().catch(() => {})
  await until(() => told.includes('server_revived') || told.includes('server_lost'))
  expect(told).toContain('ballast_freed')
  expect(told).toContain('server_revived')
  const rows = await query(cluster.url, 'select count(*)::int as n from wide')
  expect(rows).toEqual([{ n: acknowledged }])
  expect(acknowledged).toBeGreaterThan(10)
  await cluster.stop()
}
