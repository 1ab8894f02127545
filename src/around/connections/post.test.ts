import net from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { type Address, findDestination } from './destination.ts'
import { post, secondsOf } from './post.ts'
import { openReceiver } from './receiver.fixture.ts'
import { judge } from './send.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close()
})
const receiver = async (...where: Parameters<typeof openReceiver>) => {
  const opened = await openReceiver(...where)
  open.push(opened)
  return opened
}
const here: Address[] = [{ address: '127.0.0.1', family: 4 }]
const patience = () => AbortSignal.timeout(30_000)
const send = (url: string, signal = patience()) =>
  post({ url: new URL(url), addresses: here }, {}, '{}', signal)

/** A server below HTTP, for answers that are none. */
async function socketServer(react: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => react(socket))
  })
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume))
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resume) => server.close(resume))
  }
  open.push({ close })
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/`
}

test('a name that leads elsewhere by the time of the call is called where it was checked', async () => {
  const good = await receiver('127.0.0.1')
  const inner = await receiver('127.0.0.2', good.port)
  const answers: Address[][] = [here, [{ address: '127.0.0.2', family: 4 }]]
  const resolve = vi.fn(
    async () => answers.shift() ?? [{ address: '127.0.0.2', family: 4 as const }],
  )
  const url = `http://rebinding.example:${good.port}/hook`
  const found = await findDestination(url, { reach: { to: 'anywhere' }, resolve })
  if ('refused' in found) throw new Error(found.refused)
  expect(await post(found, {}, '{}', patience())).toMatchObject({ status: 200, excerpt: 'ok' })
  expect(resolve).toHaveBeenCalledOnce()
  expect(good.received).toMatchObject([{ headers: { host: `rebinding.example:${good.port}` } }])
  expect(inner.received).toEqual([])
})

test('a name that was public when it was stored is checked again at every call', async () => {
  const answers: Address[][] = [[{ address: '93.184.216.34', family: 4 }], here]
  const options = { reach: { to: 'public' as const }, resolve: async () => answers.shift() ?? here }
  expect(await findDestination('https://rebinding.example/', options)).toHaveProperty('addresses')
  expect(await findDestination('https://rebinding.example/', options)).toMatchObject({
    refused: 'address_not_public',
  })
})

test('a redirect is not followed', async () => {
  const inner = await receiver()
  const outer = await receiver()
  outer.react = (_, response) => response.writeHead(307, { location: inner.url }).end()
  const answered = await send(outer.url)
  expect(answered.status).toBe(307)
  expect(inner.received).toEqual([])
  expect(judge(answered, { milliseconds: 1, endpoint: 'whk' })).toMatchObject({
    error: 'status 307',
  })
})

test('an endless answer is read no further than 64 kB and shown no further than 1 kB', async () => {
  const endless = await receiver()
  endless.react = (_, response) => {
    const more = () => {
      while (response.write('x\0你'.repeat(1000)));
      response.once('drain', more)
    }
    more()
  }
  const { status, excerpt } = await send(endless.url)
  expect(status).toBe(200)
  expect(Buffer.byteLength(excerpt)).toBeGreaterThan(800)
  expect(Buffer.byteLength(excerpt)).toBeLessThanOrEqual(1024)
  expect(excerpt).toMatch(/^(x你)+x?$/)
})

test('a status stands though the body after it breaks off', async () => {
  const url = await socketServer((socket) => {
    socket.write('HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\n\r\nhalf')
    setTimeout(() => socket.resetAndDestroy(), 20)
  })
  expect(await send(url)).toMatchObject({ status: 202 })
})

test.each([
  ['garbage', (socket: net.Socket) => socket.end('no http at all\r\n\r\n'), /HPE_/],
  ['a closed connection', (socket: net.Socket) => socket.end(), /ECONNRESET/],
  ['a reset', (socket: net.Socket) => socket.resetAndDestroy(), /ECONNRESET/],
  [
    'too many headers',
    (socket: net.Socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}`),
    /HPE_HEADER_OVERFLOW/,
  ],
])('%s is an error and no status', async (_, react, code) => {
  const url = await socketServer((socket) => react(socket))
  await expect(send(url)).rejects.toMatchObject({ code: expect.stringMatching(code) })
})

test('a receiver that says nothing is left when the time is over', async () => {
  const url = await socketServer(() => {})
  await expect(send(url, AbortSignal.timeout(100))).rejects.toThrow(/abort/i)
})

test('a refused connection is an error', async () => {
  const closed = await openReceiver()
  await closed.close()
  await expect(send(closed.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('Retry-After is read as seconds or as a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  expect(secondsOf('120', now)).toBe(120)
  expect(secondsOf('Thu, 01 Jan 2026 00:01:00 GMT', now)).toBe(60)
  expect(secondsOf('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0)
  expect(secondsOf('soon', now)).toBeUndefined()
  expect(secondsOf(null, now)).toBeUndefined()
})

const meaning = (status: number, retryAfter: string | null = null) =>
  judge({ status, retryAfter, excerpt: '' }, { milliseconds: 1, endpoint: 'whk_1' }, 0)

test('the statuses mean what Standard Webhooks says', () => {
  for (const status of [200, 201, 204, 299]) expect(meaning(status)).toMatchObject({ done: true })
  for (const status of [301, 400, 404, 500, 599])
    expect(meaning(status)).toMatchObject({ error: `status ${status}` })
  expect(meaning(410)).toMatchObject({ dead: 'status 410', note: { gone: 'whk_1' } })
  expect(meaning(503, '30')).toMatchObject({ error: 'status 503', retryAfterSeconds: 30 })
  expect(meaning(429, '30')).toMatchObject({ retryAfterSeconds: 30 })
  expect(meaning(500, '30')).not.toHaveProperty('retryAfterSeconds')
})
