import {
  type Asked,
  type Caller,
  field,
  type Handlers,
  problemOf,
  type RefusalTable,
} from '../../base/http/index.ts'
import {
  type Database,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import { bookChannel } from './booking.ts'
import type { intakeContract } from './contract.ts'
import {
  bytesOf,
  type Document,
  documentById,
  documentsPage,
  keepDocument,
} from './documents.sql.ts'
import { readLater } from './jobs.ts'
import { mendRow } from './mend.ts'
import { proveImport } from './report.ts'
import { countRows, repairReasons, repairsPage } from './rows.sql.ts'
import { resumeImport, stopImport } from './stop.ts'

type C = typeof intakeContract

/** The routes of documents. `wake` says that there is something to read. */
export function intakeHandlers(
  database: Database,
  refusals: RefusalTable,
  wake: () => void,
): Handlers<C> {
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
      const listed = rows.map(({ repairs, ...row }) => ({ ...documentView(row), repairs }))
      return { body: page(listed, query.limit, ({ id }) => id) }
    },
    'GET /api/imports/{id}/document': async ({ params: { id }, caller }) =>
      await database.read(async (tx) => {
        const document = await seen(tx, id, caller)
        return isRefusal(document) ? document : original(document, await bytesOf(tx, id))
      }),
    'GET /api/imports/{id}/progress': async ({ params: { id }, caller }) =>
      await database.read(async (tx) => {
        const document = await seen(tx, id, caller)
        if (isRefusal(document)) return document
        const { rows, orders, returns, charge, movement, repair } = await countRows(tx, id)
        const counts = {
          rows,
          orders,
          returns,
          charges: charge,
          movements: movement,
          repairs: repair,
        }
        return { body: { ...documentView(document), counts } }
      }),
    'POST /api/imports/{id}/stop': async (asked) =>
      await database.begin((tx) => turn(tx, asked, stopImport)),
    'POST /api/imports/{id}/resume': async (asked) => {
      const answer = await database.begin((tx) => turn(tx, asked, resumeImport))
      wake()
      return answer
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
        const { limit, reason = null } = query
        const rows = await repairsPage(tx, id, { after, limit: limit + 1, reason })
        const reasons = await repairReasons(tx, id)
        return { body: { ...page(rows, limit, ({ row }) => row), reasons } }
      })
    },
    'POST /api/imports/{id}/repairs': async (tx, asked) => {
      const answers = []
      for (const one of asked) answers.push(await mendMany(tx, one, refusals))
      return answers
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
  { body: bytes, query: { name, currency }, caller, command, at }: Asked<C['POST /api/imports']>,
  media: string,
): Promise<Document> {
  const file = { bytes, name, media, origin: 'upload', currency } as const
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

/** Each row by itself: one that is refused stops no other. */
async function mendMany(
  tx: Tx,
  { params: { id }, body, caller, command, at }: Asked<C['POST /api/imports/{id}/repairs']>,
  refusals: RefusalTable,
) {
  const document = await seen(tx, id, caller)
  if (isRefusal(document)) return document
  const cause = { by: caller.id, command, at }
  const outcomes = []
  for (const { row, cells } of body.rows) {
    const mended = await mendRow(tx, { documentId: id, row }, given(cells), cause)
    if (isRefusal(mended)) {
      const problem = problemOf(mended, refusals, command)
      outcomes.push({ status: problem.status, problem })
    } else outcomes.push({ status: 200, mended })
  }
  return { body: { outcomes } }
}

/** Always as a file to be kept: a page that came as an upload must not run in ours. */
function original({ name }: Document, body: Buffer) {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percent)}`,
    'x-content-type-options': 'nosniff',
  }
  return { headers, body }
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}

async function turn(
  tx: Tx,
  {
    params: { id },
    caller,
    command,
    at,
  }: Asked<C['POST /api/imports/{id}/stop' | 'POST /api/imports/{id}/resume']>,
  step: typeof stopImport,
) {
  const document = await seen(tx, id, caller)
  if (isRefusal(document)) return document
  const turned = await step(tx, id, { by: caller.id, command, at })
  return isRefusal(turned) ? turned : { body: documentView(turned) }
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
