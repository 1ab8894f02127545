import { publish } from './address.ts'
import { bringUp, type Plan, type Server } from './bringup.ts'
import { isServer } from './processes.ts'

const everyMs = 500
/** A server that dies more often than this is ill, and restarting it hides that. */
const mostRevivals = 3
const withinMs = 5 * 60_000

export type Watch = { server(): Server; end(): Promise<Server> }

/**
 * Looks after a server until told to end: one that died is started again at the same port and socket, so that
 * connection pools find it where it was. Log codes: `server_died`, `server_revived`, `server_lost`.
 */
export function watch(plan: Plan, first: Server): Watch {
  let server = first
  let work = Promise.resolve()
  let busy = false
  const revivals: number[] = []
  const timer = setInterval(() => {
    if (busy || isServer(plan.layout.pgdata, server.pid)) return
    busy = true
    work = revive().finally(() => {
      busy = false
    })
  }, everyMs)
  timer.unref()

  async function revive(): Promise<void> {
    plan.log('server_died', { pid: server.pid })
    const recent = revivals.filter((at) => Date.now() - at < withinMs)
    try {
      if (recent.length >= mostRevivals) throw new Error('it died too often')
      revivals.push(Date.now())
      ;({ server } = await bringUp({ ...plan, ports: [server.port] }))
      publish(plan.layout.connFile, server)
      plan.log('server_revived', { pid: server.pid })
    } catch (error) {
      clearInterval(timer)
      plan.log('server_lost', { reason: error instanceof Error ? error.message : String(error) })
    }
  }

  return {
    server: () => server,
    async end() {
      clearInterval(timer)
      await work
      return server
    },
  }
}
