// The wiring: a server, what follows the log, the jobs and the hourly tidying, folded from the list of modules.
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { createServer, type Handlers, openApi } from './base/http/index.ts'
import { runJobs } from './base/jobs/index.ts'
import {
  factVariants,
  followersOf,
  type House,
  type Module,
  type Plan,
  planOf,
} from './base/module/index.ts'
import {
  type Config,
  type Database,
  forgetAnswers,
  makeRing,
  openDatabase,
  runFollowers,
} from './base/platform/index.ts'
import { mountConsole, screens } from './console.ts'
import { identityOf } from './ground/identity/index.ts'
import { modules as all } from './modules.ts'
import { version } from './version.ts'

export type App = { server: FastifyInstance; stop(): Promise<void> }
export type OnError = (where: string, error: unknown) => void
export type AppOptions = {
  /** Where the console is served from, with a slash at its end; where `npm start` builds it when absent. */
  consoleFolder?: string
  /** All modules of the house when absent. */
  modules?: readonly Module[]
}

/** Wires the house on an open, migrated database. The server is not listening yet. */
export async function createApp(
  database: Database,
  config: Config,
  onError: OnError,
  { consoleFolder, modules = all }: AppOptions = {},
): Promise<App> {
  const plan = planOf(modules)
  // Connections of their own: what happens behind an order never takes those of a request.
  const behind = openDatabase(database.url, {
    size: 6,
    onError: (error) => onError('database', error),
  })
  const ring = makeRing()
  const state = { stopping: false, busy: () => false }
  const house: House = {
    ...{ database, behind, config, version, onError },
    ...{ refusals: plan.refusals, facts: plan.facts, ask: plan.ask },
    document: openApi(plan.contract, plan.refusals, version, { Fact: factVariants(plan.facts) }),
    committed: () => {
      background.committed()
      ring.ring()
    },
    wake: () => background.wake(),
    news: ring.wait,
    stopping: () => state.stopping,
  }
  const background = startBackground(house, plan, () => state.busy())
  const { server, mount, busy } = await createServer({
    database,
    refusals: plan.refusals,
    authenticate: identityOf(house).authenticate,
    committed: house.committed,
    onError: (error, requestId) => onError(requestId, error),
    otherwise: screens(consoleFolder),
  })
  state.busy = busy
  // `module` has matched the handlers with their contract.
  for (const { contract, handlers } of modules)
    mount(contract, handlers(house) as Handlers<typeof contract>)
  await mountDocs(server, house.document)
  await mountConsole(server, consoleFolder)

  return {
    server,
    stop: async () => {
      state.stopping = true
      ring.ring()
      // Who takes an answer slower than this is cut off: a stalled reader would keep the house open for ever.
      const patience = setTimeout(() => server.server.closeAllConnections(), stopMs)
      await server.close()
      clearTimeout(patience)
      await background.stop()
      await behind.close()
    },
  }
}

const stopMs = 5_000

/** What goes on behind the requests: followers and jobs, which wake each other. `busy` says that requests are being written. */
function startBackground(house: House, plan: Plan, busy: () => boolean) {
  const { behind, onError } = house
  const kinds = Object.assign({}, ...plan.modules.map((module) => module.jobs(house)))
  const tidies = plan.modules.flatMap((module) => module.tidies)
  const jobs = runJobs(behind, kinds, { onError, tidy: [(tx) => forgetAnswers(tx, 30), ...tidies] })
  const following = runFollowers(behind, followersOf(plan), { onError, onAdvance: jobs.wake, busy })
  return {
    committed: following.wake,
    wake: jobs.wake,
    stop: async () => {
      await following.stop()
      await jobs.stop()
    },
  }
}

/** Browsers are told to load nothing from outside; Swagger UI sets styles in its elements. */
const docsPolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** `/docs` serves its own scripts and styles: nothing is loaded from outside. */
async function mountDocs(server: FastifyInstance, document: object): Promise<void> {
  await server.register(swagger, { mode: 'static', specification: { document: document as never } })
  await server.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: docsPolicy,
    theme: { title: 'Throughline API' },
    uiConfig: {
      docExpansion: 'none',
      filter: true,
      persistAuthorization: false,
      // The console's drawer links to single calls.
      deepLinking: true,
    },
  })
}
