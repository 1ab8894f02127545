import { enqueue, type JobHandler } from '../../base/jobs/index.ts'
import { type Database, type Refusal, refuse, sql, type Tx } from '../../base/platform/index.ts'
import { available, type Book, type Piece, reserve } from './book.ts'
import { stockFacts } from './facts.ts'
import { levelAt } from './shelf.ts'
import { openBook, saveBook } from './stock.sql.ts'

export type ReservationRequest = {
  id: string
  lines: { sku: string; quantity: number }[]
  expiresAt: Date
  by: string
  command: string
}
export type Reservation = {
  id: string
  expiresAt: string
  pieces: (Piece & { sku: string })[]
}

/** Reserves stock until a time: each request completely or not at all (`out_of_stock`). A sku named twice is added up. */
export async function reserveStock(
  tx: Tx,
  batch: readonly ReservationRequest[],
  at: Date,
): Promise<(Reservation | Refusal)[]> {
  const skus = new Set(batch.flatMap(({ lines }) => lines.map(({ sku }) => sku)))
  const book = await openBook(tx, [...skus])
  const outcomes = batch.map((request) => reserveOne(book, request))
  const made = outcomes.flatMap((outcome, index) =>
    'pieces' in outcome
      ? outcome.pieces.map((piece) => ({
          id: outcome.id,
          expiresAt: outcome.expiresAt,
          by: batch[index]?.by,
          ...piece,
        }))
      : [],
  )
  if (made.length > 0) {
    saveBook(tx, book, { by: 'system', command: batch[0]?.command ?? '', at })
    await tx.run(sql`
      insert into stock.reservations (id, sku, location, quantity, expires_at, by)
      select id, sku, location, quantity, "expiresAt", by
      from json_to_recordset(${JSON.stringify(made)}::json)
        as new(id text, sku text, location text, quantity int, "expiresAt" timestamptz, by text)`)
    await enqueue(tx, expiries(made))
  }
  return outcomes
}

function reserveOne(
  book: Book,
  { id, lines, expiresAt }: ReservationRequest,
): Reservation | Refusal {
  const demand = new Map<string, number>()
  for (const { sku, quantity } of lines) demand.set(sku, (demand.get(sku) ?? 0) + quantity)
  for (const [sku, wanted] of demand)
    if (available(book, sku) < wanted)
      return refuse('out_of_stock', { sku, wanted, available: available(book, sku) }, '/lines')
  const pieces = [...demand].flatMap(([sku, quantity]) =>
    reserve(book, sku, quantity).map((piece) => ({ sku, ...piece })),
  )
  return { id, expiresAt: expiresAt.toISOString(), pieces }
}

/**
 * Ends reservations, each with its fact: the one that a caller names (`not_found` when it is gone), or those that have expired, at
 * most 1,000. Answers how many rows (reservation and level) were ended.
 */
export async function endReservations(
  tx: Tx,
  which: { id: string; by: string } | 'expired',
  cause: { by: string; command: string; at: Date },
): Promise<number> {
  const condition =
    which === 'expired'
      ? sql`expires_at <= clock_timestamp()`
      : sql`id = ${which.id} and by = ${which.by}`
  const found = await tx.rows<{ id: string; sku: string }>(sql`
    select id, sku from stock.reservations where id in (
      select id from stock.reservations where ${condition} group by id order by min(expires_at) limit 1000)`)
  if (found.length === 0) return 0
  // Locks the levels first, like everywhere: because rows are deleted under these locks, each piece is freed only once.
  const book = await openBook(tx, [...new Set(found.map(({ sku }) => sku))])
  const gone = await tx.rows<Gone>(sql`
    delete from stock.reservations where id = any(${found.map(({ id }) => id)}::text[])
      and sku = any(${found.map(({ sku }) => sku)}::text[]) and ${condition}
    returning id, sku, location, quantity`)
  for (const { sku, location, quantity } of gone) {
    const level = levelAt(book, sku, location)
    level.reserved -= quantity
    book.changedLevels.add(level)
  }
  saveBook(tx, book, cause)
  stockFacts.append(tx, endings(gone), cause)
  return gone.length
}

type Gone = { id: string; sku: string; location: string; quantity: number }

/** One fact for each reservation, so that the orders waiting for the stock get it. */
function endings(gone: readonly Gone[]) {
  const pieces = new Map<string, Omit<Gone, 'id'>[]>()
  for (const { id, ...piece } of gone) pieces.set(id, [...(pieces.get(id) ?? []), piece])
  return [...pieces].map(([stream, pieces]) => ({
    stream,
    version: 1,
    type: 'stock.reservation_ended' as const,
    data: { pieces },
  }))
}

const expiryKind = 'stock.reservation_expiry'

/** A timer for each reservation, so that its stock is free again on time even if no request comes in. */
function expiries(made: readonly { id: string; expiresAt: string }[]) {
  const dueAt = new Map(made.map(({ id, expiresAt }) => [id, new Date(expiresAt)]))
  return [...dueAt].map(([stream, due]) => ({
    kind: expiryKind,
    stream,
    version: 1,
    dueAt: due,
    payload: {},
  }))
}

export function stockJobs(database: Database): Record<string, JobHandler> {
  return {
    [expiryKind]: async ({ stream }) => {
      const cause = { by: 'system', command: stream, at: new Date() }
      await database.begin((tx) => endReservations(tx, 'expired', cause))
      return 'done'
    },
  }
}
