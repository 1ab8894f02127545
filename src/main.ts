// Starts the house: configuration, database, schema, first run, server. Ctrl-C stops it in the opposite order.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import {
  type Config,
  type Database,
  migrate,
  openDatabase,
  readConfig,
  sqlState,
} from './base/platform/index.ts'
import { type Cluster, defaultDataDir, startPostgres } from './base/postgres/index.ts'
import { CannotListen, explain } from './explain.ts'
import { firstRun, keepDailyHeads } from './ground/identity/index.ts'
import { describeError, makeLogger } from './logger.ts'
import { loadDemo } from './outside/demo/index.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const say = (text: string) => process.stdout.write(`${text}\n`)
const complain = (text: string) => process.stderr.write(`${text}\n`)

await main()

/** What was started, to be stopped in the opposite order. */
type Stops = (() => Promise<void>)[]

async function main(): Promise<void> {
  const { config, problems, warnings } = readConfig(process.env)
  for (const warning of warnings) complain(`warning: ${warning}`)
  if (!config) {
    for (const problem of problems) complain(problem)
    process.exitCode = 1
    return
  }
  const stops: Stops = []
  const stopping = stoppedBySignals()
  let failed = false
  try {
    const cluster = await start(config, stops, stopping)
    if (!stopping.aborted) await ended(stopping, cluster)
  } catch (error) {
    // A start that was broken off fails on purpose.
    failed = !stopping.aborted
    if (failed) complain(inWords(error))
  }
  process.exit((await stopAll(stops)) && !failed ? 0 : 1)
}

/** Answers the embedded database, if any. */
async function start(config: Config, stops: Stops, stopping: AbortSignal): Promise<Cluster | null> {
  // First of all: nobody shall wait for the demo company to hear that the port is taken.
  await tryToListen(config)
  const log = makeLogger(config.THROUGHLINE_LOG_LEVEL)
  const cluster = config.DATABASE_URL ? null : await embedded(config)
  if (cluster) stops.push(() => cluster.stop())
  if (cluster?.how === 'joined') say(joined(cluster))
  const url = config.DATABASE_URL ?? (cluster as Cluster).url
  stopping.throwIfAborted()
  await migrate(url)
  const onError = (where: string, error: unknown) => {
    // The pool calls a connection closed before the server has heard of it, and the server then says goodbye.
    if (stopping.aborted && sqlState(error) === '57P01') return
    log.error({ where, error: describeError(error) })
  }
  const database = openDatabase(url, { size: 16, onError: (error) => onError('database', error) })
  stops.push(() => database.close())
  const owner = await firstRun(database, ownerKey(config), new Date())
  // At once: it is never told again, and a start may yet be broken off.
  if (owner) say(welcome(owner))
  if (config.DEMO === 'on') await makeDemo(database, stopping)
  stopping.throwIfAborted()
  await serve(config, database, stops, onError)
  say(`Throughline is ready on ${address(config)}  (API: /docs)`)
  say(
    owner
      ? welcome(owner)
      : 'Sign in with your account; the first start showed the owner’s password.',
  )
  return cluster
}

/** Comes back at a signal, and fails where the database of another Throughline has gone with it. */
async function ended(stopping: AbortSignal, cluster: Cluster | null): Promise<void> {
  const signal = once(stopping, 'abort')
  await (cluster ? Promise.race([signal, cluster.untilGone()]) : signal)
}

async function serve(
  config: Config,
  database: Database,
  stops: Stops,
  onError: (where: string, error: unknown) => void,
): Promise<void> {
  const folder = await dataFolder(config)
  const heads = keepDailyHeads(database, folder, (error) => onError('heads', error))
  stops.push(() => heads.stop())
  const app = await createApp(database, config, onError)
  stops.push(() => app.stop())
  const { PORT: port, HOST: host } = config
  await app.server.listen({ port, host }).catch((error) => {
    throw new CannotListen(error, config)
  })
}

async function tryToListen(config: Config): Promise<void> {
  const probe = createServer().listen(config.PORT, config.HOST)
  try {
    await once(probe, 'listening')
  } catch (error) {
    throw new CannotListen(error, config)
  }
  probe.close()
  await once(probe, 'close')
}

/** Answers whether everything stopped in good order. */
async function stopAll(stops: Stops): Promise<boolean> {
  try {
    for (const stop of stops.reverse()) await stop()
    return true
  } catch (error) {
    complain(inWords(error))
    return false
  }
}

function inWords(error: unknown): string {
  return explain(error) ?? (error as Error).stack ?? String(error)
}

/** Only an empty database gets the demo company; one that was interrupted while it got it goes on. */
async function makeDemo(database: Database, signal: AbortSignal): Promise<void> {
  const started = Date.now()
  let shown = started
  const made = await loadDemo(database, new Date(started), {
    signal,
    onProgress: (rows) => {
      if (signal.aborted || Date.now() - shown < 1_000) return
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

function welcome({ email, password }: { email: string; password: string }): string {
  return `Sign in as ${email} with the password ${password} (only this start shows it).`
}

function joined({ dataDir }: Cluster): string {
  return `Another Throughline owns the database in ${dataDir}. This one uses it too, and ends when that one stops it.`
}

/** Where a browser on this machine finds the server. */
function address({ HOST, PORT }: Config): string {
  const everywhere = HOST === '0.0.0.0' || HOST === '::'
  const host = everywhere ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
  return `http://${host}:${PORT}`
}

/** The first signal stops in good order, also a start that is not done yet; the second one stops at once. */
function stoppedBySignals(): AbortSignal {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130)
    say('Stopping …')
    controller.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return controller.signal
}
