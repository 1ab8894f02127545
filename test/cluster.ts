import { readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../src/base/postgres/index.ts'
import { makeTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's throwaway database server; tests make databases of their own on it. */
    databaseUrl: string
  }
}

/** What a crash would lose is thrown away anyway. */
const fastAndLoose = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

const prefix = join(tmpdir(), 'throughline-test-')

/** One throwaway server for the whole test run. */
export default async function cluster(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers()
  const dataDir = `${prefix}${process.pid}`
  const server = await startPostgres({ dataDir, settings: fastAndLoose })
  await makeTemplate(server.url)
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** A run that was killed leaves its server behind, for a server outlives its application. */
async function removeLeftovers(): Promise<void> {
  const runs = readdirSync(tmpdir()).filter((name) => name.startsWith(basename(prefix)))
  for (const name of runs) {
    const pid = Number(name.slice(basename(prefix).length))
    if (!Number.isSafeInteger(pid) || isRunning(pid)) continue
    const dataDir = join(tmpdir(), name)
    try {
      await (await startPostgres({ dataDir, settings: fastAndLoose })).stop()
      rmSync(dataDir, { recursive: true, force: true })
    } catch {
      // Half-made or of another user: not worth failing a test run for.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
