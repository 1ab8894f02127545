import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from './house.ts'
import { witness } from './witness.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
})
afterAll(async () => await house.close())

type Told = { code: string; errors?: { pointer: string; code: string }[]; requestId: string }
type Refused = { status: number; code: string; at?: string; why?: string }

const json = { 'content-type': 'application/json' }
let keys = 0
const freshKey = () => `key-${++keys}`

function post(body: string, headers: Record<string, string> = {}, path = '/api/orders') {
  const all = { ...json, 'idempotency-key': freshKey(), ...headers }
  return house.ask(path, { method: 'POST', body, headers: all })
}

/** Expects the refusal, as a problem that names code and place, and that nothing whatever changed. */
async function refused(ask: () => Promise<Response>, { status, code, at, why }: Refused) {
  const before = await witness(house.database)
  const answer = await ask()
  const told = (await answer.json()) as Told
  expect({ status: answer.status, ...told }).toMatchObject({ status, code })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(told.requestId).toMatch(/^req_/)
  if (at !== undefined)
    expect(told.errors).toContainEqual(
      expect.objectContaining({ pointer: at, ...(why && { code: why }) }),
    )
  expect(JSON.stringify(told)).not.toMatch(/node_modules|\.ts\b|select |insert |postgres/i)
  expect(await witness(house.database)).toEqual(before)
  expect(house.errors.splice(0)).toEqual([])
}

describe('an order is refused with a code and a place, and nothing changes:', () => {
  type Bad = { is: string; body: object } & Refused
  const small = smallOrder()
  const line = { sku: 'TEA', quantity: 1 }
  const to = small.shipTo
  const invalid = { status: 422, code: 'invalid' }
  const bad: Bad[] = [
    {
      is: 'unknown sku',
      body: { lines: [line, { ...line, sku: 'NONE' }] },
      status: 422,
      code: 'unknown_sku',
      at: '/lines/1/sku',
    },
    {
      is: 'more than there is',
      body: { lines: [{ ...line, quantity: 151 }] },
      status: 409,
      code: 'out_of_stock',
      at: '/lines/0/quantity',
    },
    {
      is: 'quantity zero',
      body: { lines: [{ ...line, quantity: 0 }] },
      ...invalid,
      at: '/lines/0/quantity',
    },
    {
      is: 'negative quantity',
      body: { lines: [{ ...line, quantity: -1 }] },
      ...invalid,
      at: '/lines/0/quantity',
    },
    {
      is: 'half a piece',
      body: { lines: [{ ...line, quantity: 0.5 }] },
      ...invalid,
      at: '/lines/0/quantity',
    },
    {
      is: 'a quantity in words',
      body: { lines: [{ ...line, quantity: '1' }] },
      ...invalid,
      at: '/lines/0/quantity',
    },
    {
      is: 'a price beyond what is counted',
      body: { lines: [{ ...line, price: 1_000_000_000_001 }] },
      ...invalid,
      at: '/lines/0/price',
    },
    {
      is: 'prices that overflow together',
      body: { lines: [{ ...line, quantity: 2, price: 1_000_000_000_000 }] },
      status: 422,
      code: 'amount_too_large',
    },
    {
      is: 'a discount larger than the goods',
      body: { lines: [{ ...line, discount: 501 }] },
      status: 422,
      code: 'discount_too_large',
    },
    {
      is: 'a currency without prices',
      body: { currency: 'JPY' },
      status: 422,
      code: 'no_price',
      at: '/lines/0/price',
    },
    {
      is: 'no currency at all',
      body: { currency: 'XQZ' },
      ...invalid,
      at: '/currency',
      why: 'currency',
    },
    {
      is: 'no country at all',
      body: { shipTo: { ...to, country: 'QQ' } },
      ...invalid,
      at: '/shipTo/country',
      why: 'country',
    },
    {
      is: 'a country in small letters',
      body: { shipTo: { ...to, country: 'gb' } },
      ...invalid,
      at: '/shipTo/country',
    },
    {
      is: 'a NUL in a name',
      body: { customer: { name: 'A\0B' } },
      ...invalid,
      at: '/customer/name',
      why: 'characters',
    },
    {
      is: 'a NUL in a phone number',
      body: { shipTo: { ...to, phone: '1\x002' } },
      ...invalid,
      at: '/shipTo/phone',
    },
    {
      is: 'half a character',
      body: { customer: { name: 'A\ud800' } },
      ...invalid,
      at: '/customer/name',
      why: 'characters',
    },
    {
      is: 'a name of a million letters',
      body: { customer: { name: 'a'.repeat(1_000_000) } },
      ...invalid,
      at: '/customer/name',
    },
    {
      is: 'a name of combining marks',
      body: { customer: { name: '\u0315\u0300'.repeat(200_000) } },
      ...invalid,
      at: '/customer/name',
    },
    {
      is: 'a name of blanks',
      body: { customer: { name: ' \t ' } },
      ...invalid,
      at: '/customer/name',
    },
    {
      is: 'a field nobody knows',
      body: { colour: 'red' },
      ...invalid,
      at: '/colour',
      why: 'unknown_field',
    },
    { is: 'no lines', body: { lines: [] }, ...invalid, at: '/lines' },
    { is: 'too many lines', body: { lines: Array(5_001).fill(line) }, ...invalid, at: '/lines' },
    {
      is: 'a date that is none',
      body: { promisedFor: '2026-02-30T00:00:00Z' },
      ...invalid,
      at: '/promisedFor',
    },
  ]
  test.each(bad)('$is', async ({ is: _, body, ...expected }) => {
    await refused(() => post(JSON.stringify({ ...small, ...body })), expected)
  })

  test('a number that JSON can write and nobody can count', async () => {
    for (const number of ['1e309', '9007199254740993', '1e-9'])
      await refused(
        () => post(JSON.stringify(small).replace('"quantity":1', `"quantity":${number}`)),
        {
          ...invalid,
          at: '/lines/0/quantity',
        },
      )
  })

  test('__proto__ is a field nobody knows, and no prototype changes', async () => {
    const body = JSON.stringify(small).replace('{', '{"__proto__":{"polluted":1},')
    await refused(() => post(body), { ...invalid, at: '/__proto__', why: 'unknown_field' })
    expect('polluted' in {}).toBe(false)
  })
})

