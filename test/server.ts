// The real server as a stranger starts it: a process group, a data folder and a port of its own, fsync on.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../src/base/postgres/index.ts'

export const ownerKey = 'tl_live_key_of_the_crash_tests'
const start = fileURLToPath(new URL('../bin/start.mjs', import.meta.url))

export type Fault = 'node' | 'backend' | 'postmaster' | 'everything'

/** Starts the server and waits until it answers; `hurt` kills a part of it, and starts again what does not heal itself. */
export async function openServer() {
  // Not made here: the server makes it, so that the user it runs the database as may enter.
  const dataDir = join(tmpdir(), `throughline-crash-${randomBytes(6).toString('hex')}`)
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  let said = ''
  let node: ChildProcess
  const run = () => {
    node = spawn(process.execPath, [start], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        DEMO: 'off',
        OWNER_KEY: ownerKey,
        THROUGHLINE_DATA: dataDir,
      },
    })
    for (const stream of [node.stdout, node.stderr])
      stream?.on('data', (text) => {
        said = (said + text).slice(-10_000)
      })
  }
  const ready = async () => {
    for (let tries = 0; tries < 300; tries++) {
      if (await answers(`${base}/readyz`)) return
      if (node.exitCode !== null) break
      await sleep(200)
    }
    throw new Error(`the server does not answer; it said: ${said}`)
  }
  const kill = (pid: number) => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Dead already.
    }
  }
  const restart = async () => {
    await ended(node)
    run()
  }
  run()
  await ready()

  return {
    base,
    ready,
    /** Where the database is reached beside the server. */
    url: async () => (await startPostgres({ dataDir })).url,
    hurt: async (fault: Fault, backend: number) => {
      const { pid: postmaster } = await startPostgres({ dataDir })
      const pid = node.pid as number
      if (fault === 'backend') kill(backend)
      if (fault === 'postmaster') kill(postmaster)
      if (fault === 'node') kill(pid)
      if (fault === 'everything') for (const one of [-pid, ...family(postmaster)]) kill(one)
      if (fault === 'node' || fault === 'everything') await restart()
    },
    close: async () => {
      node.kill('SIGINT')
      await ended(node)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  await new Promise((resolve) => process.once('exit', resolve))
}

/** A process and its children. */
function family(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number))
  return [pid, ...pairs.filter(([, parent]) => parent === pid).map(([child]) => child as number)]
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
