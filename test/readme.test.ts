import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from './database.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const walk = readme.split('<!-- walk -->')[1]?.split('<!-- /walk -->')[0] ?? ''

/** The commands of the walk, and what stands below them as their output. */
const steps = [...walk.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => ({
  commands,
  output: [...commands.matchAll(/^# → (.*\n)/gm)].map(([, line]) => line).join(''),
}))

const key = /OWNER_KEY=(\S+) npm start/.exec(readme)?.[1] ?? ''
const noCurl = spawnSync('curl', ['--version']).error !== undefined

let folder: string
let fresh: FreshDatabase
let server: ChildProcess
let port: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-readme-'))
  fresh = await freshDatabase()
  port = await freePort()
  server = await start()
})
afterAll(async () => {
  if (server.exitCode === null) {
    const ended = once(server, 'exit')
    server.kill('SIGINT')
    await ended
  }
  await fresh.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** What `npm start` runs, on an empty database. */
async function start(): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: fresh.url, PORT: String(port), OWNER_KEY: key }
  const child = spawn(process.execPath, [join(root, 'bin/start.mjs')], {
    env: { ...env, HOST: 'localhost', DEMO: 'off', THROUGHLINE_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((ready, failed) => {
    child.stdout?.on('data', (text) => String(text).includes('is ready on') && ready())
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)))
  })
  return child
}

const here = (text: string) => text.replaceAll('http://localhost:4000', `http://localhost:${port}`)

async function run(program: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder })
  return stdout
}

/** Both readers meet the same commands; they differ in the prose around them. */
test('the walk of the Chinese README is the same walk', () => {
  const chinese = readFileSync(join(root, 'README.zh-CN.md'), 'utf8')
  const blocks = (text: string) => [...text.matchAll(/```\w+\n.*?```/gs)].map(([block]) => block)
  expect(steps.length).toBeGreaterThan(3)
  expect(blocks(chinese)).toEqual(blocks(readme))
})

test.skipIf(noCurl)('the walk prints what the README says, from nothing to delivered', async () => {
  const mark = '--- next step ---'
  const script = steps.map(({ commands }) => `${here(commands)}echo '${mark}'\n`).join('')
  const printed = await run('bash', ['-c', script])
  const outputs = printed.split(`${mark}\n`).slice(0, -1)
  expect(outputs).toEqual(steps.map(({ output }) => output))
  expect(readFileSync(join(folder, 'label.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
})

test.skipIf(noCurl)('the client’s lines find the order of the walk', async () => {
  const lines = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? ''
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/throughline'))
  writeFileSync(join(folder, 'orders.mts'), here(lines))
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
  expect(await run(process.execPath, [tsx, 'orders.mts'])).toBe('web delivered 2500\n')
})