describe('a request that cannot be read is refused, and nothing changes:', () => {
  const body = JSON.stringify(smallOrder())
  test('broken JSON', async () => {
    for (const broken of [body.slice(0, -1), '', '{', 'null,', "{'a':1}", '\ufeff{}', '[1,]'])
      await refused(() => post(broken), { status: 400, code: 'broken_json' })
  })

  test('the same name twice in one object, however it is written', async () => {
    const twice = ['{"channel":"web",', '{"ch\\u0061nnel":"x",'].map((start) =>
      body.replace('{', start),
    )
    for (const text of twice)
      await refused(() => post(text), { status: 400, code: 'duplicate_key' })
  })

  test('JSON that is no object', async () => {
    for (const text of ['[]', '"text"', '1', 'true'])
      await refused(() => post(text), { status: 422, code: 'invalid', at: '' })
  })

  test('JSON nested more than 64 deep, by arrays or by objects', async () => {
    const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    await refused(() => post(arrays(64)), { status: 422, code: 'invalid' })
    await refused(() => post(objects(64)), { status: 422, code: 'invalid' })
    for (const deep of [
      arrays(65),
      arrays(100_000),
      objects(65),
      body.replace('"web"', arrays(64)),
    ])
      await refused(() => post(deep), { status: 400, code: 'too_deep' })
  })

  test('a body that is too large, announced or not', async () => {
    const huge = JSON.stringify({ ...smallOrder(), note: 'x'.repeat(2 * 1024 * 1024) })
    await refused(() => post(huge), { status: 413, code: 'too_large' })
    await refused(() => post(huge, {}, '/api/orders/ord_01ARZ3NDEKTSV4RRFFQ69G5FAV/confirm'), {
      status: 413,
      code: 'too_large',
    })
  })

  test('another content type', async () => {
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'x',
      '',
    ])
      await refused(() => post(body, { 'content-type': type }), {
        status: 415,
        code: 'wrong_content_type',
      })
  })

  test('an Idempotency-Key that is missing, too long or not printable', async () => {
    const missing = () => house.ask('/api/orders', { method: 'POST', body, headers: json })
    await refused(missing, { status: 400, code: 'idempotency_key_missing' })
    await refused(() => post(body, { 'idempotency-key': '' }), {
      status: 400,
      code: 'idempotency_key_missing',
    })
    for (const key of ['a'.repeat(256), 'a b', 'ä'])
      await refused(() => post(body, { 'idempotency-key': key }), {
        status: 400,
        code: 'idempotency_key_invalid',
      })
  })

  test('an If-Match that is no version', async () => {
    for (const tag of ['seven', '"1", "2"', '-1', '"99999999999999999999"'])
      await refused(() => post(body, { 'if-match': tag }), { status: 400, code: 'bad_request' })
  })

  test('an address that is not there, and a method that an address does not take', async () => {
    await refused(() => house.ask('/api/nothing'), { status: 404, code: 'no_such_route' })
    await refused(() => house.ask('/api/orders', { method: 'PUT', body, headers: json }), {
      status: 405,
      code: 'method_not_allowed',
    })
    const answer = await house.ask('/api/orders', { method: 'DELETE' })
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST'])
  })
})
