import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { currencyDigits } from '../../base/platform/index.ts'
import { kinds } from './reader.ts'
import { readers } from './readers.ts'

/** The largest file that is taken, in bytes. */
export const largestFile = 50 * 1024 * 1024

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
const params = z.record(z.string(), z.unknown())

const report = z
  .object({
    rows: z.int(),
    accounted: z.int(),
    orders: z.int(),
    returns: z.int(),
    charges: z.int(),
    movements: z.int(),
    repairs: z.int(),
    sumFile: z.int(),
    sumMended: z.int(),
    sumSystem: z.int(),
    agrees: z.boolean(),
  })
  .meta({ id: 'ImportReport', description: 'charges, movements and repairs count rows' })

const document = z
  .object({
    id: z.string(),
    kind: z.enum(kinds),
    name: z.string(),
    media: z.string(),
    size: z.int(),
    origin: z.enum(['command', 'upload', 'demo']),
    by: z.string(),
    state: z.enum(['reading', 'stopped', 'done', 'failed']),
    problem: z
      .object({
        code: z.string(),
        params,
        place: z.object({ row: z.int().optional(), column: z.int().optional() }),
      })
      .nullable(),
    currency: z.string(),
    movedDays: z.int(),
    bookedTo: z.int().meta({ description: 'the rows of the file up to this one are booked' }),
    rowsIn: z.int().nullable(),
    madeAt: z.string(),
    doneAt: z.string().nullable(),
  })
  .meta({ id: 'Import' })

const reason = z.object({ code: z.string(), params, column: z.string().nullable() })

const repair = z
  .object({
    row: z.int(),
    amount: z.int().nullable(),
    reasons: z.array(reason),
    cells: z.record(z.string(), cell),
  })
  .meta({ id: 'Repair', description: 'a row that a person must look at, as it came' })

const byId = z.strictObject({ id: field.id })
const givenCell = z.union([field.optionalText(1_000), z.number(), z.null()])
const { columns, currency: book } = readers.order_book
const cells = Object.fromEntries(columns.map((column) => [column, givenCell.optional()])) as Record<
  (typeof columns)[number],
  z.ZodOptional<typeof givenCell>
>

const lastRow = 100_000_000
const rowNumber = z.int().min(1).max(lastRow)

const mended = z
  .object({
    row: z.int(),
    kind: z.enum(['line', 'return', 'charge', 'movement', 'repair']),
    amount: z.int().nullable(),
    orderId: z.string().nullable(),
    returnId: z.string().nullable(),
    location: z.string().nullable(),
    reasons: z.array(reason).nullable(),
  })
  .meta({ id: 'MendedRow' })

const counts = z
  .object({
    rows: z.int(),
    orders: z.int(),
    returns: z.int(),
    charges: z.int(),
    movements: z.int(),
    repairs: z.int(),
  })
  .meta({ description: 'charges, movements and repairs count rows' })

const currency = field.currency
  .refine((code) => currencyDigits(code) === book.digits, 'currency')
  .default(book.usual)
  .meta({ description: 'what its prices are in: one that has hundredths' })

export const intakeContract = {
  'POST /api/imports': {
    summary: 'Send an order book (XLSX or CSV); it is read in the background',
    permission: 'imports:write',
    query: z.strictObject({ name: field.text(200).default('order book'), currency }),
    takes: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/csv',
      'application/octet-stream',
    ],
    bodyLimit: largestFile,
    status: 202,
    answer: document,
  },
  'GET /api/imports': {
    summary: 'The documents that came in, newest first, with the number of rows to be repaired',
    permission: 'imports:read',
    query: z.strictObject(field.page),
    answer: z.object({
      items: z.array(document.extend({ repairs: z.int() }).meta({ id: 'ListedImport' })),
      next: z.string().nullable(),
    }),
  },
  'GET /api/imports/{id}': {
    summary: 'How far a document is read, and what it became, compared with the file',
    permission: 'imports:read',
    params: byId,
    answer: document.extend({ report }).meta({ id: 'ImportWithReport' }),
  },
  'GET /api/imports/{id}/document': {
    summary: 'The document itself, as it came, with whatever it says of people',
    permission: 'imports:write',
    params: byId,
    media: 'application/octet-stream',
  },
  'GET /api/imports/{id}/progress': {
    summary:
      'How far a document is read and what its rows became so far; no sums, so it may be asked often',
    permission: 'imports:read',
    params: byId,
    answer: document.extend({ counts }).meta({ id: 'ImportProgress' }),
  },
  'POST /api/imports/{id}/stop': {
    summary: 'Stop reading a document; what is booked stays',
    permission: 'imports:write',
    params: byId,
    answer: document,
    refusals: ['import_not_running'],
  },
  'POST /api/imports/{id}/resume': {
    summary: 'Read a document on that was stopped, behind what is booked',
    permission: 'imports:write',
    params: byId,
    answer: document,
    refusals: ['import_not_stopped'],
  },
  'GET /api/imports/{id}/repairs': {
    summary:
      'The rows of a document that a person must look at, in file order, and how many there are for each reason',
    permission: 'imports:read',
    params: byId,
    query: z.strictObject({
      ...field.page,
      reason: field.code.optional().meta({ description: 'the code of the first reason' }),
    }),
    answer: z.object({
      items: z.array(repair),
      next: z.string().nullable(),
      reasons: z.array(
        z.object({ code: z.string(), column: z.string().nullable(), rows: z.int() }),
      ),
    }),
  },
  'POST /api/imports/{id}/repairs': {
    summary: 'Put up to 500 rows right together; each gets its own outcome',
    permission: 'imports:write',
    params: byId,
    body: z.strictObject({
      rows: z
        .array(z.strictObject({ row: rowNumber, cells: z.strictObject(cells) }))
        .min(1)
        .max(500),
    }),
    answer: z.object({
      outcomes: z.array(
        z.object({
          status: z.int(),
          mended: mended.optional(),
          problem: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
    keyed: { together: 1 },
    bodyLimit: 1024 * 1024,
    refusals: ['row_not_understood'],
  },
  'POST /api/imports/{id}/repairs/{row}': {
    summary: 'Put a row right: the given cells replace those that came, and the row is booked',
    permission: 'imports:write',
    params: z.strictObject({ id: field.id, row: z.coerce.number().int().min(1).max(lastRow) }),
    body: z.strictObject({ cells: z.strictObject(cells) }),
    answer: mended,
    keyed: { together: 1 },
    refusals: ['row_not_understood'],
  },
} as const satisfies Contract
