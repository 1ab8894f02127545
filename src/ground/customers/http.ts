import {
  type Asked,
  type Caller,
  field,
  type Handlers,
  mayReveal,
  type PageKey,
  pageOf,
} from '../../base/http/index.ts'
import { type Database, isRefusal, newId, refuse, type Tx } from '../../base/platform/index.ts'
import { changeCustomer, makeCustomers } from './change.ts'
import type { customersContract } from './contract.ts'
import type { Customer } from './customer.ts'
import {
  type CustomerKey,
  type CustomerSort,
  customersPage,
  type ListedCustomer,
  wholeCustomer,
} from './list.sql.ts'
import { recordReveal, revealsPage } from './reveals.sql.ts'

type C = typeof customersContract

export function customersHandlers(database: Database): Handlers<C> {
  return {
    'GET /api/customers': (asked) => database.read((tx) => listCustomers(tx, asked)),
    'GET /api/customers/{id}': async ({ params: { id }, caller }) => {
      const found = await database.read((tx) => wholeCustomer(tx, id, sightOf(caller)))
      return found ? answer(found) : refuse('not_found')
    },
    'POST /api/customers/{id}/reveal': async ({ params: { id }, caller, command, at }) =>
      await database.begin(async (tx) => {
        const mayLook = caller.permissions.has('customers:read')
        const found = mayLook ? await wholeCustomer(tx, id, sightOf(caller)) : null
        if (!found) return refuse('not_found')
        recordReveal(tx, { customer: id }, { by: caller.id, command, at })
        const { email, phone, addresses } = found
        return { headers: { 'cache-control': 'no-store' }, body: { email, phone, addresses } }
      }),
    'GET /api/reveals': (asked) => database.read((tx) => listReveals(tx, asked)),
    'POST /api/customers': async (tx, asked) => {
      const at = asked[0]?.at ?? new Date()
      const requests = asked.map(({ body, caller, command }) => {
        const id = newId('cus', at.getTime())
        return { id, customer: body, by: caller.id, command }
      })
      const outcomes = await makeCustomers(tx, requests, at)
      return outcomes.map((made) => {
        if (isRefusal(made)) return made
        const { headers, body } = answer(made)
        return { status: 201, headers: { ...headers, location: `/api/customers/${made.id}` }, body }
      })
    },
    'PATCH /api/customers/{id}': async ({ params: { id }, body, caller, command, at, ifMatch }) => {
      const changed = await database.begin(async (tx) => {
        // A customer whom the caller may not see answers like one that does not exist.
        if (!(await wholeCustomer(tx, id, sightOf(caller)))) return refuse('not_found')
        const cause = { by: caller.id, command, at }
        return await changeCustomer(tx, { id, change: body, ifVersion: ifMatch }, cause)
      })
      return isRefusal(changed) ? changed : answer(changed)
    },
  }
}

function sightOf(caller: Caller) {
  return { channels: caller.channels, by: caller.id, reveals: mayReveal(caller) }
}

function answer<Body extends Customer>(body: Body) {
  return { headers: { etag: `"${body.version}"` }, body }
}

/** A caller limited to some channels or locations sees only the caller's own reveals. */
async function listReveals(tx: Tx, { query, caller }: Asked<C['GET /api/reveals']>) {
  const { of = null, ...asked } = query
  const by = caller.channels === null && caller.locations === null ? null : caller.id
  const page = await pageOf(asked, {
    parts: 1,
    rowsAfter: (key, limit) =>
      revealsPage(tx, { of, by, before: key === null ? null : String(key[0]), limit }),
    keyOf: ({ id }) => [id],
  })
  return isRefusal(page) ? page : { body: page }
}

async function listCustomers(tx: Tx, { query, caller }: Asked<C['GET /api/customers']>) {
  const { q = '', sort, ...asked } = query
  const page = await pageOf(asked, {
    parts: 2,
    fits: ([key = '']) => fits(sort, key),
    rowsAfter: (key, limit) =>
      customersPage(tx, { q, sort, after: key && whereOf(key), limit }, sightOf(caller)),
    keyOf: (listed) => cursorOf(sort, listed),
  })
  return isRefusal(page) ? page : { body: page }
}

const neverOrdered = '1970-01-01T00:00:00.000Z'

function cursorOf(sort: CustomerSort, listed: ListedCustomer) {
  const { id, orderCount, lastOrderAt, createdAt } = listed
  if (sort === 'newest') return [createdAt, id]
  return sort === 'orders' ? [orderCount, id] : [lastOrderAt ?? neverOrdered, id]
}

function whereOf([key = '', id = '']: PageKey): CustomerKey {
  return { key, id: String(id) }
}

function fits(sort: CustomerSort, key: string | number): boolean {
  return sort === 'orders'
    ? typeof key === 'number' && Math.abs(key) < 2 ** 31
    : field.time.safeParse(key).success
}
