import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Holder, isHolder, type Lock, takeLock } from './lock.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-lock-'))
  file = join(folder, 'throughline.lock')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function take(): Lock {
  const found = takeLock(file)
  if (isHolder(found)) throw new Error(`held by ${found.pid}`)
  return found
}

function written(): Holder {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Leaves a lock as another process would have, and tells who holds it for us. */
function leave(change: Partial<Holder>): ReturnType<typeof takeLock> {
  take().release()
  const lock = take()
  const mine = written()
  lock.release()
  writeFileSync(file, JSON.stringify({ ...mine, ...change }))
  return takeLock(file)
}

test('the second taker learns who holds the lock', () => {
  const lock = take()
  expect(takeLock(file)).toMatchObject({ pid: process.pid })
  lock.release()
  expect(readdirSync(folder)).toEqual([])
})

test('a released lock can be taken again', () => {
  take().release()
  take().release()
})

test('a lock whose process has gone is taken over, and nothing is left lying about', () => {
  const found = leave({ pid: 2 ** 22 + 1 })
  expect(isHolder(found)).toBe(false)
  expect(written().pid).toBe(process.pid)
  expect(readdirSync(folder)).toEqual(['throughline.lock'])
})

test('a lock whose pid now belongs to another process is taken over', () => {
  expect(isHolder(leave({ startedAt: 'long ago' }))).toBe(false)
})

test('a lock of another host holds while it is touched', () => {
  expect(leave({ host: 'elsewhere' })).toMatchObject({ host: 'elsewhere' })
})

test('a lock of another host that fell silent is taken over', () => {
  leave({ host: 'elsewhere' })
  const minuteAgo = new Date(Date.now() - 60_000)
  utimesSync(file, minuteAgo, minuteAgo)
  expect(isHolder(takeLock(file))).toBe(false)
})

test('of several who find a lock dead at the same moment, one gets it', async () => {
  const names = Array.from({ length: 200 }, (_, number) => `${number}.lock`)
  const dead = JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'long ago', host: 'nowhere' })
  const minuteAgo = new Date(Date.now() - 60_000)
  for (const name of names) {
    writeFileSync(join(folder, name), dead)
    utimesSync(join(folder, name), minuteAgo, minuteAgo)
  }
  const fixture = fileURLToPath(new URL('race.fixture.ts', import.meta.url))
  const racers = [1, 2, 3, 4].map(() => {
    const child = spawn(process.execPath, ['--import', 'tsx', fixture, folder])
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
  })
  const next = () => Promise.all(racers.map(async ({ lines }) => (await lines.next()).value))
  expect(await next()).toEqual(['ready', 'ready', 'ready', 'ready'])
  for (const { child } of racers) child.stdin.write('go')
  const got = (await next()).flatMap((line) => JSON.parse(line as string) as string[])
  for (const { child } of racers) child.stdin.end()
  expect(got.sort()).toEqual(names.sort())
  expect(readdirSync(folder).sort()).toEqual(names)
})

test('garbage is no lock', () => {
  writeFileSync(file, 'garbage')
  expect(isHolder(takeLock(file))).toBe(false)
})

test('releasing leaves a lock alone that somebody else has taken meanwhile', () => {
  const lock = take()
  writeFileSync(file, 'theirs')
  lock.release()
  expect(readFileSync(file, 'utf8')).toBe('theirs')
})
