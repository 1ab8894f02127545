import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { layoutOf } from './folder.ts'
import { type Cluster, type StartOptions, startPostgres } from './index.ts'
import { parsePidFile, readPidFile } from './pidfile.ts'
import { findProcess, isServerOn } from './processes.ts'

export const isRoot = process.getuid?.() === 0

/** What a crash of the machine would lose is thrown away anyway; a crash of a process loses nothing. */
export const fast = { fsync: 'off', shared_buffers: '16MB' }

export type Told = Pick<Cluster, 'url' | 'pid' | 'how' | 'port'>
export type Owner = Told & { process: ChildProcess }

const made: string[] = []
const started: ChildProcess[] = []

/** A folder that any user may enter and that `cleanUp` removes. */
export function throwaway(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-life-'))
  chmodSync(folder, 0o755)
  made.push(folder)
  return folder
}

let template: Promise<string> | undefined

/** A data folder with a stopped database, copied from one that was made once: initdb takes over a second. */
export async function stoppedDatabase(): Promise<string> {
  template ??= makeTemplate()
  const dataDir = join(throwaway(), 'data')
  execFileSync('cp', ['-a', await template, dataDir])
  return dataDir
}

async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-life-'))
  chmodSync(folder, 0o755)
  const dataDir = join(folder, 'data')
  const cluster = await startPostgres({ dataDir, settings: fast })
  await query(cluster.url, 'create table kept (n int primary key)')
  await cluster.stop()
  rmSync(join(dataDir, 'pgdata/pg_wal/throughline.ballast'), { force: true })
  return dataDir
}

/** At the end of a test file. */
export async function removeTemplate(): Promise<void> {
  if (template) rmSync(dirname(await template), { recursive: true, force: true })
  template = undefined
}

/** Starts in this process, quickly. */
export function start(dataDir: string, more: Partial<StartOptions> = {}): Promise<Cluster> {
  return startPostgres({ dataDir, settings: fast, ...more })
}

/** Starts in a process of its own, as another user when ids are given. */
export async function startOwner(
  dataDir: string,
  ids: { uid?: number; gid?: number } = {},
): Promise<Owner> {
  const fixture = fileURLToPath(new URL('owner.fixture.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', fixture, dataDir], {
    ...ids,
    // A process group of its own, as a terminal would give it.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  started.push(child)
  return { ...JSON.parse(await firstLine(child)), process: child }
}

export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('the process ended before it said anything')
}

/** Starts a parent that never reaps `program`, and tells the program's pid. */
export async function neglect(
  ids: { uid?: number; gid?: number },
  program: string,
  args: string[],
): Promise<number> {
  const fixture = fileURLToPath(new URL('neglect.fixture.mjs', import.meta.url))
  const who = ids.uid === undefined ? ['-', '-'] : [String(ids.uid), String(ids.gid)]
  const child = spawn(process.execPath, [fixture, ...who, program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  return Number(await firstLine(child))
}

/** Kills at once, and waits until it is over. */
export async function killNow(child: ChildProcess): Promise<void> {
  const over = once(child, 'exit')
  child.kill('SIGKILL')
  await over
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string, values: unknown[] = []): Promise<object[]> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** Ends what the test started, even when it failed half-way, and removes its folders. */
export async function cleanUp(): Promise<void> {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  for (const folder of made.splice(0)) {
    const layout = layoutOf(join(folder, 'data'))
    const file = existsSync(layout.pgdata) && parsePidFile(readPidFile(layout.pidFile) ?? '')
    const found = file ? findProcess(file.pid) : undefined
    if (found && isServerOn(layout.pgdata, found)) process.kill(found.pid, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
