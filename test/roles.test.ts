import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../src/base/http/index.ts'
import { type RoleName, roleNames, roles } from '../src/ground/identity/index.ts'
import type { Client, RouteName } from '../src/outside/client/index.ts'
import { contract } from '../src/plan.ts'
import { type House, openHouse, smallOrder, stockUp } from './house.ts'
import { witness } from './witness.ts'

let house: House
const keyOf = {} as Record<RoleName | 'revoked' | 'expired' | 'shop' | 'north', string>
/** What a caller of the channel `shop`, or of the location NORTH, must not see: it is of `web`, at MAIN. */
const things = {
  order: '',
  fulfilment: '',
  package: '',
  return: '',
  reservation: '',
  key: '',
  user: '',
}

const fast = { ratePerSecond: 100_000 }
const madeKey = async (name: string, more: object) => {
  const body = { name, ...fast, ...more }
  return await house.client.call('POST /api/keys', { body })
}

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  for (const role of roleNames) keyOf[role] = (await madeKey(role, { role })).secret
  const revoked = await madeKey('revoked', { role: 'owner' })
  await house.client.call('DELETE /api/keys/{id}', { params: { id: revoked.id } })
  keyOf.revoked = revoked.secret
  keyOf.shop = (await madeKey('shop', { role: 'owner', channels: ['shop'] })).secret
  keyOf.north = (await madeKey('north', { role: 'owner', locations: ['NORTH'] })).secret
  await makeThings(house.client)
})
afterAll(async () => await house.close())

async function makeThings({ call }: Client): Promise<void> {
  const { id } = await call('POST /api/orders', { body: smallOrder('CUP', 3) })
  things.order = id
  await call('POST /api/orders/{id}/confirm', { params: { id } })
  const told = await call('POST /api/orders/{id}/release', { params: { id } })
  const params = { id: told.fulfilmentOrders[0]?.id ?? '' }
  things.fulfilment = params.id
  await call('POST /api/fulfilment-orders/{id}/pick', { params })
  const body = { packages: [{ weightG: 100 }] }
  const packed = await call('POST /api/fulfilment-orders/{id}/pack', { params, body })
  things.package = packed.packages[0]?.id ?? ''
  await call('POST /api/fulfilment-orders/{id}/ship', { params })
  await call('POST /api/orders/{id}/deliver', { params: { id } })
  const back = { lines: [{ line: 1, quantity: 1 }] }
  things.return = (await call('POST /api/orders/{id}/return', { params: { id }, body: back })).id
  const lines = [{ sku: 'TEA', quantity: 1 }]
  things.reservation = (await call('POST /api/stock/reservations', { body: { lines } })).id
  things.key = (
    await madeKey('web desk', { role: 'desk', channels: ['web'], locations: ['MAIN'] })
  ).id
  const user = {
    email: 'web@desk.test',
    name: 'Web',
    password: 'a long secret of web',
    role: 'desk' as const,
  }
  const scope = { channels: ['web'], locations: ['MAIN'] }
  things.user = (await call('POST /api/users', { body: { ...user, ...scope } })).id
}

const routes = Object.entries(contract) as [RouteName, Route][]
const absent = 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'
let asked = 0

/** Asks a route as somebody, with an id that is not there and no body; answers status and code. */
async function ask(name: RouteName, key: string | null, id = absent, body: object = {}) {
  const [method = '', path = ''] = name.split(' ')
  const ending = new AbortController()
  const answer = await fetch(house.url + path.replace(/\{\w+\}/g, id), {
    method,
    signal: ending.signal,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(method !== 'GET' && { 'idempotency-key': `roles-${++asked}` }),
      ...(contract[name as keyof typeof contract] &&
        'body' in contract[name] && { 'content-type': 'application/json' }),
    },
    ...('body' in contract[name] && { body: JSON.stringify(body) }),
  })
  const stream = answer.headers.get('content-type')?.includes('event-stream')
  const text = stream ? '' : await answer.text()
  if (stream) ending.abort()
  const code = answer.status < 400 ? null : (JSON.parse(text).code as string)
  return { status: answer.status, code, text }
}

const isLetIn = ({ code }: { code: string | null }) =>
  code !== 'not_signed_in' && code !== 'not_allowed'

