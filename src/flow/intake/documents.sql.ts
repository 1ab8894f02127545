import { createHash } from 'node:crypto'
import { type Cause, newId, sql, type Tx } from '../../base/platform/index.ts'
import { intakeFacts } from './facts.ts'
import { type Kind, kinds } from './reader.ts'

/** A document that came in; the file itself is read only where it is needed. */
export type Document = {
  id: string
  kind: Kind
  name: string
  media: string
  size: number
  origin: 'command' | 'upload' | 'demo'
  by: string
  state: 'reading' | 'stopped' | 'done' | 'failed'
  problem: DocumentProblem | null
  currency: string
  movedDays: number
  bookedTo: number
  rowsIn: number | null
  sumFile: number | null
  sumMended: number
  version: number
  madeAt: Date
  doneAt: Date | null
}

/** Why a file could not be read to its end, as the table reader says it. */
export type DocumentProblem = {
  code: string
  params: Record<string, string | number | string[]>
  place: { row?: number; column?: number }
}

export type NewDocument = Pick<Document, 'kind' | 'name' | 'media' | 'origin' | 'currency'> & {
  bytes: Buffer
  movedDays?: number
}

const columns = sql`
  id, kind, name, media, size, origin, by, state, problem, currency, moved_days as "movedDays",
  booked_to as "bookedTo", rows_in as "rowsIn", sum_file as "sumFile", sum_mended as "sumMended", version, made_at as "madeAt", done_at as "doneAt"`

export function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** Keeps a file as it came. The same bytes are the same document: then the one that is known is answered. */
export async function keepDocument(
  tx: Tx,
  { bytes, kind, name, media, origin, currency, movedDays = 0 }: NewDocument,
  cause: Cause,
): Promise<{ document: Document; known: boolean }> {
  const sha256 = digestOf(bytes)
  const id = newId('doc', cause.at.getTime())
  const made = await tx.run(sql`
    insert into intake.documents (id, kind, name, media, size, sha256, bytes, origin, by, currency, moved_days, version,
      made_at)
    values (${id}, ${kind}, ${name}, ${media}, ${bytes.length}, ${sha256}, ${bytes}, ${origin}, ${cause.by},
      ${currency}, ${movedDays}, 1, ${cause.at})
    on conflict (sha256) do nothing`)
  const [document] = await tx.rows<Document>(
    sql`select ${columns} from intake.documents where sha256 = ${sha256}`,
  )
  if (!document) throw new Error('a document that was just kept is gone')
  if (made === 1) {
    const data = { name, media, size: bytes.length, sha256: sha256.toString('hex'), origin }
    intakeFacts.append(tx, [{ stream: id, version: 1, type: 'document.received', data }], cause)
  }
  return { document, known: made === 0 }
}

export async function documentById(tx: Tx, id: string): Promise<Document | undefined> {
  const [found] = await tx.rows<Document>(
    sql`select ${columns} from intake.documents where id = ${id}`,
  )
  return found
}

/** The same, locked: who books rows of a document does it alone. */
export async function lockDocument(tx: Tx, id: string): Promise<Document> {
  const [found] = await tx.rows<Document>(
    sql`select ${columns} from intake.documents where id = ${id} for update`,
  )
  if (!found) throw new Error(`there is no document ${id}`)
  return found
}

export async function bytesOf(tx: Tx, id: string): Promise<Buffer> {
  const [found] = await tx.rows<{ bytes: Buffer }>(
    sql`select bytes from intake.documents where id = ${id}`,
  )
  if (!found) throw new Error(`there is no document ${id}`)
  return found.bytes
}

/** Those of some kinds, newest first, before an id, each with the number of its rows that a person must look at. */
export async function documentsPage(
  tx: Tx,
  { before, limit, of = kinds }: { before: string | null; limit: number; of?: readonly Kind[] },
): Promise<(Document & { repairs: number })[]> {
  return await tx.rows<Document & { repairs: number }>(sql`
    select ${columns}, (
        select count(*) from intake.rows where document_id = documents.id and rows.kind = 'repair') as repairs
    from intake.documents
    where kind = any(${of}::text[]) and (${before}::text is null or id < ${before})
    order by id desc limit ${limit}`)
}

export async function anyDocument(tx: Tx): Promise<Document | undefined> {
  return (await documentsPage(tx, { before: null, limit: 1 }))[0]
}

export async function moveBookedTo(tx: Tx, id: string, row: number): Promise<void> {
  await tx.run(sql`update intake.documents set booked_to = ${row} where id = ${id}`)
}

/** The file was read to its end: what stood in it is known now. */
export async function finishDocument(
  tx: Tx,
  { id, version }: Document,
  { rowsIn, sumFile }: { rowsIn: number; sumFile: number },
  cause: Cause,
): Promise<void> {
  await tx.run(sql`
    update intake.documents
    set state = 'done', problem = null, rows_in = ${rowsIn}, sum_file = ${sumFile}, done_at = ${cause.at},
      version = ${version + 1}
    where id = ${id}`)
  const data = { rows: rowsIn, sum: sumFile }
  intakeFacts.append(tx, [{ stream: id, version: version + 1, type: 'document.read', data }], cause)
}

/** The file cannot be read, or not to its end; what was booked stays. */
export async function failDocument(
  tx: Tx,
  { id, version }: Document,
  problem: DocumentProblem,
  cause: Cause,
): Promise<void> {
  await tx.run(sql`
    update intake.documents
    set state = 'failed', problem = ${JSON.stringify(problem)}::jsonb, version = ${version + 1}
    where id = ${id}`)
  const data = problem
  intakeFacts.append(
    tx,
    [{ stream: id, version: version + 1, type: 'document.failed', data }],
    cause,
  )
}

/** A file that failed may be tried again: it goes on behind what was booked. */
export async function reopenDocument(tx: Tx, { id }: Document): Promise<void> {
  await tx.run(sql`
    update intake.documents set state = 'reading', problem = null where id = ${id} and state = 'failed'`)
}

/** Reading stops behind the rows that are booked, or goes on there. */
export async function turnDocument(
  tx: Tx,
  { id, version, bookedTo }: Document,
  state: 'stopped' | 'reading',
  cause: Cause,
): Promise<Document> {
  const [turned] = await tx.rows<Document>(sql`
    update intake.documents set state = ${state}, version = ${version + 1}
    where id = ${id} returning ${columns}`)
  const type = state === 'stopped' ? 'document.stopped' : 'document.resumed'
  intakeFacts.append(tx, [{ stream: id, version: version + 1, type, data: { bookedTo } }], cause)
  return turned as Document
}

/** A row was put right: `more` is what it counts beyond what the file said. */
export async function noteMended(
  tx: Tx,
  { id, version }: Document,
  mended: { row: number; kind: string; more: number },
  cause: Cause,
): Promise<void> {
  await tx.run(sql`
    update intake.documents set sum_mended = sum_mended + ${mended.more}, version = ${version + 1}
    where id = ${id}`)
  const fact = { stream: id, version: version + 1, data: mended }
  intakeFacts.append(tx, [{ ...fact, type: 'document.row_mended' }], cause)
}
