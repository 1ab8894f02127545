// How people are reached is told in part, and whole to who asks for it and may, which is kept.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Route } from '../src/base/http/index.ts'
import { sql } from '../src/base/platform/index.ts'
import { type RoleName, roleNames } from '../src/ground/identity/index.ts'
import { contract } from '../src/plan.ts'
import { type House, openHouse, smallOrder, stockUp } from './house.ts'

type Told = { status: number; json: Record<string, never>; text: string }
type Ask = (
  route: string,
  given?: { body?: object; headers?: Record<string, string> },
) => Promise<Told>

let house: House
const people = {} as Record<RoleName, Ask>
const things = { order: '', customer: '' }
const phone = '+442079460958'
const email = 'ada@lovelace.test'
const street = '12 St James’s Square'
const secrets = [phone, '7946', email, street]

const order = () => {
  const { customer, shipTo, ...rest } = smallOrder()
  return { ...rest, customer: { ...customer, email, phone }, shipTo: { ...shipTo, phone } }
}

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  const made = await house.client.call('POST /api/customers', {
    body: { name: 'Ada Lovelace', email, phone, addresses: [order().shipTo] },
  })
  things.customer = made.id
  things.order = (await house.client.call('POST /api/orders', { body: order() })).id
  for (const role of roleNames) people[role] = await person(role)
  // The words that an order is found by follow the log.
  const found = async () =>
    (await house.client.call('GET /api/orders', { query: { q: '0958' } })).items
  await vi.waitFor(async () => expect(await found()).toHaveLength(1), { timeout: 150_000 })
})
afterAll(async () => await house.close())

