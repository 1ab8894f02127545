import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../src/postgres/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's throwaway database server; tests make databases of their own on it. */
    databaseUrl: string
  }
}

/** What a crash would lose is thrown away anyway. */
const fastAndLoose = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** One throwaway server for the whole test run. */
export default async function cluster(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = join(tmpdir(), `throughline-test-${process.pid}`)
  rmSync(dataDir, { recursive: true, force: true })
  const server = await startPostgres({ dataDir, settings: fastAndLoose })
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
