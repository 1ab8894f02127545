// Starts the house: configuration, database, schema, first run, server. Ctrl-C stops it in the opposite order.
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import { loadDemo } from './demo/index.ts'
import { firstRun, keepDailyHeads } from './identity/index.ts'
import { describeError, makeLogger } from './logger.ts'
import { type Config, type Database, migrate, openDatabase, readConfig } from './platform/index.ts'
import {
  type Cluster,
  defaultDataDir,
  explainFailure,
  PostgresFailure,
  startPostgres,
} from './postgres/index.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const say = (text: string) => process.stdout.write(`${text}\n`)
const complain = (text: string) => process.stderr.write(`${text}\n`)

await main()

async function main(): Promise<void> {
  const { config, problems, warnings } = readConfig(process.env)
  for (const warning of warnings) complain(`warning: ${warning}`)
  if (!config) {
    for (const problem of problems) complain(`setting ${problem}`)
    process.exitCode = 1
    return
  }
  try {
    await start(config)
  } catch (error) {
    complain(
      error instanceof PostgresFailure
        ? explainFailure(error)
        : ((error as Error).stack ?? String(error)),
    )
    process.exit(1)
  }
}

async function start(config: Config): Promise<void> {
  const cluster = config.DATABASE_URL ? null : await embedded(config)
  try {
    await open(config, config.DATABASE_URL ?? (cluster as Cluster).url, async () => {
      await cluster?.stop()
    })
  } catch (error) {
    await cluster?.stop()
    throw error
  }
}

async function open(config: Config, url: string, stopCluster: () => Promise<void>) {
  await migrate(url)
  const log = makeLogger(config.THROUGHLINE_LOG_LEVEL)
  const onError = (where: string, error: unknown) =>
    log.error({ where, error: describeError(error) })
  const database = openDatabase(url, { size: 16, onError: (error) => onError('database', error) })
  const owner = await firstRun(database, ownerKey(config), new Date())
  if (config.DEMO === 'on') await makeDemo(database)
  const app = await createApp(database, config, onError)
  const heads = keepDailyHeads(database, await dataFolder(config), (error) =>
    onError('heads', error),
  )
  await app.server.listen({ port: config.PORT, host: config.HOST })
  greet(config, owner)
  stopOnSignals(async () => {
    await app.stop()
    await heads.stop()
    await database.close()
    await stopCluster()
  })
}

/** Only an empty database gets the demo company; one that was interrupted while it got it goes on. */
async function makeDemo(database: Database): Promise<void> {
  const started = Date.now()
  let shown = started
  const made = await loadDemo(database, new Date(started), {
    onProgress: (rows) => {
      if (Date.now() - shown < 1_000) return
      shown = Date.now()
      say(`Making the demo company: ${rows.toLocaleString('en')} of 49,999 rows …`)
    },
  })
  if (made) say(`The demo company is ready after ${Math.round((Date.now() - started) / 1000)} s.`)
}

function ownerKey({ OWNER_KEY }: Config): { ownerKey?: string } {
  return OWNER_KEY === undefined ? {} : { ownerKey: OWNER_KEY }
}

async function embedded(config: Config): Promise<Cluster> {
  const log = makeLogger(config.THROUGHLINE_LOG_LEVEL)
  return await startPostgres({
    dataDir: await dataFolder(config),
    log: (code, params) =>
      log[code === 'ready' ? 'debug' : 'warn']({ where: 'postgres', code, ...params }),
  })
}

/** Where the embedded database and the signed heads of the log lie. */
async function dataFolder({ THROUGHLINE_DATA }: Config): Promise<string> {
  return THROUGHLINE_DATA ?? (await defaultDataDir(project))
}

function greet({ PORT }: Config, owner: { email: string; password: string } | null): void {
  say(`Throughline is ready on http://localhost:${PORT}  (API: /docs)`)
  if (owner) say(`Sign in as ${owner.email} with the password ${owner.password} (shown only now).`)
  else say('Sign in with your account; the first start showed the owner’s password.')
}

/** The first signal stops in good order, the second one at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) process.exit(130)
    stopping = true
    say('Stopping …')
    stop().then(
      () => process.exit(0),
      (error) => {
        complain(String(error))
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
