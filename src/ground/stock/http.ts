import {
  type Asked,
  field,
  type Handlers,
  problemOf,
  type RefusalTable,
} from '../../base/http/index.ts'
import {
  type Database,
  factsOf,
  isRefusal,
  newId,
  refuse,
  sql,
  type Tx,
} from '../../base/platform/index.ts'
import { historyOf } from '../../base/settings/index.ts'
import type { stockContract } from './contract.ts'
import { type Goods, listLevels } from './levels.ts'
import { changeLocation, locations } from './locations.ts'
import { postMovements } from './movements.ts'
import { endReservations, reserveStock } from './reservations.ts'
import { setSafety } from './safety.ts'
import { levelsOf } from './stock.sql.ts'

type C = typeof stockContract

/** The routes of the stock; `goods` is what the catalogue knows of skus. */
export function stockHandlers(
  database: Database,
  refusals: RefusalTable,
  goods: Goods,
): Handlers<C> {
  return {
    'GET /api/stock/levels': async ({ query, caller }) => {
      const page = await database.read((tx) => listLevels(tx, query, caller.locations, goods))
      return isRefusal(page) ? page : { body: page }
    },
    'PUT /api/stock/safety': async ({ body: { levels }, caller, command, at }) => {
      const foreign = levels.findIndex(({ location }) => !mayUse(caller.locations, location))
      if (foreign >= 0) {
        const location = levels[foreign]?.location ?? ''
        return refuse('unknown_location', { location }, `/levels/${foreign}/location`)
      }
      const how = { goods, cause: { by: caller.id, command, at } }
      const items = await database.begin((tx) => setSafety(tx, levels, how))
      return isRefusal(items) ? items : { body: { items } }
    },
    'GET /api/stock': async ({ query, caller }) => {
      const skus = Array.isArray(query.sku) ? query.sku : [query.sku]
      const items = await database.read((tx) => levelsOf(tx, skus, caller.locations))
      return { body: { items } }
    },
    'POST /api/stock/movements': async (tx, asked) => {
      const answers = []
      for (const one of asked) answers.push(await moveMany(tx, one, refusals))
      return answers
    },
    'GET /api/stock/movements': async ({ query, caller }) =>
      await database.read((tx) => movementsPage(tx, query, caller.locations)),
    'POST /api/stock/reservations': async (tx, asked) => {
      const at = asked[0]?.at ?? new Date()
      const requests = asked.map(({ body, caller, command }) => ({
        id: newId('rsv', at.getTime()),
        lines: body.lines,
        expiresAt: new Date(at.getTime() + body.minutes * 60_000),
        by: caller.id,
        command,
      }))
      const outcomes = await reserveStock(tx, requests, at)
      return outcomes.map((body) => (isRefusal(body) ? body : { status: 201, body }))
    },
    'DELETE /api/stock/reservations/{id}': async ({ params: { id }, caller, command, at }) => {
      const cause = { by: caller.id, command, at }
      const gone = await database.begin((tx) => endReservations(tx, { id, by: caller.id }, cause))
      return gone === 0 ? refuse('not_found') : { status: 204 }
    },
    'GET /api/locations': async ({ caller }) => {
      const all = await database.read(locations)
      const items = all.filter(({ code }) => mayUse(caller.locations, code))
      return { body: { items } }
    },
    'PUT /api/locations': async ({ body, caller, command, at, ifMatch }) => {
      if (!mayUse(caller.locations, body.code)) return refuse('not_found')
      const cause = { by: caller.id, command, at }
      const saved = await database.begin((tx) => changeLocation(tx, body, ifMatch, cause))
      return isRefusal(saved) ? saved : { headers: { etag: `"${saved.version}"` }, body: saved }
    },
    'GET /api/locations/{code}/history': async ({ params: { code }, caller }) => {
      const mine = mayUse(caller.locations, code)
      const facts = mine ? await database.read((tx) => factsOf(tx, [`location:${code}`])) : []
      if (facts.length === 0) return refuse('not_found')
      return { body: { items: historyOf(facts) } }
    },
  }
}

function mayUse(mine: readonly string[] | null, location: string): boolean {
  return mine === null || mine.includes(location)
}

async function moveMany(
  tx: Tx,
  { body, caller, command, at }: Asked<C['POST /api/stock/movements']>,
  refusals: RefusalTable,
) {
  const mine = body.movements.map((movement) =>
    mayUse(caller.locations, movement.location)
      ? { ...movement, reference: movement.reference ?? null }
      : refuse('unknown_location', { location: movement.location }, '/location'),
  )
  const allowed = mine.filter((movement) => !isRefusal(movement))
  const cause = { by: caller.id, command, at }
  const { together } = body
  const moved =
    together && allowed.length < mine.length
      ? allowed.map(() => refuse('others_refused')).values()
      : (await postMovements(tx, allowed as never, cause, { together })).values()
  const outcomes = mine.map((movement) => {
    const outcome = isRefusal(movement) ? movement : moved.next().value
    if (outcome && !isRefusal(outcome)) return { status: 200, movement: outcome }
    const problem = problemOf(outcome ?? refuse('internal'), refusals, command)
    return { status: problem.status, problem }
  })
  return { body: { outcomes } }
}

async function movementsPage(
  tx: Tx,
  { sku, limit, cursor }: { sku: string; limit: number; cursor?: string | undefined },
  mine: readonly string[] | null,
) {
  const before = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : field.readCursor(cursor, 1)
  if (!Number.isSafeInteger(before?.[0]))
    return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
  const rows = await tx.rows<{ id: number; at: Date }>(sql`
    select id, sku, location, quantity, cause, reference, note, by, at from stock.movements
    where sku = ${sku} and id < ${before?.[0]}::bigint
      and (${mine}::text[] is null or location = any(${mine}::text[]))
    order by id desc limit ${limit + 1}`)
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }))
  const last = items.at(-1)
  return {
    body: { items, next: rows.length > limit && last ? field.writeCursor([last.id]) : null },
  }
}
