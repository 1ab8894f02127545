// What the tests of this module need: a database of their own, its followers and workers, the routes, a receiver.
import { migratedDatabase } from '../../../test/database.ts'
import { type Caller, commonRefusals, createServer, nobody } from '../../base/http/index.ts'
import { runJobs } from '../../base/jobs/index.ts'
import {
  append,
  type Database,
  type Follower,
  openDatabase,
  runFollowers,
} from '../../base/platform/index.ts'
import { plan } from '../../plan.ts'
import {
  type ConnectionsOptions,
  connectionsContract,
  connectionsHandlers,
  connectionsRefusals,
  webhookJobs,
  webhooksFollower,
} from './index.ts'
import { openReceiver } from './receiver.fixture.ts'

export type Scene = Awaited<ReturnType<typeof openScene>>

const manager: Caller = {
  ...{ ...nobody, id: 'usr_test', name: 'Test', kind: 'user', channels: null, locations: null },
  permissions: new Set(['webhooks:manage']),
  rate: null,
}

/** Opens the scene; `errors` collects what went wrong beside the answers. */
export async function openScene() {
  const fresh = await migratedDatabase()
  const database = openDatabase(fresh.url, { connectMs: 60_000 })
  const receiver = await openReceiver()
  const errors: unknown[] = []
  const onError = (...error: unknown[]) => errors.push(error)
  const running: { stop(): Promise<void> }[] = []

  const stop = async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()))
  }
  return {
    ...{ database, receiver, errors, stop },
    call: await openRoutes(database, { database, reach: { to: 'anywhere' } }),
    routes: (options: Omit<ConnectionsOptions, 'database'>, caller?: Caller) =>
      openRoutes(database, { database, ...options }, caller),
    follow: (follower: Follower = webhooksFollower(plan)) => {
      running.push(runFollowers(database, [follower], { restMs: 10, pollMs: 30, onError }))
    },
    work: (timeoutMs = 15_000) => {
      const jobs = webhookJobs({ database, reach: { to: 'anywhere' }, timeoutMs })
      running.push(runJobs(database, jobs, { pollMs: 30, onError }))
    },
    happen: (...facts: { stream: string; version: number; type?: string; data?: object }[]) =>
      database.begin(async (tx) =>
        append(
          tx,
          facts.map((fact) => ({ type: 'order.changed', data: {}, ...fact })),
          { by: 'usr_1', command: 'req_1', at: new Date() },
        ),
      ),
    close: async () => {
      await stop()
      await receiver.close()
      await database.close()
      await fresh.drop()
    },
  }
}

async function openRoutes(database: Database, options: ConnectionsOptions, caller = manager) {
  const { server, mount } = await createServer({
    database,
    refusals: { ...commonRefusals, ...connectionsRefusals },
    authenticate: async () => caller,
    committed: () => {},
    onError: (error) => console.error(error),
  })
  mount(connectionsContract, connectionsHandlers(options))
  return async (name: string, body?: object, headers: Record<string, string> = {}) => {
    const [method, url] = name.split(' ') as ['GET', string]
    const answer = await server.inject({ method, url, headers, ...(body && { payload: body }) })
    const json = answer.body === '' ? {} : JSON.parse(answer.body)
    return { status: answer.statusCode, json, code: json.code, headers: answer.headers }
  }
}