describe.each(roleNames)('the role %s', (role) => {
  test('is let in exactly where its permissions say', async () => {
    for (const [name, { permission }] of routes) {
      const expected =
        permission === 'public' || permission === 'signedIn' || roles[role].has(permission)
      const answer = await ask(name, keyOf[role])
      expect([name, isLetIn(answer)]).toEqual([name, expected])
      if (!expected) expect([name, answer.status, answer.code]).toEqual([name, 403, 'not_allowed'])
    }
  })
})

test.each([
  ['nobody', null],
  ['a key that was revoked', 'revoked'],
  ['a key that never was', 'unknown'],
] as const)('%s is let in only where everybody is', async (_, who) => {
  const key = who === 'revoked' ? keyOf.revoked : who
  for (const [name, { permission }] of routes) {
    const answer = await ask(name, key)
    const open = permission === 'public' && (who === null || name === 'POST /api/session')
    expect([name, isLetIn(answer)]).toEqual([name, open])
    if (!open) expect([name, answer.status, answer.code]).toEqual([name, 401, 'not_signed_in'])
  }
})

test('what a refused caller asks changes nothing and tells nothing of the shape it should have had', async () => {
  const before = await witness(house.database)
  for (const [name, { keyed }] of routes) {
    if (!keyed) continue
    const { text } = await ask(name, keyOf.viewer, things.order)
    const { permission } = contract[name]
    if (permission !== 'signedIn' && !roles.viewer.has(permission))
      expect(text).not.toContain('pointer')
  }
  expect(await witness(house.database)).toEqual(before)
})

test('the cells that matter most are as the house wants them, whatever the table says', async () => {
  const cells: Record<RoleName, Partial<Record<RouteName, boolean>>> = {
    owner: {
      'POST /api/users': true,
      'POST /api/keys': true,
      'POST /api/webhooks': true,
      'POST /api/orders/{id}/refunds': true,
      'POST /api/orders/{id}/cancel': true,
    },
    desk: {
      'POST /api/orders': true,
      'POST /api/orders/{id}/cancel': true,
      'POST /api/orders/{id}/refunds': false,
      'POST /api/stock/movements': false,
      'POST /api/users': false,
    },
    warehouse: {
      'POST /api/fulfilment-orders/{id}/pick': true,
      'POST /api/orders/{id}/ship': true,
      'POST /api/stock/movements': true,
      'POST /api/orders/{id}/cancel': false,
      'GET /api/customers': false,
    },
    courier: {
      'POST /api/orders/{id}/deliver': true,
      'POST /api/tracking-events': true,
      'POST /api/orders/{id}/ship': false,
      'GET /api/stock': false,
      'GET /api/locations': true,
      'GET /api/packages/{id}/label': false,
      'GET /api/customers': false,
    },
    finance: {
      'POST /api/orders/{id}/payments': true,
      'POST /api/orders/{id}/refunds': true,
      'POST /api/orders/{id}/hold': true,
      'POST /api/orders/{id}/confirm': false,
      'POST /api/keys': false,
    },
    viewer: {
      'GET /api/orders': true,
      'GET /api/stream': true,
      'POST /api/orders': false,
      'POST /api/orders/{id}/hold': false,
      'GET /api/users': false,
    },
  }
  for (const role of roleNames)
    for (const [name, expected] of Object.entries(cells[role]))
      expect([role, name, isLetIn(await ask(name as RouteName, keyOf[role]))]).toEqual([
        role,
        name,
        expected,
      ])
})

test('a command in a batch needs what the same command alone needs', async () => {
  const before = await witness(house.database)
  const commands = [{ id: things.order, do: { command: 'cancel' as const } }]
  const viewer = house.clientOf(keyOf.viewer)
  const { outcomes } = await viewer.call('POST /api/orders/commands', { body: { commands } })
  expect(outcomes).toMatchObject([
    { status: 403, problem: { code: 'not_allowed', params: { permission: 'orders:cancel' } } },
  ])
  expect(await witness(house.database)).toEqual(before)
})

