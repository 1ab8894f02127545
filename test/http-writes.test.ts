import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../src/base/platform/index.ts'
import { type House, openHouse, smallOrder, stockUp } from './house.ts'
import { witness } from './witness.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
})
afterAll(async () => await house.close())

let keys = 0
function post(path: string, body: object, headers: Record<string, string> = {}) {
  const json = { 'content-type': 'application/json', 'idempotency-key': `write-${++keys}` }
  const init = { method: 'POST', body: JSON.stringify(body), headers: { ...json, ...headers } }
  return house.ask(path, init)
}

/** Everything of an answer that its reader can see, but what is of the connection. */
async function seen(answer: Response) {
  const { status, headers } = answer
  return {
    status,
    etag: headers.get('etag'),
    type: headers.get('content-type'),
    text: await answer.text(),
  }
}

describe('the same Idempotency-Key', () => {
  test('answers byte for byte what it answered first, says so, and has one effect', async () => {
    const key = { 'idempotency-key': 'once' }
    const first = await post('/api/orders', smallOrder(), key)
    const before = await witness(house.database)
    const again = await post('/api/orders', smallOrder(), key)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(first.status).toBe(201)
    expect(await seen(again)).toEqual(await seen(first))
    expect(await witness(house.database)).toEqual(before)
  })

  test('answers twenty at once with one order', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () =>
        post('/api/orders', smallOrder(), { 'idempotency-key': 'twenty' }),
      ),
    )
    const texts = await Promise.all(all.map((answer) => answer.text()))
    expect(new Set(texts).size).toBe(1)
    expect(all.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1)
  })

  test('remembers a refusal too, also when it would not be refused any more', async () => {
    const { id } = await house.client.call('POST /api/orders', { body: smallOrder() })
    const key = { 'idempotency-key': 'refused' }
    const first = await post(`/api/orders/${id}/deliver`, {}, key)
    await post(`/api/orders/${id}/ship`, {})
    const again = await post(`/api/orders/${id}/deliver`, {}, key)
    expect(first.status).toBe(409)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await seen(again)).toEqual(await seen(first))
  })

  test('with another content, address of the thing or version is refused and changes nothing', async () => {
    const a = await house.client.call('POST /api/orders', { body: smallOrder() })
    const b = await house.client.call('POST /api/orders', { body: smallOrder() })
    const key = { 'idempotency-key': 'other' }
    await post(`/api/orders/${a.id}/hold`, { code: 'check' }, key)
    const before = await witness(house.database)
    const others = [
      post(`/api/orders/${a.id}/hold`, { code: 'fraud' }, key),
      post(`/api/orders/${b.id}/hold`, { code: 'check' }, key),
      post(`/api/orders/${a.id}/hold`, { code: 'check' }, { ...key, 'if-match': '"2"' }),
    ]
    for (const answer of await Promise.all(others))
      expect([answer.status, await answer.json()]).toEqual([
        422,
        expect.objectContaining({ code: 'idempotency_key_reused' }),
      ])
    expect(await witness(house.database)).toEqual(before)
  })

  test('of another caller or another route is another key', async () => {
    const body = { name: 'desk', role: 'desk' } as const
    const { secret } = await house.client.call('POST /api/keys', { body })
    const same = { key: 'shared', body: smallOrder() }
    const mine = await house.client.call('POST /api/orders', same)
    const theirs = await house.clientOf(secret).call('POST /api/orders', same)
    const elsewhere = await house.client.call('POST /api/orders/{id}/confirm', {
      params: { id: mine.id },
      key: 'shared',
    })
    expect(theirs.id).not.toBe(mine.id)
    expect(elsewhere.status).toBe('confirmed')
  })
})

describe('a version', () => {
  test('travels as ETag and comes back as If-Match: who saw an older one is refused and told the newer', async () => {
    const placed = await house.client.send('POST /api/orders', { body: smallOrder() })
    const { id, version } = placed.body
    expect(placed.headers.get('etag')).toBe(`"${version}"`)
    expect((await house.ask(`/api/orders/${id}`)).headers.get('etag')).toBe(`"${version}"`)
    const asked = { params: { id }, ifMatch: version }
    const confirmed = await house.client.send('POST /api/orders/{id}/confirm', asked)
    expect(confirmed.headers.get('etag')).toBe(`"${version + 1}"`)
    const before = await witness(house.database)
    const late = house.client.call('POST /api/orders/{id}/hold', {
      ...asked,
      body: { code: 'late' },
    })
    await expect(late).rejects.toMatchObject({
      status: 412,
      code: 'version_mismatch',
      params: { version: version + 1 },
    })
    expect(await witness(house.database)).toEqual(before)
  })

  test('lets exactly one of many who saw the same one change it', async () => {
    const { id, version } = await house.client.call('POST /api/orders', { body: smallOrder() })
    const changes = Array.from({ length: 10 }, (_, index) =>
      house.client
        .call('POST /api/orders/{id}/hold', {
          params: { id },
          ifMatch: version,
          body: { code: `h${index}` },
        })
        .then(
          () => 200,
          (problem: { status: number }) => problem.status,
        ),
    )
    const statuses = await Promise.all(changes)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 412)).toHaveLength(9)
  })
})

test('pages show every order that was there exactly once while others are being placed', async () => {
  for (let index = 0; index < 30; index++)
    await house.client.call('POST /api/orders', { body: smallOrder('TEA') })
  const there = await house.rows<{ id: string }>(sql`select id from orders.orders`)
  let placing = true
  const placed = (async () => {
    while (placing)
      await house.client.call('POST /api/orders', { body: smallOrder('CUP') }).catch(() => {})
  })()
  const seen: string[] = []
  for await (const { id } of house.client.pages('GET /api/orders', { limit: 7 })) seen.push(id)
  placing = false
  await placed
  expect(new Set(seen).size).toBe(seen.length)
  expect(there.filter(({ id }) => !seen.includes(id))).toEqual([])
  expect([...seen].sort().reverse()).toEqual(seen)
})

describe('what never becomes a request', () => {
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(house.url)
      let told = ''
      const socket = connect(Number(port), hostname, () => socket.write(text))
      socket.on('data', (data) => {
        told += data
      })
      socket.on('close', () => resolve(told))
      socket.on('error', reject)
    })

  test.each([
    ['no HTTP', 'HELLO\r\n\r\n', 400, 'bad_request'],
    [
      'headers without end',
      `GET /livez HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}`,
      431,
      'headers_too_large',
    ],
    [
      'two lengths',
      'POST /api/orders HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      400,
      'bad_request',
    ],
    [
      'a header with a NUL',
      'GET /livez HTTP/1.1\r\nhost: x\r\nx: a\0b\r\n\r\n',
      400,
      'bad_request',
    ],
  ])('is answered as a problem: %s', async (_, text, status, code) => {
    const told = await raw(text)
    expect(told).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(told).toContain('content-type: application/problem+json')
    expect(JSON.parse(told.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code })
  })

  test('an address with bad escapes is a problem too', async () => {
    const answer = await house.ask('/api/orders/%zz')
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 400, code: 'bad_request' })
  })
})
