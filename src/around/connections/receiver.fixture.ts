// A receiver for the tests: keeps what it was sent and answers as the test says.
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { headers: Record<string, string>; body: string; json: ReceivedBody }
type ReceivedBody = { type: string; data: { stream: string; version: number } }
export type React = (
  received: Received,
  response: http.ServerResponse,
  request: http.IncomingMessage,
) => void

/** Opens a receiver on this machine; `react` may be replaced while it runs. */
export async function openReceiver(host = '127.0.0.1', port = 0) {
  const accept: React = (_, response) => response.end('ok')
  const receiver = { received: [] as Received[], react: accept, accept }
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      return
    }
    const body = Buffer.concat(chunks).toString()
    const headers = request.headers as Record<string, string>
    const received = { headers, body, json: body === '' ? {} : JSON.parse(body) } as Received
    receiver.received.push(received)
    receiver.react(received, response, request)
  })
  await new Promise<void>((resume) => server.listen(port, host, resume))
  const { port: bound } = server.address() as AddressInfo
  return Object.assign(receiver, {
    port: bound,
    url: `http://${host}:${bound}/hook`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resume) => server.close(resume))
    },
  })
}