/** A body that would do, for every route of a thing that needs one: a body of the wrong shape is refused before any look. */
const bodies: Partial<Record<RouteName, object>> = {
  'POST /api/orders/{id}/hold': { code: 'check' },
  'POST /api/orders/{id}/comments': { text: 'looked at it' },
  'POST /api/orders/{id}/return': { lines: [{ line: 1, quantity: 1 }] },
  'POST /api/orders/{id}/payments': { amount: 1, method: 'card' },
  'POST /api/orders/{id}/refunds': { amount: 1, method: 'card' },
  'POST /api/returns/{id}/match': {
    order: absent,
    lines: [{ line: 1, orderLine: 1, quantity: 1 }],
  },
  'POST /api/fulfilment-orders/{id}/pack': { packages: [{ weightG: 1 }] },
}
const thingOf = (name: string) =>
  ({
    '/api/orders/': things.order,
    '/api/fulfilment-orders/': things.fulfilment,
    '/api/packages/': things.package,
    '/api/returns/': things.return,
    '/api/keys/': things.key,
    '/api/users/': things.user,
  })[/ (\/api\/[a-z-]+\/)\{id\}/.exec(name)?.[1] ?? '']

describe.each(['shop', 'north'] as const)('a key of %s, where the things are not,', (who) => {
  /** An order and its returns are of its channel wherever its stock lies; what one location does is of that location. */
  const ofOrder = (name: string) => / \/api\/(orders|returns)\//.test(name)
  const foreign = () =>
    routes.filter(([name]) => thingOf(name) && (who === 'shop' || !ofOrder(name)))

  test('gets for a thing that is not its own the very answer that it gets for one that is not there', async () => {
    const before = await witness(house.database)
    expect(foreign().length).toBeGreaterThan(8)
    for (const [name] of foreign()) {
      const id = thingOf(name) as string
      const nowhere = `${id.slice(0, 4)}01ARZ3NDEKTSV4RRFFQ69G5FAV`
      const [there, gone] = [
        await ask(name, keyOf[who], id, bodies[name]),
        await ask(name, keyOf[who], nowhere, bodies[name]),
      ]
      const plain = ({ text }: { text: string }) =>
        text.replace(/"requestId":"\w+"/, '').replaceAll(id, nowhere)
      expect([name, there.status, plain(there)]).toEqual([name, 404, plain(gone)])
    }
    expect(await witness(house.database)).toEqual(before)
  })

  test('finds nothing of it in any list', async () => {
    const client = house.clientOf(keyOf[who])
    const lists = [
      client.call('GET /api/fulfilment-orders'),
      client.call('GET /api/packages'),
      client.call('GET /api/packages', { query: { order: things.order } }),
      ...(who === 'shop'
        ? [
            client.call('GET /api/returns'),
            client.call('GET /api/orders'),
            client.call('GET /api/orders', { query: { q: 'lovelace' } }),
          ]
        : [
            client.call('GET /api/stock', { query: { sku: 'CUP' } }),
            client.call('GET /api/stock/movements', { query: { sku: 'CUP' } }),
          ]),
    ]
    for (const [index, { items }] of (await Promise.all(lists)).entries())
      expect([index, items]).toEqual([index, []])
    const users = await client.call('GET /api/users')
    const keys = await client.call('GET /api/keys')
    const names = [...users.items, ...keys.items].map(({ id }) => id)
    expect(names).not.toContain(things.user)
    expect(names).not.toContain(things.key)
  })

  test('finds nothing of it in the log', async () => {
    const { items } = await house
      .clientOf(keyOf[who])
      .call('GET /api/events', { query: { limit: 1_000 } })
    const theirs = who === 'shop' ? /^ord_/ : /^stock:MAIN:/
    expect(items.filter(({ stream }) => theirs.test(stream))).toEqual([])
  })

  test('cannot make one there', async () => {
    const before = await witness(house.database)
    const client = house.clientOf(keyOf[who])
    if (who === 'shop') {
      await expect(client.call('POST /api/orders', { body: smallOrder() })).rejects.toMatchObject({
        status: 403,
      })
    } else {
      const movements = [{ sku: 'TEA', location: 'MAIN', quantity: 1, cause: 'found' as const }]
      const { outcomes } = await client.call('POST /api/stock/movements', { body: { movements } })
      expect(outcomes).toMatchObject([{ status: 422, problem: { code: 'unknown_location' } }])
    }
    expect(await witness(house.database)).toEqual(before)
  })
})
