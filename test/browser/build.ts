// The console as the tests serve it: built once for a state of its sources, whoever asks first, and kept for the next run.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ownFolder } from './packaged.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What a build is made of; the client's types come from all of src/, but types leave nothing behind. */
const sources = ['console', 'src/outside/client', 'package-lock.json']
const keptMs = 24 * 3_600_000

/**
 * The folder of the built console, a slash at its end. Two processes that ask at once wait for one build. `kit` has the page of
 * parts in it, which the console of a company has not.
 */
export async function builtConsole({ kit = true } = {}): Promise<string> {
  const folder = ownFolder(tmpdir())
  const target = join(folder, `console-${hashOf(sources)}${kit ? '-kit' : ''}`)
  if (!existsSync(target)) await locked(`${target}.lock`, () => build(target, kit))
  const now = new Date()
  utimesSync(target, now, now)
  forgetOld(folder, now.getTime())
  return `${target}/`
}

function build(target: string, kit: boolean): void {
  if (existsSync(target)) return
  const draft = `${target}.draft`
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const asked = ['build', '--config', 'console/vite.config.ts', '--outDir', draft, '--emptyOutDir']
  // A process of its own: under the name of a test React would come as its slow development build.
  const done = spawnSync(process.execPath, [vite, ...asked, '--logLevel', 'error'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', THROUGHLINE_KIT: kit ? 'on' : 'off' },
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`the console cannot be built:\n${done.stderr}`)
  renameSync(draft, target)
}

/** Holds a lock that a process leaves behind only by dying; then the next one takes it. */
async function locked(lock: string, work: () => void): Promise<void> {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (!isHeld(lock)) rmSync(lock, { force: true })
      await sleep(200)
    }
  }
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function isHeld(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    // Empty for the moment between making the file and writing into it.
    if (pid === 0) return true
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesIn).sort()) {
    hash.update(`${path}\0`)
    hash.update(readFileSync(join(root, path)))
  }
  return hash.digest('hex').slice(0, 16)
}

function filesIn(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => !name.startsWith('console/dist') && !/\.test\.tsx?$/.test(name))
    .filter((name) => statSync(join(root, name)).isFile())
}

function forgetOld(folder: string, now: number): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith('console-'))) {
    const path = join(folder, name)
    try {
      if (now - statSync(path).mtimeMs > keptMs) rmSync(path, { recursive: true, force: true })
    } catch {
      // Another process was first.
    }
  }
}
