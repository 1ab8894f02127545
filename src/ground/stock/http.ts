import {
  type Asked,
  eachItem,
  type Handlers,
  maySee,
  type PageAsked,
  pageOf,
  type RefusalTable,
} from '../../base/http/index.ts'
import { type Database, isRefusal, newId, refuse, sql, type Tx } from '../../base/platform/index.ts'
import { historyOf } from '../../base/settings/index.ts'
import type { stockContract } from './contract.ts'
import { stockFacts } from './facts.ts'
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
      const foreign = levels.findIndex(({ location }) => !maySee(caller.locations, location))
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
    'POST /api/stock/movements': { each: (tx, asked) => moveMany(tx, asked, refusals) },
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
      const items = all.filter(({ code }) => maySee(caller.locations, code))
      return { body: { items } }
    },
    'PUT /api/locations': async ({ body, caller, command, at, ifMatch }) => {
      if (!maySee(caller.locations, body.code)) return refuse('not_found')
      const cause = { by: caller.id, command, at }
      const saved = await database.begin((tx) => changeLocation(tx, body, ifMatch, cause))
      return isRefusal(saved) ? saved : { headers: { etag: `"${saved.version}"` }, body: saved }
    },
    'GET /api/locations/{code}/history': async ({ params: { code }, caller }) => {
      const mine = maySee(caller.locations, code)
      const facts = mine ? await database.read((tx) => stockFacts.of(tx, [`location:${code}`])) : []
      if (facts.length === 0) return refuse('not_found')
      return { body: { items: historyOf(facts) } }
    },
  }
}

async function moveMany(
  tx: Tx,
  { body, caller, command, at }: Asked<C['POST /api/stock/movements']>,
  refusals: RefusalTable,
) {
  const cause = { by: caller.id, command, at }
  const foreign = body.movements.some(({ location }) => !maySee(caller.locations, location))
  const outcomes = await eachItem(
    body.movements,
    {
      sift: (movement) =>
        maySee(caller.locations, movement.location)
          ? {
              good: {
                ...movement,
                reference: movement.reference ?? null,
                note: movement.note ?? null,
              },
            }
          : { refusal: refuse('unknown_location', { location: movement.location }, '/location') },
      step: async (good) =>
        body.together && foreign
          ? good.map(() => refuse('others_refused'))
          : await postMovements(tx, good, cause, { together: body.together }),
      told: (movement) => ({ status: 200, movement }),
    },
    { refusals, request: command },
  )
  return { body: { outcomes } }
}

async function movementsPage(
  tx: Tx,
  { sku, ...asked }: PageAsked & { sku: string },
  mine: readonly string[] | null,
) {
  const page = await pageOf(asked, {
    parts: 1,
    fits: ([before]) => Number.isSafeInteger(before),
    rowsAfter: (key, limit) =>
      tx.rows<{ id: number; at: Date }>(sql`
        select id, sku, location, quantity, cause, reference, note, by, at from stock.movements
        where sku = ${sku} and id < ${key?.[0] ?? Number.MAX_SAFE_INTEGER}::bigint
          and (${mine}::text[] is null or location = any(${mine}::text[]))
        order by id desc limit ${limit}`),
    keyOf: ({ id }) => [id],
  })
  if (isRefusal(page)) return page
  const items = page.items.map((row) => ({ ...row, at: row.at.toISOString() }))
  return { body: { items, next: page.next } }
}
