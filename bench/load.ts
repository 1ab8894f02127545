// A load generator that costs little: the database and the server share the two cores with it. Requests are made ahead as
// bytes and sent over plain keep-alive sockets, one at a time per connection; answers are only cut out of the stream.
import { connect, type Socket } from 'node:net'

export type Reply = { status: number; body: Buffer; ms: number }

/** Sends one request and waits for its answer. Refuses chunked answers: our API sends lengths. */
export function connection(port: number): Promise<{
  send(request: Buffer): Promise<Reply>
  close(): void
}> {
  return new Promise((opened, failed) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let waiting: {
      resolve: (reply: Reply) => void
      reject: (error: Error) => void
      at: number
    } | null
    let received: Buffer = Buffer.alloc(0)
    waiting = null
    const fail = (error: Error) => {
      failed(error)
      waiting?.reject(error)
    }
    socket.once('error', fail)
    socket.once('close', () => fail(new Error('the server closed the connection')))
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const reply = cut(received)
      if (!reply || !waiting) return
      received = received.subarray(reply.length)
      const { resolve, at } = waiting
      waiting = null
      resolve({ status: reply.status, body: reply.body, ms: performance.now() - at })
    })
    socket.once('connect', () =>
      opened({
        send: (request) =>
          new Promise((resolve, reject) => {
            waiting = { resolve, reject, at: performance.now() }
            socket.write(request)
          }),
        close: () => socket.destroy(),
      }),
    )
  })
}

function cut(bytes: Buffer): { status: number; body: Buffer; length: number } | null {
  const head = bytes.indexOf('\r\n\r\n')
  if (head === -1) return null
  const text = bytes.toString('latin1', 0, head)
  const match = /content-length: (\d+)/i.exec(text)
  const size = match ? Number(match[1]) : 0
  const length = head + 4 + size
  if (bytes.length < length) return null
  return { status: Number(text.slice(9, 12)), body: bytes.subarray(head + 4, length), length }
}

export function request(
  method: string,
  path: string,
  key: string,
  { body, idempotencyKey }: { body?: unknown; idempotencyKey?: string } = {},
): Buffer {
  const content = body === undefined ? '' : JSON.stringify(body)
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\n${
      idempotencyKey === undefined ? '' : `idempotency-key: ${idempotencyKey}\r\n`
    }${
      content === ''
        ? ''
        : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(content)}\r\n`
    }\r\n${content}`,
  )
}

export type Run = { seconds: number; times: number[]; byStatus: Record<number, number> }

/** Keeps `connections` busy until `count` requests were answered. `make` gives the n-th request. */
export async function drive(
  port: number,
  { connections, count, make }: { connections: number; count: number; make: (n: number) => Buffer },
): Promise<Run> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => connection(port)))
  const times: number[] = []
  const byStatus: Record<number, number> = {}
  let next = 0
  const started = performance.now()
  await Promise.all(
    sockets.map(async (socket) => {
      while (next < count) {
        const { status, ms } = await socket.send(make(next++))
        times.push(ms)
        byStatus[status] = (byStatus[status] ?? 0) + 1
      }
      socket.close()
    }),
  )
  return { seconds: (performance.now() - started) / 1000, times, byStatus }
}

export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
