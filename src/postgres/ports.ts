import { createServer } from 'node:net'

/** Tried first, so that a port is easy to remember; away from 5432, where a server of the host may live. */
const usualPort = 54329

/** The first free port of `wanted`, then the usual one, then any. On loopback only. */
export async function freePort(wanted: (number | undefined)[]): Promise<number> {
  for (const port of [...wanted, usualPort])
    if (port && (await tryListen(port)) !== undefined) return port
  const any = await tryListen(0)
  if (any === undefined) throw new Error('no free port on 127.0.0.1')
  return any
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : undefined))
    })
  })
}
