import { readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { serverEvents } from './events.ts'
import { type Client, createClient, Problem } from './index.ts'
import { pauseAfter } from './transport.ts'

type Sent = { url: string; init: RequestInit; headers: Record<string, string> }

/** A server of prepared answers; `sent` is what reached it. */
function prepared(...answers: (Response | Error)[]) {
  const sent: Sent[] = []
  const fetch = (async (url: string, init: RequestInit) => {
    sent.push({ url, init, headers: init.headers as Record<string, string> })
    const answer = answers.shift()
    if (!answer) throw new Error('asked more often than prepared')
    if (answer instanceof Error) throw answer
    return answer
  }) as typeof globalThis.fetch
  return { sent, client: createClient({ baseUrl: 'http://test/', key: 'secret', fetch }) }
}

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
const problem = (status: number, code: string, headers = {}) =>
  json({ title: 'No', status, code, requestId: 'req_1' }, status, headers)
const id = 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'

describe('a request', () => {
  test('fills the path, repeats array values in the query and leaves out what is undefined', async () => {
    const { client, sent } = prepared(json({ items: [] }), json({ items: [] }))
    await client.call('GET /api/stock', { query: { sku: ['A/1', 'B&2'] } })
    await client.call('GET /api/orders/{id}/events', { params: { id: 'ä/ö' } })
    expect(sent.map(({ url }) => url)).toEqual([
      'http://test/api/stock?sku=A%2F1&sku=B%262',
      'http://test/api/orders/%C3%A4%2F%C3%B6/events',
    ])
    expect(sent[0]?.headers).toEqual({ authorization: 'Bearer secret' })
  })

  test('that writes carries a fresh Idempotency-Key, the given one, and the version as If-Match', async () => {
    const { client, sent } = prepared(json({}), json({}), json({}))
    const params = { id }
    await client.call('POST /api/orders/{id}/confirm', { params })
    await client.call('POST /api/orders/{id}/confirm', { params })
    await client.call('POST /api/orders/{id}/confirm', {
      params,
      key: 'mine',
      ifMatch: 7,
      body: {},
    })
    const keys = sent.map(({ headers }) => headers['idempotency-key'])
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys[1]).not.toBe(keys[0])
    expect(sent[2]?.headers).toMatchObject({ 'idempotency-key': 'mine', 'if-match': '"7"' })
    expect(sent.map(({ init }) => init.body)).toEqual([undefined, undefined, '{}'])
  })

  test('by cookie carries the session’s token with changes only, read when it is sent', async () => {
    const sent: Sent['headers'][] = []
    const fetch = (async (_: string, init: RequestInit) => {
      sent.push(init.headers as Record<string, string>)
      return json({})
    }) as typeof globalThis.fetch
    let token: string | undefined
    const client = createClient({ baseUrl: '', fetch, csrfToken: () => token })
    await client.call('POST /api/session', { body: { email: 'a@b', password: 'c' } })
    token = 'csrf'
    await client.call('GET /api/session')
    await client.call('DELETE /api/session')
    expect(sent.map((headers) => headers['x-csrf-token'])).toEqual([undefined, undefined, 'csrf'])
  })

  test('takes and answers what the contract says', () => {
    const use = (client: Client) => {
      expectTypeOf(client.call('GET /api/orders/{id}', { params: { id } })).resolves.toHaveProperty(
        'fulfilment',
      )
      expectTypeOf(client.call('DELETE /api/session')).resolves.toEqualTypeOf<undefined>()
      expectTypeOf(client.call('GET /metrics')).resolves.toEqualTypeOf<string>()
      // @ts-expect-error an order's id is missing
      client.call('GET /api/orders/{id}')
      // @ts-expect-error there is no such route
      client.call('GET /api/nothing')
      // @ts-expect-error an order needs lines
      client.call('POST /api/orders', { body: { channel: 'web' } })
      // @ts-expect-error one session is no list with pages
      client.pages('GET /api/session')
    }
    expect(use).toBeTypeOf('function')
  })
})

describe('a try that came to nothing', () => {
  test.each([
    ['no answer', () => new TypeError('fetch failed')],
    ['429', () => problem(429, 'too_many_requests')],
    ['503', () => problem(503, 'outcome_unknown')],
    ['a proxy’s 502', () => new Response('<html>', { status: 502 })],
    ['a key that is being worked on', () => problem(409, 'request_in_progress')],
  ])('is repeated with the same key: %s', async (_, failure) => {
    const { client, sent } = prepared(
      failure(),
      failure(),
      json({ id }, 200, { 'idempotent-replayed': 'true' }),
    )
    const reply = await client.send('POST /api/orders/{id}/confirm', { params: { id } })
    expect(reply).toMatchObject({ status: 200, body: { id }, replayed: true })
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    expect(sent).toHaveLength(3)
  })

  test('is thrown after the last repetition, as a Problem that says what is known', async () => {
    const { client, sent } = prepared(new TypeError('fetch failed'), new TypeError('fetch failed'))
    const asked = client.call('GET /livez', { retries: 1 })
    await expect(asked).rejects.toMatchObject({ status: 0, code: 'unreachable', errors: [] })
    expect(sent).toHaveLength(2)
  })

  test('waits as long as the server asks, else longer each time, half of it by chance', () => {
    const none = { status: 0, code: 'unreachable', retryAfter: null }
    expect([0, 1, 2, 9].map((tries) => pauseAfter(none, tries, () => 0))).toEqual([
      100, 200, 400, 4_000,
    ])
    expect(pauseAfter(none, 0, () => 1)).toBe(200)
    expect(pauseAfter({ ...none, status: 429, retryAfter: 3 }, 0, () => 0)).toBe(3_000)
    expect(pauseAfter({ ...none, status: 429, retryAfter: 31 }, 0)).toBeNull()
    expect(pauseAfter({ status: 409, code: 'out_of_stock', retryAfter: 1 }, 0)).toBeNull()
    expect(pauseAfter({ status: 500, code: 'internal', retryAfter: null }, 0)).toBeNull()
  })

  test('ends at once with the signal’s reason, also while it waits', async () => {
    const { client, sent } = prepared(problem(503, 'unavailable', { 'retry-after': '20' }))
    const ending = new AbortController()
    const asked = client.call('GET /livez', { signal: ending.signal })
    while (sent.length === 0) await new Promise(setImmediate)
    ending.abort(new Error('enough'))
    await expect(asked).rejects.toThrow('enough')
    await expect(client.call('GET /livez', { signal: ending.signal })).rejects.toThrow('enough')
    expect(sent).toHaveLength(1)
  })
})

