import {
  type Asked,
  type Caller,
  eachItem,
  type Handlers,
  maySee,
  pageOf,
  type RefusalTable,
} from '../../base/http/index.ts'
import {
  type Database,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
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
import { type Kind, kinds } from './reader.ts'
import { readers } from './readers.ts'
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
      if (!mayTouch(asked.caller, sent))
        return refuse('not_allowed', { channel: readers[sent].channel })
      const media = String(asked.headers['content-type'] ?? '').slice(0, 200)
      const document = await database.begin((tx) => receive(tx, asked, media))
      wake()
      reply.header('location', `/api/imports/${document.id}`)
      return { body: documentView(document) }
    },
    'GET /api/imports': async ({ query, caller }) => {
      const page = await database.read((tx) =>
        pageOf(query, {
          parts: 1,
          rowsAfter: (key, limit) => {
            const of = kinds.filter((kind) => mayTouch(caller, kind))
            return documentsPage(tx, { before: key ? String(key[0]) : null, limit, of })
          },
          keyOf: ({ id }) => [id],
        }),
      )
      if (isRefusal(page)) return page
      const items = page.items.map(({ repairs, ...row }) => ({ ...documentView(row), repairs }))
      return { body: { ...page, items } }
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
      return await database.read(async (tx) => {
        const document = await seen(tx, id, caller)
        if (isRefusal(document)) return document
        const { reason = null, ...asked } = query
        const page = await pageOf(asked, {
          parts: 1,
          fits: ([after]) => Number.isSafeInteger(after),
          rowsAfter: (key, limit) =>
            repairsPage(tx, id, { after: Number(key?.[0] ?? 0), limit, reason }),
          keyOf: ({ row }) => [row],
        })
        if (isRefusal(page)) return page
        return { body: { ...page, reasons: await repairReasons(tx, id) } }
      })
    },
    'POST /api/imports/{id}/repairs': { each: (tx, asked) => mendMany(tx, asked, refusals) },
    'POST /api/imports/{id}/repairs/{row}': { each: mend },
  }
}

/** What is sent is an order book. */
const sent: Kind = 'order_book'

/** Everything of a document is of the channel of its kind. */
function mayTouch({ channels }: Caller, kind: Kind): boolean {
  return maySee(channels, readers[kind].channel)
}

async function seen(tx: Tx, id: string, caller: Caller): Promise<Document | Refusal> {
  const document = await documentById(tx, id)
  return document && mayTouch(caller, document.kind) ? document : refuse('not_found')
}

async function receive(
  tx: Tx,
  { body: bytes, query: { name, currency }, caller, command, at }: Asked<C['POST /api/imports']>,
  media: string,
): Promise<Document> {
  const file = { bytes, kind: sent, name, media, origin: 'upload', currency } as const
  const { document } = await keepDocument(tx, file, { by: caller.id, command, at })
  await readLater(tx, document)
  return document
}

async function mend(tx: Tx, asked: Asked<C['POST /api/imports/{id}/repairs/{row}']>) {
  const { params, body, caller, command, at } = asked
  const document = await seen(tx, params.id, caller)
  if (isRefusal(document)) return document
  const place = { document, row: params.row }
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
  const outcomes = await eachItem(
    body.rows,
    {
      sift: (good) => ({ good }),
      step: async (rows) => {
        const done = []
        for (const { row, cells } of rows)
          done.push(await mendRow(tx, { document, row }, given(cells), cause))
        return done
      },
      told: (mended) => ({ status: 200, mended }),
    },
    { refusals, request: command },
  )
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