/** Somebody of a role in a browser. */
async function person(role: RoleName): Promise<Ask> {
  const password = `a long secret of ${role}`
  const body = { email: `${role}@house.test`, name: role, role, password }
  await house.client.call('POST /api/users', { body })
  const signedIn = await fetch(`${house.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: body.email, password }),
  })
  const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] as string
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string }
  let asked = 0
  return async (route, given = {}) => {
    const [method = '', path = ''] = route.split(' ')
    const answer = await fetch(house.url + path, {
      method,
      headers: {
        ...{ cookie, origin: house.url, 'x-csrf-token': csrfToken },
        'idempotency-key': `${role}-${++asked}`,
        ...(given.body && { 'content-type': 'application/json' }),
        ...given.headers,
      },
      ...(given.body && { body: JSON.stringify(given.body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, json: isJson ? JSON.parse(text) : {}, text }
  }
}

const reads = () => [
  'GET /api/orders',
  `GET /api/orders/${things.order}`,
  `GET /api/orders/${things.order}?asOf=1`,
  `GET /api/orders/${things.order}/events`,
  'GET /api/orders?q=0958',
  'GET /api/events?limit=1000',
  'GET /api/customers',
  'GET /api/customers?q=0958',
  `GET /api/customers/${things.customer}`,
]

describe.each(roleNames)('a person of the role %s', (role) => {
  test('finds nobody’s telephone, e-mail or street whole in anything that is read', async () => {
    for (const route of reads()) {
      const { status, text } = await people[role](route)
      if (status === 403) continue
      expect([route, status]).toEqual([route, 200])
      for (const secret of secrets) expect(text, route).not.toContain(secret)
      expect(text, route).toMatch(/\*{4}0958/)
    }
  })
})

test('what a command answers is in part too, and so is the answer of one that is repeated', async () => {
  const headers = { 'idempotency-key': 'held-once' }
  for (const _ of ['first', 'again']) {
    const held = await people.desk(`POST /api/orders/${things.order}/hold`, {
      body: { code: 'check' },
      headers,
    })
    expect(held.status).toBe(200)
    expect(held.json).toMatchObject({
      customer: { name: 'Ada Lovelace', email: 'a***@lovelace.test', phone: '+4420****0958' },
      shipTo: { city: 'London', street: 'St***', phone: '+4420****0958' },
    })
  }
})

test('the stream tells in part what it tells', async () => {
  const { next } = await house.client.call('GET /api/events', { query: { limit: 1_000 } })
  await house.client.call('POST /api/orders', { body: order() })
  const heard = async (key: string) => {
    const ending = new AbortController()
    const answer = await house.ask('/api/stream?topics=order.placed', {
      key,
      headers: { 'last-event-id': next },
      signal: ending.signal,
    })
    let text = ''
    for await (const bytes of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(bytes)
      if (text.includes('order.placed')) break
    }
    ending.abort()
    return text
  }
  const keyOf = async (role: RoleName) =>
    (await house.client.call('POST /api/keys', { body: { name: role, role } })).secret
  const viewer = await heard(await keyOf('viewer'))
  expect(viewer).toContain('****0958')
  for (const secret of secrets) expect(viewer).not.toContain(secret)
  // A machine that was given the right reads what it works with.
  expect(await heard(await keyOf('desk'))).toContain(phone)
})

test('who may reveal gets it whole, and it is kept who asked for what', async () => {
  const shown = await people.desk(`POST /api/customers/${things.customer}/reveal`)
  expect(shown.json).toEqual({ email, phone, addresses: [expect.objectContaining({ street })] })
  const contact = await people.courier(`POST /api/orders/${things.order}/reveal`)
  expect(contact.json).toMatchObject({ customer: { email, phone }, shipTo: { street, phone } })
  const { items } = await house.client.call('GET /api/reveals', { query: { of: things.order } })
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ order: things.order, customer: null })
  const rows = await house.rows<{ name: string; data: object; command: string }>(sql`
    select name, data, command from platform.facts join identity.users on users.id = by
    where type = 'contact.revealed' order by position`)
  expect(rows).toEqual([
    { name: 'desk', data: { customer: things.customer }, command: expect.stringMatching(/^req_/) },
    { name: 'courier', data: { order: things.order }, command: items[0]?.command },
  ])
})

test('who may not reveal is refused, and so is a courier who asks for a customer', async () => {
  const before = await house.client.call('GET /api/reveals')
  for (const role of ['viewer', 'finance'] as const)
    expect((await people[role](`POST /api/orders/${things.order}/reveal`)).status).toBe(403)
  const answer = await people.courier(`POST /api/customers/${things.customer}/reveal`)
  expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } })
  expect(await house.client.call('GET /api/reveals')).toEqual(before)
})

test('what is shown in part cannot be put in the place of what it hides', async () => {
  const path = `/api/orders/${things.order}`
  const { json } = await people.desk(`GET ${path}`)
  const { shipTo, customer } = json as unknown as ReturnType<typeof order>
  const attempts: [string, object, string][] = [
    [`POST ${path}/change`, { shipTo: { ...shipTo, city: 'Leeds' } }, '/shipTo/street'],
    [`POST ${path}/change`, { customer: { phone: customer.phone } }, '/customer/phone'],
    [`PATCH /api/customers/${things.customer}`, { email: 'a***@lovelace.test' }, '/email'],
    ['POST /api/orders', { ...order(), customer }, '/customer/email'],
  ]
  for (const [route, body, pointer] of attempts)
    expect(await people.desk(route, { body })).toMatchObject({
      status: 422,
      json: { code: 'shown_in_part', errors: [{ pointer }] },
    })
  const whole = await house.client.call('GET /api/orders/{id}', { params: { id: things.order } })
  expect(whole).toMatchObject({ customer: { phone, email }, shipTo: { street, city: 'London' } })
})

test('a key that makes an order passes on a number that a marketplace has hidden', async () => {
  const body = { name: 'shop', permissions: ['orders:place'] }
  const { secret } = await house.client.call('POST /api/keys', { body: body as never })
  const shipTo = { ...order().shipTo, phone: '138****5678' }
  const placed = await house
    .clientOf(secret)
    .call('POST /api/orders', { body: { ...order(), shipTo } })
  expect(placed.shipTo.phone).toBe('****78')
  const kept = await house.client.call('GET /api/orders/{id}', { params: { id: placed.id } })
  expect(kept.shipTo.phone).toBe('138****5678')
})

test('a file is in part for who may not reveal; for who may it is whole, and that is kept', async () => {
  const path = 'GET /api/orders/export?columns=number,customer,email,phone,street'
  const inPart = await people.viewer(path)
  expect(inPart.text).toContain("a***@lovelace.test,'+4420****0958,St***")
  for (const secret of secrets) expect(inPart.text).not.toContain(secret)
  const before = (await house.client.call('GET /api/reveals')).items.length
  await people.desk('GET /api/orders/export?columns=number,city')
  expect((await house.client.call('GET /api/reveals')).items).toHaveLength(before)
  expect((await people.desk(path)).text).toContain(`${email},${phone},${street}`)
  const { items } = await house.client.call('GET /api/reveals', { query: { limit: 1 } })
  expect(items).toMatchObject([{ orders: expect.any(Number), order: null, customer: null }])
})

/** Answers that tell such things of others than customers, or are asked for to have them whole. */
const otherwise =
  /\/(session|users|settings|locations|carriers)\b|\/reveal$|^POST \/api\/keys|GET \/api\/people/

test('every route that tells or takes how people are reached says so', () => {
  const silent = Object.entries(contract as Record<string, Route>).filter(([name, route]) => {
    if (route.personal || otherwise.test(name)) return false
    const schemas = [route.answer, name.includes('{id}') ? route.body : undefined]
    return schemas.some((schema) => schema && tellsContact(schema))
  })
  expect(silent.map(([name]) => name)).toEqual([])
})

function tellsContact(schema: z.ZodType): boolean {
  const text = JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))
  // A fact's data has no shape of its own.
  return /"(phone|email|street)":|"data":\{"type":"object"/.test(text)
}
