import { type Asked, type Caller, field, type Handlers } from '../http/index.ts'
import { type Database, isRefusal, type Refusal, refuse, type Tx } from '../platform/index.ts'
import { bookChannel } from './booking.ts'
import type { intakeContract } from './contract.ts'
import { type Document, documentById, documentsPage, keepDocument } from './documents.sql.ts'
import { readLater } from './jobs.ts'
import { mendRow } from './mend.ts'
import { proveImport } from './report.ts'
import { repairsPage } from './rows.sql.ts'

type C = typeof intakeContract

/** The routes of documents. `wake` says that there is something to read. */
export function intakeHandlers(database: Database, wake: () => void): Handlers<C> {
  return {
    'POST /api/imports': async (asked, reply) => {
      if (!mayTouch(asked.caller)) return refuse('not_allowed', { channel: bookChannel })
      const media = String(asked.headers['content-type'] ?? '').slice(0, 200)
      const document = await database.begin((tx) => receive(tx, asked, media))
      wake()
      reply.header('location', `/api/imports/${document.id}`)
      return { body: documentView(document) }
    },
    'GET /api/imports': async ({ query, caller }) => {
      const key = query.cursor === undefined ? null : field.readCursor(query.cursor, 1)
      if (query.cursor !== undefined && !key)
        return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
      if (!mayTouch(caller)) return { body: { items: [], next: null } }
      const before = key ? String(key[0]) : null
      const rows = await database.read((tx) =>
        documentsPage(tx, { before, limit: query.limit + 1 }),
      )
      return { body: page(rows.map(documentView), query.limit, ({ id }) => id) }
    },
    'GET /api/imports/{id}': async ({ params: { id }, caller }) =>
      await database.read(async (tx) => {
        const document = await seen(tx, id, caller)
        if (isRefusal(document)) return document
        return { body: { ...documentView(document), report: await proveImport(tx, document) } }
      }),
    'GET /api/imports/{id}/repairs': async ({ params: { id }, query, caller }) => {
      const key = query.cursor === undefined ? [0] : field.readCursor(query.cursor, 1)
      if (!key) return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
      return await database.read(async (tx) => {
        const document = await seen(tx, id, caller)
        if (isRefusal(document)) return document
        const after = Number(key[0])
        if (!Number.isSafeInteger(after)) return refuse('bad_request', { query: 'cursor' })
        const rows = await repairsPage(tx, id, { after, limit: query.limit + 1 })
        return { body: page(rows, query.limit, ({ row }) => row) }
      })
    },
    'POST /api/imports/{id}/repairs/{row}': async (tx, asked) => {
      const answers = []
      for (const one of asked) answers.push(await mend(tx, one))
      return answers
    },
  }
}

/** Everything of an order book is of its channel. */
function mayTouch({ channels }: Caller): boolean {
  return channels === null || channels.includes(bookChannel)
}

async function seen(tx: Tx, id: string, caller: Caller): Promise<Document | Refusal> {
  const document = mayTouch(caller) ? await documentById(tx, id) : undefined
  return document ?? refuse('not_found')
}

async function receive(
  tx: Tx,
  { body: bytes, query: { name }, caller, command, at }: Asked<C['POST /api/imports']>,
  media: string,
): Promise<Document> {
  const file = { bytes, name, media, origin: 'upload', currency: 'GBP' } as const
  const { document } = await keepDocument(tx, file, { by: caller.id, command, at })
  await readLater(tx, document)
  return document
}

async function mend(tx: Tx, asked: Asked<C['POST /api/imports/{id}/repairs/{row}']>) {
  const { params, body, caller, command, at } = asked
  const document = await seen(tx, params.id, caller)
  if (isRefusal(document)) return document
  const place = { documentId: params.id, row: params.row }
  const mended = await mendRow(tx, place, given(body.cells), { by: caller.id, command, at })
  return isRefusal(mended) ? mended : { body: mended }
}

function given<T>(cells: Record<string, T | undefined>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(cells).filter((entry): entry is [string, T] => entry[1] !== undefined),
  )
}

function documentView(document: Document) {
  const { sumFile: _, sumMended: __, version: ___, madeAt, doneAt, ...rest } = document
  return { ...rest, madeAt: madeAt.toISOString(), doneAt: doneAt?.toISOString() ?? null }
}

function page<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string | number) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last !== undefined ? field.writeCursor([keyOf(last)]) : null
  return { items, next }
}
