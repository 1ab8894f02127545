// Several applications on one folder, of which the one that looks after the server dies or goes.
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { layoutOf } from './layout.ts'
import { parsePidFile, readPidFile } from './pidfile.ts'
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

/** The process that has the lock. */
function keeper(dataDir: string): number {
  return JSON.parse(readFileSync(layoutOf(dataDir).lockFile, 'utf8')).pid
}

const keeps = (dataDir: string, { process }: Owner) =>
  until(() => existsSync(layoutOf(dataDir).lockFile) && keeper(dataDir) === process.pid)

const serverOn = (dataDir: string) =>
  parsePidFile(readPidFile(layoutOf(dataDir).pidFile) ?? '')?.pid ?? 0

async function end({ process }: Owner): Promise<void> {
  const over = once(process, 'exit')
  process.stdin?.end()
  await over
}

const answers = async ({ url }: { url: string }) =>
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])

test('of two guests of a killed owner one takes over, and after it the other, who stops the server at the end', async () => {
  const dataDir = await stoppedDatabase()
  const owner = await startOwner(dataDir)
  const guests = await Promise.all([startOwner(dataDir), startOwner(dataDir)])
  expect(guests.map(({ owned }) => owned)).toEqual([false, false])
  await killNow(owner.process)
  await until(() => guests.some(({ process }) => keeper(dataDir) === process.pid))
  const [first, second] = guests.sort(({ process }) => (keeper(dataDir) === process.pid ? -1 : 1))
  await answers(second as Owner)
  await killNow((first as Owner).process)
  await keeps(dataDir, second as Owner)
  await answers(second as Owner)
  await end(second as Owner)
  expect(isAlive(owner.pid)).toBe(false)
  const left = readdirSync(dataDir).filter((name) => name.startsWith('throughline.'))
  expect(left).toEqual(['throughline.conn'])
})

test('a command that comes right after an owner was killed stops nothing that a guest uses', async () => {
  const dataDir = await stoppedDatabase()
  const owner = await startOwner(dataDir)
  const guest = await startOwner(dataDir)
  await killNow(owner.process)
  const command = await start(dataDir)
  expect(command).toMatchObject({ how: 'adopted', pid: owner.pid })
  await command.stop()
  await answers(guest)
  await keeps(dataDir, guest)
  const later = await start(dataDir)
  expect(later.owned).toBe(false)
  await later.stop()
  await answers(guest)
  expect(isAlive(owner.pid)).toBe(true)
  await end(guest)
  expect(isAlive(owner.pid)).toBe(false)
})

test('a server that was killed together with its owner comes back where it was for those who use it', async () => {
  const dataDir = await stoppedDatabase()
  const owner = await startOwner(dataDir)
  const guest = await startOwner(dataDir)
  await query(guest.url, 'insert into kept values (1)')
  process.kill(owner.pid, 'SIGKILL')
  await killNow(owner.process)
  await keeps(dataDir, guest)
  await until(() => query(guest.url, 'select').then(Boolean, () => false))
  expect(await query(guest.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1 }])
  const revived = serverOn(dataDir)
  // It is watched like any other.
  process.kill(revived, 'SIGKILL')
  await until(() => query(guest.url, 'select').then(Boolean, () => false))
  await end(guest)
  expect(isAlive(serverOn(dataDir))).toBe(false)
})

test('an owner that goes leaves the server to its guest, and the guest stops it', async () => {
  const dataDir = await stoppedDatabase()
  const told: string[] = []
  const owner = await start(dataDir, { log: (code) => told.push(code) })
  const guest = await startOwner(dataDir)
  await owner.stop()
  expect(told).toContain('left_running')
  await answers(guest)
  await keeps(dataDir, guest)
  await end(guest)
  expect(isAlive(owner.pid)).toBe(false)
})

test('when all go at the same moment, nothing is left running', async () => {
  const dataDir = await stoppedDatabase()
  const owner = await startOwner(dataDir)
  const others = await Promise.all([startOwner(dataDir), startOwner(dataDir)])
  await Promise.all([owner, ...others].map(end))
  expect(isAlive(owner.pid)).toBe(false)
  expect(existsSync(join(dataDir, 'throughline.lock'))).toBe(false)
})

test('a user that was killed keeps no server running', async () => {
  const dataDir = await stoppedDatabase()
  const owner = await start(dataDir)
  const guest = await startOwner(dataDir)
  await killNow(guest.process)
  await owner.stop()
  expect(isAlive(owner.pid)).toBe(false)
})
