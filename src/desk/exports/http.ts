import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import type { Handlers } from '../../base/http/index.ts'
import { type Database, inPart, isRefusal, refuse } from '../../base/platform/index.ts'
import { mostRows, type OutRow, writeCsv, writeXlsx } from '../../base/tables/index.ts'
import { recordReveal } from '../../ground/customers/index.ts'
import {
  listOrders,
  type OrderFilter,
  type OrderSummary,
  searchedBy,
  sumOrders,
} from '../find/index.ts'
import { rowOf, tellsContact } from './columns.ts'
import { csvMedia, type ExportAsked, type exportsContract, xlsxMedia } from './contract.ts'
import { headsOf, sheetName, tellingIn } from './telling.ts'

type C = typeof exportsContract

/** Orders per page. Each page is a transaction of its own, so that no snapshot is held for minutes. */
const perPage = 500

/**
 * The list of orders as a file, read page by page and streamed. Callers who may reveal contact data get it unmasked, which is
 * recorded like every reveal; for others it is masked.
 */
export function exportsHandlers(
  database: Database,
  onError: (where: string, error: unknown) => void,
): Handlers<C> {
  return {
    'GET /api/orders/export': async ({ query, caller, command, at }, reply) => {
      const { format, columns, language, tz, ...asked } = query
      const filter = searchedBy(asked, caller)
      const { channels } = caller
      const { orders } = await database.read((tx) => sumOrders(tx, filter, channels))
      if (format === 'xlsx' && orders >= mostRows)
        return refuse('too_many_rows', { rows: orders, limit: mostRows - 1 })
      const whole = caller.permissions.has('customers:reveal')
      if (whole && caller.kind === 'user' && columns.some(tellsContact))
        await database.begin(async (tx) =>
          recordReveal(tx, { orders }, { by: caller.id, command, at }),
        )
      const rows = rowsOf(database, { filter, columns, language, tz }, { channels, whole, at })
      const pieces = format === 'csv' ? writeCsv(rows) : writeXlsx(rows, sheetName(language))
      const name = `orders-${at.toISOString().slice(0, 10)}.${format}`
      const sent = sendPieces(reply, pieces, {
        'content-type': format === 'csv' ? `${csvMedia}; charset=utf-8` : xlsxMedia,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-rows': String(orders),
      })
      // The answer has already begun, so the error can only be logged.
      await sent.catch((error) => onError('export', error))
      return {}
    },
  }
}

/** After an error the connection is cut, not ended, so that the reader sees that the file is incomplete. */
async function sendPieces(
  reply: FastifyReply,
  pieces: AsyncIterable<Buffer>,
  headers: Record<string, string>,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, headers)
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), raw)
  } catch (error) {
    raw.destroy()
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}

async function* rowsOf(
  database: Database,
  {
    filter,
    columns,
    language,
    tz,
  }: Pick<ExportAsked, 'columns' | 'language' | 'tz'> & { filter: Omit<OrderFilter, 'limit'> },
  { channels, whole, at }: { channels: readonly string[] | null; whole: boolean; at: Date },
): AsyncGenerator<OutRow[], void, undefined> {
  const how = { language, timeZone: tz, now: at }
  const telling = await database.read((tx) => tellingIn(tx, how))
  yield [headsOf(columns, language).map((text) => ({ text }))]
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const asked = { ...filter, limit: perPage, ...(cursor !== undefined && { cursor }) }
    const page = await database.read((tx) => listOrders(tx, asked, channels))
    if (isRefusal(page)) throw new Error(`the list refused its own page: ${page.refused}`)
    const orders = (whole ? page.items : inPart(page.items)) as OrderSummary[]
    yield orders.map((order) => rowOf(columns, order, telling))
    cursor = page.next
  }
}
