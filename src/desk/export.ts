import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import type { Handlers } from '../http/index.ts'
import { listOrders, sumOrders } from '../orders/index.ts'
import { type Database, isRefusal, refuse } from '../platform/index.ts'
import { mostRows, type OutRow, writeCsv, writeXlsx } from '../tables/index.ts'
import { type Exported, rowOf } from './export-columns.ts'
import { csvMedia, type ExportAsked, type exportContract, xlsxMedia } from './export-contract.ts'
import { headsOf, sheetName, tellingIn } from './export-words.ts'

type C = typeof exportContract

/** Orders read together: each page in a moment of its own, so that no snapshot is held for minutes. */
const perPage = 500

/** The list of orders as a file, read page by page and written as it is taken. */
export function exportHandlers(
  database: Database,
  onError: (where: string, error: unknown) => void,
): Handlers<C> {
  return {
    'GET /api/orders/export': async ({ query, caller: { channels }, at }, reply) => {
      const { format, columns: _, language, tz: __, ...filter } = query
      const { orders } = await database.read((tx) => sumOrders(tx, filter, channels))
      if (format === 'xlsx' && orders >= mostRows)
        return refuse('too_many_rows', { rows: orders, limit: mostRows - 1 })
      const rows = rowsOf(database, query, channels)
      const pieces = format === 'csv' ? writeCsv(rows) : writeXlsx(rows, sheetName(language))
      const name = `orders-${at.toISOString().slice(0, 10)}.${format}`
      const sent = sendPieces(reply, pieces, {
        'content-type': format === 'csv' ? `${csvMedia}; charset=utf-8` : xlsxMedia,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-rows': String(orders),
      })
      // The answer has begun: nobody but the log can be told what went wrong.
      await sent.catch((error) => onError('export', error))
      return {}
    },
  }
}

/** A file that breaks off is cut, not ended: who reads it sees that it is not whole. */
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
  { format: _, columns, language, tz, ...filter }: ExportAsked,
  channels: readonly string[] | null,
): AsyncGenerator<OutRow[], void, undefined> {
  const telling = tellingIn(language, tz)
  yield [headsOf(columns, language).map((text) => ({ text }))]
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const asked = { ...filter, limit: perPage, ...(cursor !== undefined && { cursor }) }
    const page = await database.read((tx) => listOrders(tx, asked, channels))
    if (isRefusal(page)) throw new Error(`the list refused its own page: ${page.refused}`)
    yield page.items.map((order) => rowOf(columns, order as Exported, telling))
    cursor = page.next
  }
}
