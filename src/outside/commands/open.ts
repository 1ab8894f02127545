import { fileURLToPath } from 'node:url'
import {
  type Config,
  type Database,
  migrate,
  openDatabase,
  readConfig,
} from '../../base/platform/index.ts'
import { defaultDataDir, startPostgres } from '../../base/postgres/index.ts'
import { explain } from '../../explain.ts'
import { CommandFailure, type Output } from './output.ts'

const project = fileURLToPath(new URL('../../..', import.meta.url))

/** The database that a command works on. `dataDir` is null when DATABASE_URL names another server. */
export type Opened = { database: Database; config: Config; dataDir: string | null }

/**
 * Opens the database, brings it to the newest schema, runs the work and closes everything again. Uses the embedded server of a running
 * application. If none runs, starts one; if a killed application left one, takes it over; and stops either at the end. Answers the
 * exit code.
 */
export async function withDatabase(
  { tell }: Output,
  work: (opened: Opened) => Promise<number>,
): Promise<number> {
  try {
    return await opened(tell, work)
  } catch (error) {
    const sentence = error instanceof CommandFailure ? error.message : explain(error)
    if (sentence === null) throw error
    tell(`${sentence}\n`)
    return error instanceof CommandFailure ? error.exitCode : 1
  }
}

async function opened(tell: Output['tell'], work: (opened: Opened) => Promise<number>) {
  const config = configOf(tell)
  const dataDir = config.DATABASE_URL
    ? null
    : (config.THROUGHLINE_DATA ?? (await defaultDataDir(project)))
  const cluster = dataDir === null ? null : await startPostgres({ dataDir })
  try {
    const url = cluster?.url ?? (config.DATABASE_URL as string)
    await migrate(url)
    const database = openDatabase(url, { size: 3 })
    try {
      return await work({ database, config, dataDir: cluster?.dataDir ?? null })
    } finally {
      await database.close()
    }
  } finally {
    await cluster?.stop()
  }
}

function configOf(tell: Output['tell']): Config {
  const { config, problems, warnings } = readConfig(process.env)
  for (const warning of warnings) tell(`warning: ${warning}\n`)
  if (!config) throw new CommandFailure(problems.join('\n'), 2)
  return config
}
