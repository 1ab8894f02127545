import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { type Database, formatAmount } from '../../base/platform/index.ts'
import {
  type Document,
  explainProblem,
  explainRepair,
  importDocument,
  keepDocument,
  largestFile,
  orderBook,
  type Proof,
  proveImport,
  repairsPage,
} from '../../flow/intake/index.ts'
import { type Opened, withDatabase } from './open.ts'
import { CommandFailure, type Output, output, progressLine, stopping } from './output.ts'

const media: Record<string, string> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv': 'text/csv',
}
const by = 'command'
/** What is imported is an order book. */
const readAs = 'order_book'

/**
 * `throughline import FILE`: imports an order book and proves that every row and every penny is accounted for. Importing the same file
 * again changes nothing, or continues after an interruption. With `json`, standard output has only the report.
 */
export async function importFile(
  file: string,
  { json = false }: { json?: boolean },
  to: Output = output,
): Promise<number> {
  return await withDatabase(to, async (opened) => await importInto(opened, file, json, to))
}

async function importInto(
  { database }: Opened,
  file: string,
  json: boolean,
  to: Output,
): Promise<number> {
  const started = performance.now()
  const { document, known } = await keep(database, file)
  if (known && document.origin === 'demo' && document.state !== 'done')
    throw new CommandFailure('The demo company is being made of this file: wait until it is there.')
  const read = document.state === 'done' ? document : await readOn(database, document, to)
  const proof = await database.read((tx) => proveImport(tx, read))
  const seconds = Math.round(performance.now() - started) / 1000
  if (read.problem) {
    to.tell(`${file}: ${explainProblem(read.problem)}\n${proof.accounted} rows were booked.\n`)
    return 1
  }
  if (read.state === 'stopped') {
    to.tell(
      `Somebody stopped ${file}: ${proof.accounted} rows were booked. Import it again to go on.\n`,
    )
    return 1
  }
  if (json) to.say(`${JSON.stringify(reportOf(proof, seconds))}\n`)
  else to.say(await textOf(database, read, { proof, seconds, known: document.state === 'done' }))
  if (proof.agrees) return 0
  to.tell(`The file has ${proof.rows} rows and ${proof.accounted} are accounted for.\n`)
  return 1
}

/** Stores the file in the database before anything else, because a document that came in is never thrown away. */
async function keep(database: Database, file: string) {
  const bytes = await bytesOf(file)
  const name = basename(file).slice(0, 200)
  const type = media[extname(file).toLowerCase()] ?? 'application/octet-stream'
  const { usual: currency } = orderBook.currency
  const document = { kind: readAs, bytes, name, media: type, origin: 'command', currency } as const
  const cause = { by, command: 'import', at: new Date() }
  return await database.begin((tx) => keepDocument(tx, document, cause))
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file)
    if (size > largestFile)
      throw new CommandFailure(`${file} has ${size} bytes; at most ${largestFile} are taken.`)
    return await readFile(file)
  } catch (error) {
    const reasons: Record<string, string> = {
      ENOENT: 'There is no such file',
      EISDIR: 'That is a folder, not a file',
      EACCES: 'The file may not be read',
    }
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
    throw reason ? new CommandFailure(`${reason}: ${file}`) : error
  }
}

async function readOn(database: Database, document: Document, to: Output): Promise<Document> {
  const line = progressLine(to)
  try {
    return await stopping((signal) =>
      importDocument(database, document.id, {
        by,
        signal,
        resume: true,
        onProgress: (rows) => line.show(`${rows.toLocaleString('en')} rows booked …`),
      }),
    )
  } catch (error) {
    line.end()
    if (error instanceof CommandFailure)
      throw new CommandFailure('Stopped. The same command goes on where this one ended.')
    throw error
  } finally {
    line.end()
  }
}

function reportOf({ accounted: _, agrees: __, sumMended: ___, ...report }: Proof, seconds: number) {
  return { ...report, seconds }
}

const repairsShown = 20

async function textOf(
  database: Database,
  { id, kind, name, currency, movedDays, doneAt }: Document,
  { proof, seconds, known }: { proof: Proof; seconds: number; known: boolean },
): Promise<string> {
  const count = (value: number) => value.toLocaleString('en').padStart(14)
  const money = (value: number) => `${formatAmount(value, currency).padStart(14)} ${currency}`
  const days = movedDays === 0 ? '' : `, its dates moved by ${movedDays} days`
  const head = known
    ? `${name} was imported on ${doneAt?.toISOString().slice(0, 10)}${days}: nothing was changed.`
    : `${name} was imported in ${seconds} s.`
  return `${[
    head,
    `rows             ${count(proof.rows)}`,
    `orders           ${count(proof.orders)}`,
    `returns          ${count(proof.returns)}`,
    `charge rows      ${count(proof.charges)}`,
    `movement rows    ${count(proof.movements)}`,
    `rows to repair   ${count(proof.repairs)}`,
    `sum of the file  ${money(proof.sumFile)}`,
    ...(proof.sumMended === 0 ? [] : [`put right by hand${money(proof.sumMended)}`]),
    `sum in the system${money(proof.sumSystem)}`,
    ...(await repairLines(database, { id, kind })),
    proof.agrees
      ? 'Every row is accounted for, and the sums agree to the penny.'
      : 'The file and the system do not agree.',
  ].join('\n')}\n`
}

async function repairLines(
  database: Database,
  { id, kind }: Pick<Document, 'id' | 'kind'>,
): Promise<string[]> {
  const limit = repairsShown + 1
  const repairs = await database.read((tx) => repairsPage(tx, id, { after: 0, limit }))
  const lines = repairs
    .slice(0, repairsShown)
    .flatMap(({ row, reasons }) => reasons.map((reason) => `  ${explainRepair(kind, row, reason)}`))
  if (repairs.length === 0) return []
  const path = `/api/imports/${id}/repairs`
  if (repairs.length > repairsShown) lines.push(`  … all of them: GET ${path}`)
  return [...lines, `  put right by: POST ${path}/ROW`]
}
