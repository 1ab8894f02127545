import { type Caller, type Handlers, maySee } from '../../base/http/index.ts'
import { type Database, isRefusal, refuse, type Tx } from '../../base/platform/index.ts'
import { companionsOf, foldTallies, readOrders } from '../../orders/index.ts'
import type { findContract } from './contract.ts'
import { countOrders, sumOrders } from './counts.ts'
import { listDesk } from './exact.ts'
import { fittingOrders } from './fitting.ts'
import { makeList } from './lists.ts'
import { readOverview } from './overview.ts'
import { readQuote } from './quote.ts'
import { searchedBy } from './search.ts'

/** The routes that look orders up: parse → begin → call → answer. */
export function findHandlers(database: Database): Handlers<typeof findContract> {
  return {
    'GET /api/orders': async ({ query, caller }) => {
      const page = await database.read((tx) =>
        listDesk(tx, searchedBy(query, caller), caller.channels),
      )
      return isRefusal(page) ? page : { body: page }
    },
    'GET /api/orders/counts': async ({ query: { channel }, caller: { channels } }) => {
      const { counts, pending } = await database.read((tx) =>
        countOrders(tx, { channels, channel }),
      )
      await foldWhenMany(database, pending)
      return { body: counts }
    },
    'GET /api/orders/sums': async ({ query, caller }) => ({
      body: await database.read((tx) => sumOrders(tx, searchedBy(query, caller), caller.channels)),
    }),
    'GET /api/orders/overview': async ({ query, caller: { channels }, at }) => {
      const asked = { at, aheadMinutes: query.tzOffsetMinutes, channels }
      const { overview, pending } = await database.read((tx) => readOverview(tx, asked))
      await foldWhenMany(database, pending)
      return { body: overview }
    },
    'POST /api/order-lists': async (tx, asked) => {
      const answers = []
      for (const { body, caller, command, at } of asked) {
        const list = { references: body.references, channels: caller.channels }
        const made = await makeList(tx, list, { by: caller.id, command, at })
        answers.push({ status: 201, body: made })
      }
      return answers
    },
    'POST /api/orders/quote': async ({ body, caller, at }) => {
      const { channel } = body
      if (!maySee(caller.channels, channel)) return refuse('not_allowed', { channel }, '/channel')
      return { body: await database.read((tx) => readQuote(tx, body, at)) }
    },
    'GET /api/orders/{id}/merge': ({ params: { id }, caller }) =>
      database.read((tx) => companions(tx, id, caller)),
  }
}

/** If many changes wait, a read starts folding them: the more people read, the less is left to add up. */
async function foldWhenMany(database: Database, pending: number): Promise<void> {
  if (pending > 1_000) await database.begin(foldTallies)
}

async function companions(tx: Tx, id: string, { channels }: Caller) {
  const order = (await readOrders(tx, [id])).get(id)
  if (!order || !maySee(channels, order.channel)) return refuse('not_found')
  return { body: await companionsOf(tx, order, await fittingOrders(tx, order)) }
}
