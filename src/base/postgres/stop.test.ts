import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { isAlive } from './processes.ts'
import { stopServer } from './stop.ts'
import { firstLine, killNow } from './testing.fixture.ts'

const started: ChildProcess[] = []

afterEach(async () => {
  for (const child of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) await killNow(child)
})

/** A process that turns a deaf ear to these signals. */
async function deafTo(...signals: string[]): Promise<number> {
  const deaf = signals.map((signal) => `process.on('${signal}', () => {});`).join('')
  const program = `${deaf} console.log('up'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  started.push(child)
  await firstLine(child)
  return child.pid ?? 0
}

const short = { fastMs: 300, immediateMs: 300 }

test('a server is asked by SIGINT', async () => {
  const pid = await deafTo('SIGQUIT')
  await stopServer(pid, 'log')
  expect(isAlive(pid)).toBe(false)
})

test('one that does not listen is asked by SIGQUIT', async () => {
  const pid = await deafTo('SIGINT')
  await stopServer(pid, 'log', { ...short, immediateMs: 30_000 })
  expect(isAlive(pid)).toBe(false)
})

test('one that listens to neither is not killed, and the failure names it', async () => {
  const pid = await deafTo('SIGINT', 'SIGQUIT')
  await expect(stopServer(pid, 'log', short)).rejects.toMatchObject({
    code: 'stop_failed',
    params: { pid },
  })
  expect(isAlive(pid)).toBe(true)
})

test('one that is gone already is no failure', async () => {
  const pid = await deafTo()
  await stopServer(pid, 'log')
  await stopServer(pid, 'log')
})
