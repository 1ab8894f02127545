import { type Asked, type Caller, field, type Handlers } from '../http/index.ts'
import { type Database, isRefusal, newId, refuse, type Tx } from '../platform/index.ts'
import { changeCustomer, makeCustomers } from './change.ts'
import type { customersContract } from './contract.ts'
import type { Customer } from './customer.ts'
import { customersPage, wholeCustomer } from './customers.sql.ts'

type C = typeof customersContract

export function customersHandlers(database: Database): Handlers<C> {
  return {
    'GET /api/customers': (asked) => database.read((tx) => listCustomers(tx, asked)),
    'GET /api/customers/{id}': async ({ params: { id }, caller }) => {
      const found = await database.read((tx) => wholeCustomer(tx, id, sightOf(caller)))
      return found ? answer(found) : refuse('not_found')
    },
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
        // Foreign and absent answer alike.
        if (!(await wholeCustomer(tx, id, sightOf(caller)))) return refuse('not_found')
        const cause = { by: caller.id, command, at }
        return await changeCustomer(tx, { id, change: body, ifVersion: ifMatch }, cause)
      })
      return isRefusal(changed) ? changed : answer(changed)
    },
  }
}

function sightOf({ channels, id }: Caller) {
  return { channels, by: id }
}

function answer<Body extends Customer>(body: Body) {
  return { headers: { etag: `"${body.version}"` }, body }
}

async function listCustomers(tx: Tx, { query, caller }: Asked<C['GET /api/customers']>) {
  const { q = '', cursor, limit } = query
  const key = cursor === undefined ? null : field.readCursor(cursor, 1)
  if (cursor !== undefined && !key)
    return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
  const page = { q, before: key ? String(key[0]) : null, limit: limit + 1 }
  const rows = await customersPage(tx, page, sightOf(caller))
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    body: { items, next: rows.length > limit && last ? field.writeCursor([last.id]) : null },
  }
}
