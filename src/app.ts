// The table of contents: the modules in the order an order travels, their routes, what follows the log, and the jobs.
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import {
  connectionsContract,
  connectionsHandlers,
  forgetDelivered,
  webhookJobs,
  webhooksFollower,
} from './around/connections/index.ts'
import { makeRing, systemContract, systemHandlers } from './around/system/index.ts'
import { createServer, openApi } from './base/http/index.ts'
import { runJobs } from './base/jobs/index.ts'
import {
  type Config,
  type Database,
  type Follower,
  forgetAnswers,
  openDatabase,
  runFollowers,
  type Tx,
} from './base/platform/index.ts'
import { mountConsole, screens } from './console.ts'
import { contract } from './contract.ts'
import { commentsContract, commentsHandlers } from './desk/comments/index.ts'
import { exportsContract, exportsHandlers } from './desk/exports/index.ts'
import { findContract, findFollowers, findHandlers, forgetLists } from './desk/find/index.ts'
import { forgetRuns, runsContract, runsHandlers, runsJobs } from './desk/runs/index.ts'
import { viewsContract, viewsHandlers } from './desk/views/index.ts'
import { aftersalesContract, aftersalesHandlers } from './flow/aftersales/index.ts'
import { allocationFollowers } from './flow/allocation/index.ts'
import { intakeContract, intakeHandlers, intakeJobs } from './flow/intake/index.ts'
import { shippingContract, shippingHandlers } from './flow/shipping/index.ts'
import { warehouseContract, warehouseFollowers, warehouseHandlers } from './flow/warehouse/index.ts'
import { catalogContract, catalogHandlers, namesOf, skusLike } from './ground/catalog/index.ts'
import { companyContract, companyHandlers } from './ground/company/index.ts'
import {
  customersContract,
  customersFollowers,
  customersHandlers,
} from './ground/customers/index.ts'
import { identityContract, identityHandlers, openIdentity, seal } from './ground/identity/index.ts'
import { stockContract, stockHandlers, stockJobs } from './ground/stock/index.ts'
import { foldTallies, ordersContract, ordersHandlers } from './orders/index.ts'
import { refusals } from './refusals.ts'
import { version } from './version.ts'

export type App = { server: FastifyInstance; stop(): Promise<void> }
export type OnError = (where: string, error: unknown) => void

/** What reacts to the log, in no particular order: nothing in the flow waits for these. */
export const followers: Follower[] = [
  ...findFollowers,
  ...customersFollowers,
  ...allocationFollowers,
  ...warehouseFollowers,
  webhooksFollower(),
  seal,
]

/**
 * Wires the house on an open, migrated database. The server is not listening yet. The console is served from where `npm start`
 * builds it, unless another folder with a slash at its end is given.
 */
export async function createApp(
  database: Database,
  config: Config,
  onError: OnError,
  { consoleFolder }: { consoleFolder?: string } = {},
): Promise<App> {
  const ring = makeRing()
  // Connections of their own: what happens behind an order never takes those of a request.
  const behind = openDatabase(database.url, {
    size: 6,
    onError: (error) => onError('database', error),
  })
  const reach = { to: config.THROUGHLINE_WEBHOOKS_TO }
  const jobs = runJobs(
    behind,
    jobKinds({ database, behind, reach, committed: () => committed() }),
    { onError, tidy: tidies },
  )
  let busy = () => false
  const following = runFollowers(behind, followers, {
    onError,
    onAdvance: jobs.wake,
    busy: () => busy(),
  })
  const committed = () => {
    following.wake()
    ring.ring()
  }
  const publicUrl = config.THROUGHLINE_PUBLIC_URL
  const identity = openIdentity({
    database,
    committed,
    onError: (error) => onError('identity', error),
    ...(publicUrl && { publicUrl }),
  })
  const http = await createServer({
    database,
    refusals,
    authenticate: identity.authenticate,
    committed,
    onError: (error, requestId) => onError(requestId, error),
    otherwise: screens(consoleFolder),
  })

  busy = http.busy
  const { server, mount } = http

  let stopping = false
  const document = openApi(contract, refusals, version)
  mount(identityContract, identityHandlers(identity))
  mount(catalogContract, catalogHandlers(database, refusals))
  mount(customersContract, customersHandlers(database))
  mount(stockContract, stockHandlers(database, refusals, { find: skusLike, namesOf }))
  mount(ordersContract, ordersHandlers(database, refusals))
  mountDesk(mount, database, onError)
  mount(intakeContract, intakeHandlers(database, refusals, jobs.wake))
  mount(warehouseContract, warehouseHandlers(database, refusals))
  mount(shippingContract, shippingHandlers(database, refusals))
  mount(aftersalesContract, aftersalesHandlers(database))
  mount(connectionsContract, connectionsHandlers({ database, reach, wake: jobs.wake }))
  mount(companyContract, companyHandlers(database))
  mount(
    systemContract,
    systemHandlers({
      database,
      version,
      openApiDocument: () => document,
      wait: ring.wait,
      stopping: () => stopping,
    }),
  )
  await mountDocs(server, document)
  await mountConsole(server, consoleFolder)

  return {
    server,
    stop: async () => {
      stopping = true
      ring.ring()
      // Who takes an answer slower than this is cut off: a stalled reader would keep the house open for ever.
      const patience = setTimeout(() => server.server.closeAllConnections(), stopMs)
      await server.close()
      clearTimeout(patience)
      await following.stop()
      await jobs.stop()
      await behind.close()
    },
  }
}

/** What people do with orders that is no step of the flow. */
function mountDesk(mount: Mount, database: Database, onError: OnError): void {
  mount(findContract, findHandlers(database))
  mount(viewsContract, viewsHandlers(database))
  mount(runsContract, runsHandlers(database))
  mount(exportsContract, exportsHandlers(database, onError))
  mount(commentsContract, commentsHandlers(database))
}

type Mount = Awaited<ReturnType<typeof createServer>>['mount']

/** What nobody needs any more, and sums that are kept in parts until now. */
const tidies = [
  (tx: Tx) => forgetDelivered(tx, 30),
  (tx: Tx) => forgetAnswers(tx, 30),
  (tx: Tx) => forgetLists(tx, 90),
  (tx: Tx) => forgetRuns(tx, 90),
  foldTallies,
]

const stopMs = 5_000

type Behind = {
  database: Database
  behind: Database
  reach: Parameters<typeof webhookJobs>[0]['reach']
  committed: () => void
}

function jobKinds({ database, behind, reach, committed }: Behind) {
  return {
    ...webhookJobs({ database, reach }),
    ...stockJobs(database),
    ...intakeJobs(database),
    ...runsJobs(behind, committed),
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
