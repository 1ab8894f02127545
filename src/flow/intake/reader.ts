import type { Cause, Tx } from '../../base/platform/index.ts'
import type { Cell, TableChunk } from '../../base/tables/index.ts'
import type { RowReason } from './rows.sql.ts'

/** The kinds of documents, each with a reader of its own. */
export const kinds = ['order_book'] as const

export type Kind = (typeof kinds)[number]

/** What is known of one kind of document. Whoever keeps, stops, mends and proves documents knows no kind and asks here. */
export type Reader = {
  /** Everything that a document of this kind says belongs to this channel. */
  channel: string
  /** What its prices are in where the sender does not say, and how many digits they have behind the point. */
  currency: { usual: string; digits: number }
  /** The columns of its rows, which are what can be put right. */
  columns: readonly string[]
  /**
   * Reads a file from its first row to its last, in the portions it is booked in. The same file always falls into the same
   * portions. A row that cannot be understood is booked as a repair and stops no other. Throws TableProblem where the file is
   * no document of this kind.
   */
  read: (table: AsyncIterable<TableChunk>) => AsyncIterable<Portion>
  /** Judges a row that a person put right by the same rules: ready to be booked, or its first fault. */
  judge: (row: number, cells: Readonly<Record<string, Cell>>) => Portion | Fault
  /** The reasons of its repairs as English words, by their codes. */
  faults: Readonly<Record<string, string>>
}

/** Rows of a document that are booked in one transaction. `sum`: of those rows that say an amount, in minor units. */
export type Portion = {
  rows: number
  sum: number
  lastRow: number
  /** Books those of its rows that stand behind `bookedTo`, and writes for each of them the one thing it became. */
  book: (tx: Tx, booking: Booking, bookedTo: number) => Promise<unknown>
}

/** What a portion is booked under: the document, and who does it when. */
export type Booking = { documentId: string; currency: string; cause: Cause }

export type Fault = RowReason & { column: string }

export function isFault(judged: Portion | Fault): judged is Fault {
  return 'code' in judged
}
