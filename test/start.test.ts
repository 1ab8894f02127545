import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from './database.ts'

const root = join(import.meta.dirname, '..')

let folder: string
let fresh: FreshDatabase
let neighbour: Server
let taken: number
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-start-'))
  fresh = await freshDatabase()
  neighbour = createServer().listen(0, '127.0.0.1')
  await once(neighbour, 'listening')
  taken = (neighbour.address() as { port: number }).port
})
afterAll(async () => {
  neighbour.close()
  await fresh.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** What `npm start` runs; `until` sees everything said so far, each time something is said. */
async function start(
  settings: Record<string, string>,
  until: (said: string, child: ChildProcess) => void = () => {},
) {
  const child = spawn(process.execPath, [join(root, 'bin/start.mjs')], {
    env: { ...process.env, HOST: '127.0.0.1', THROUGHLINE_DATA: folder, ...settings },
  })
  let said = ''
  const hear = (piece: Buffer) => {
    said += piece
    until(said, child)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const [code] = await once(child, 'close')
  return { code, said }
}

/** Ctrl-C, once, when something was said. */
function stopAt(words: string) {
  let stopped = false
  return (said: string, child: ChildProcess) => {
    if (stopped || !said.includes(words)) return
    stopped = true
    child.kill('SIGINT')
  }
}

test('a port in use is a sentence, told before anything is made', async () => {
  const { code, said } = await start({ DATABASE_URL: fresh.url, PORT: String(taken) })
  expect(code).toBe(1)
  expect(said).toBe(
    `Port ${taken} is in use by another program, perhaps by another Throughline. ` +
      `Stop that one, or choose another port: PORT=${taken + 1} npm start\n`,
  )
})

test.each([
  [{ HOST: 'nowhere.invalid' }, 'HOST=nowhere.invalid is no address of this machine'],
  [{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'The database cannot be used'],
])('%j is a sentence and exit code 1', async (settings, sentence) => {
  const { code, said } = await start({ DATABASE_URL: fresh.url, PORT: '0', ...settings })
  expect(code).toBe(1)
  expect(said).toContain(sentence)
  expect(said).not.toContain('    at ')
})

test('Ctrl-C while the demo company is made stops in good order; the password has been told, and the next start goes on', async () => {
  const settings = { DATABASE_URL: fresh.url, PORT: '0', DEMO: 'on' }
  const first = await start(settings, stopAt('rows …'))
  expect(first.code).toBe(0)
  expect(first.said).toMatch(/^Sign in as owner@localhost with the password \S+ /)
  expect(first.said).toMatch(/Stopping …\n$/)
  const second = await start(settings, stopAt('rows …'))
  expect(second.code).toBe(0)
  expect(second.said).toMatch(/^Making the demo company/)
})

test('a second server on the same data folder uses the database of the first, and ends with a sentence when that one stops', async () => {
  // Not made here: the server makes it, so that the user it runs the database as may enter.
  const settings = { PORT: '0', DEMO: 'off', THROUGHLINE_DATA: `${folder}-shared` }
  let second: ReturnType<typeof start> | undefined
  const stopOnce = stopAt('is ready on')
  try {
    const first = await start(settings, (said, owner) => {
      if (second || !said.includes('is ready on')) return
      second = start(settings, (told) => stopOnce(told, owner))
    })
    expect(first.code).toBe(0)
    const { code, said } = (await second) ?? { code: 0, said: '' }
    expect(code).toBe(1)
    expect(said).toMatch(/^Another Throughline owns the database in .*-shared\. This one uses it/m)
    expect(said).toMatch(
      /^The database in .*-shared has gone with the Throughline that owned it\./m,
    )
  } finally {
    rmSync(settings.THROUGHLINE_DATA, { recursive: true, force: true })
  }
})
