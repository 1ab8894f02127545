// A wire between an application and PostgreSQL that a test can cut at the worst moment.
import { createConnection, createServer, type Socket } from 'node:net'
import { join } from 'node:path'

/**
 * Where the wire is cut: the COMMIT does not arrive; it arrives and the wire goes at once; it is done, and only the answer
 * is lost; the first statement after BEGIN does not arrive.
 */
export type Cut = 'before commit' | 'at commit' | 'after commit' | 'early'

type Wire = { client: Socket; upstream: Socket; answerLost: boolean }

/** Listens on a port of loopback and passes everything on to the server of `url`. */
export async function openProxy(url: string) {
  const target = new URL(url.replace(/^postgres(ql)?:\/\/([^@]*@)?\//, 'postgres://$2socket/'))
  const state = { armed: null as Cut | null, cuts: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const wire = { client, upstream: connectTo(target), answerLost: false }
    for (const socket of [client, wire.upstream]) {
      sockets.add(socket)
      socket.on('error', () => end(wire))
      socket.on('close', () => {
        sockets.delete(socket)
        end(wire)
      })
    }
    client.on('data', (bytes) => {
      const cut = cutAt(bytes, state.armed)
      if (cut === null) wire.upstream.write(bytes)
      else {
        state.armed = null
        state.cuts++
        cutWire(wire, cut, bytes)
      }
    })
    wire.upstream.on('data', (bytes) => {
      // The server may answer several statements at once: the one that counts names COMMIT.
      if (wire.answerLost && bytes.includes('COMMIT\0')) end(wire)
      else client.write(bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const through = new URL(target)
  through.hostname = '127.0.0.1'
  through.port = String(port)
  through.search = ''
  return {
    url: through.href,
    /** Cuts the next connection that comes to this point. */
    arm: (cut: Cut) => {
      state.armed = cut
    },
    cuts: () => state.cuts,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The armed cut, when these bytes from the application have come to its point. */
function cutAt(bytes: Buffer, armed: Cut | null): Cut | null {
  if (armed === null) return null
  return bytes.includes(armed === 'early' ? 'begin\0' : 'commit\0') ? armed : null
}

function cutWire(wire: Wire, cut: Cut, bytes: Buffer): void {
  if (cut === 'after commit') {
    wire.answerLost = true
    wire.upstream.write(bytes)
  } else if (cut === 'at commit') {
    // Half-closed, so that what was sent still arrives.
    wire.upstream.end(bytes)
    wire.client.destroy()
  } else end(wire)
}

function end({ client, upstream }: Wire): void {
  client.destroy()
  upstream.destroySoon()
}

function connectTo({ searchParams, hostname, port }: URL): Socket {
  const folder = searchParams.get('host')
  if (folder)
    return createConnection(join(folder, `.s.PGSQL.${searchParams.get('port') || port || 5432}`))
  return createConnection(Number(port || 5432), hostname)
}