test('a refusal is thrown at once with its code, numbers, places and request', async () => {
  const errors = [{ pointer: '/lines/0/quantity', code: 'out_of_stock' }]
  const body = {
    title: 'There is not enough stock',
    code: 'out_of_stock',
    params: { available: 3 },
    errors,
    requestId: 'req_9',
  }
  const { client, sent } = prepared(json(body, 409, { 'retry-after': '1' }))
  const asked = client.call('POST /api/orders/{id}/allocate', { params: { id } })
  const refusal = await asked.catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Problem)
  expect(refusal).toMatchObject({
    status: 409,
    code: 'out_of_stock',
    params: { available: 3 },
    errors,
    requestId: 'req_9',
    retryAfter: 1,
  })
  expect(sent).toHaveLength(1)
})

test('pages hand out every item of every page and stop after the last', async () => {
  const { client, sent } = prepared(
    json({ items: [{ id: 'a' }, { id: 'b' }], next: 'n1' }),
    json({ items: [], next: 'n2' }),
    json({ items: [{ id: 'c' }], next: null }),
  )
  const ids: string[] = []
  for await (const order of client.pages('GET /api/orders', { status: 'confirmed' }))
    ids.push(order.id)
  expect(ids).toEqual(['a', 'b', 'c'])
  expect(sent.map(({ url }) => url.split('?')[1])).toEqual([
    'status=confirmed',
    'status=confirmed&cursor=n1',
    'status=confirmed&cursor=n2',
  ])
})

describe('the stream', () => {
  const events = (text: string) =>
    new Response(text, { headers: { 'content-type': 'text/event-stream' } })

  test('goes on behind the last id it heard, with or without a fact', async () => {
    const { client, sent } = prepared(
      events('retry: 1000\nid: 1-0\nevent: cursor\ndata:\n\n'),
      problem(503, 'unavailable'),
      events(
        'id: 1-1\nevent: cursor\ndata:\n\nid: 2-1\nevent: fact\ndata: {"type":"a"}\n\nid: 3-1\nevent: fact\ndata: {"ty',
      ),
      events('id: 3-1\nevent: fact\ndata: {"type":"b"}\n\n'),
    )
    const types: string[] = []
    for await (const fact of client.stream({ topics: ['order.*', 'x'] })) {
      types.push(fact.type)
      if (types.length === 2) break
    }
    expect(types).toEqual(['a', 'b'])
    expect(sent.map(({ headers }) => headers['last-event-id'])).toEqual([
      undefined,
      '1-0',
      '1-0',
      '2-1',
    ])
    expect(sent[0]?.url).toBe('http://test/api/stream?topics=order.*%2Cx')
  })

  test('throws what the server refuses for good and ends when its signal aborts', async () => {
    const refused = prepared(problem(403, 'not_allowed'))
    await expect(refused.client.stream().next()).rejects.toMatchObject({ code: 'not_allowed' })
    const ended = await prepared().client.stream({ signal: AbortSignal.abort() }).next()
    expect(ended.done).toBe(true)
  })

  test('is read alike however the bytes are cut', async () => {
    const bytes = new TextEncoder().encode(
      '\uFEFF: hello\n\nid: 5-1\ndata: 茶\ndata: two\n\nid: 5-2\r\ndata:\r\n\r\n: 5-3\r\n',
    )
    for (let size = 1; size <= bytes.length; size++) {
      const cut = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size)
            controller.enqueue(bytes.slice(at, at + size))
          controller.close()
        },
      })
      const read = []
      for await (const event of serverEvents(cut)) read.push(event)
      expect(read).toEqual([
        { id: '5-1', data: '茶\ntwo' },
        { id: '5-2', data: '' },
      ])
    }
  })
})

test('the client loads itself and the parser of events: browsers get no server code and no other library', () => {
  for (const file of ['index.ts', 'transport.ts', 'events.ts']) {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8')
    const loaded = [...text.matchAll(/^(import|export) (?!type )[^;]*? from '([^']+)'/gms)].map(
      (match) => match[2],
    )
    expect(loaded.length > 0).toBe(file !== 'transport.ts')
    for (const name of loaded) expect(name).toMatch(/^(\.\/\w+\.ts|eventsource-parser)$/)
  }
})
