// Several applications on one folder: one owns the server, and the others use it.
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { layoutOf } from './folder.ts'
import { isAlive } from './processes.ts'
import {
  cleanUp,
  killNow,
  type Owner,
  query,
  removeTemplate,
  start,
  startOwner,
  stoppedDatabase,
  until,
} from './testing.fixture.ts'

afterEach(cleanUp)
afterAll(removeTemplate)

const kept = 'select count(*)::int as n from kept'
const gone = { code: 'server_gone' }

async function end({ process }: Owner): Promise<void> {
  const over = once(process, 'exit')
  process.stdin?.end()
  await over
}

/** Nothing that stands for a living process is left in the folder; where the server listened is kept for the next start. */
function expectAllOver(dataDir: string, { pid }: { pid: number }): void {
  expect(isAlive(pid)).toBe(false)
  expect(existsSync(layoutOf(dataDir).pidFile)).toBe(false)
  const left = readdirSync(dataDir).filter((name) => name.startsWith('throughline.'))
  expect(left).toEqual(['throughline.conn'])
}

describe('who joined', () => {
  test('uses the server of a living owner and leaves it running', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    const guest = await start(dataDir)
    expect(guest).toMatchObject({ how: 'joined', pid: owner.pid, url: owner.url })
    const over = guest.untilGone()
    await guest.stop()
    await over
    expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await end(owner)
    expectAllOver(dataDir, owner)
  })

  test('is told when the owner has stopped the server, and owns it when it starts again', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    const guest = await start(dataDir)
    await query(guest.url, 'insert into kept values (1)')
    await end(owner)
    await expect(guest.untilGone()).rejects.toMatchObject(gone)
    await expect(query(guest.url, kept)).rejects.toThrow()
    await guest.stop()
    expectAllOver(dataDir, owner)
    const again = await start(dataDir)
    expect(again).toMatchObject({ how: 'started', url: guest.url })
    expect(await query(again.url, kept)).toEqual([{ n: 1 }])
    await again.stop()
  })

  test('keeps no server running when it is killed', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await start(dataDir)
    const guest = await startOwner(dataDir)
    await killNow(guest.process)
    await owner.stop()
    expectAllOver(dataDir, owner)
  })

  test('stays through a revival, in which the server is away and its owner is not', async () => {
    const dataDir = await stoppedDatabase()
    const told: string[] = []
    const owner = await start(dataDir, { log: (code) => told.push(code) })
    const guest = await startOwner(dataDir)
    process.kill(owner.pid, 'SIGKILL')
    await until(() => told.includes('server_revived'))
    expect(await query(guest.url, kept)).toEqual([{ n: 0 }])
    expect(guest.process.exitCode).toBe(null)
    await owner.stop()
    expect(await once(guest.process, 'exit')).toEqual([1, null])
  })
})

describe('when the owner was killed', () => {
  test('who joined goes on, until the next who starts here, and so owns the server, stops it', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    const guest = await startOwner(dataDir)
    await killNow(owner.process)
    expect(await query(guest.url, kept)).toEqual([{ n: 0 }])
    const command = await start(dataDir)
    expect(command).toMatchObject({ how: 'adopted', pid: owner.pid })
    expect(await query(guest.url, kept)).toEqual([{ n: 0 }])
    expect(guest.process.exitCode).toBe(null)
    await command.stop()
    expect(await once(guest.process, 'exit')).toEqual([1, null])
    expectAllOver(dataDir, owner)
  })

  test('together with the server, who joined is told, and the next start has every acknowledged row', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    const guest = await start(dataDir)
    await query(guest.url, 'insert into kept values (1)')
    process.kill(owner.pid, 'SIGKILL')
    await killNow(owner.process)
    await expect(guest.untilGone()).rejects.toMatchObject(gone)
    await guest.stop()
    const next = await start(dataDir)
    expect(next.how).toBe('started')
    expect(await query(next.url, kept)).toEqual([{ n: 1 }])
    await next.stop()
  })

  test('of several who start at the same moment one adopts the server, and the others join it', async () => {
    const dataDir = await stoppedDatabase()
    const owner = await startOwner(dataDir)
    await killNow(owner.process)
    const next = await Promise.all([1, 2, 3].map(() => startOwner(dataDir)))
    expect(next.map(({ how }) => how).sort()).toEqual(['adopted', 'joined', 'joined'])
    expect(new Set(next.map(({ pid }) => pid))).toEqual(new Set([owner.pid]))
    await Promise.all(next.map(end))
    expectAllOver(dataDir, owner)
  })
})

test('who starts while the owner is stopping the server waits, and starts it again', async () => {
  const dataDir = await stoppedDatabase()
  for (let round = 0; round < 5; round++) {
    const owner = await start(dataDir)
    const stopped = owner.stop()
    const next = await start(dataDir)
    await stopped
    expect(next.how).toBe('started')
    expect(next.pid).not.toBe(owner.pid)
    expect(await query(next.url, kept)).toEqual([{ n: 0 }])
    await next.stop()
  }
})
