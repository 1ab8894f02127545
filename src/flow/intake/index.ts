/**
 * The way in for what others wrote: documents are kept as they came and read into orders, returns, charges and movements,
 * each by the reader of its kind. A reader is a folder with a door of its own and a line in `readers.ts`.
 * Every row of a document becomes exactly one of them or waits in the repair list with its reason; nothing is dropped.
 */
export { intakeContract, largestFile } from './contract.ts'
export {
  anyDocument,
  type Document,
  keepDocument,
} from './documents.sql.ts'
export { intakeHandlers } from './http.ts'
export { type ImportOptions, importDocument } from './import.ts'
export { intakeJobs } from './jobs.ts'
export {
  type BookedChunk,
  type Buyer,
  bookChunk,
  type Known,
  type OrderBookEntry,
  type OrderBookRow,
  orderBook,
  portionOf,
  readOrderBook,
  type Stretch,
  stretchesOf,
} from './order-book/index.ts'
export type { Portion, Reader } from './reader.ts'
export { intakeRefusals } from './refusals.ts'
export { type Proof, proveImport } from './report.ts'
export { ordersOf, repairsPage } from './rows.sql.ts'
export { verifyIntake } from './verify.ts'
export { explainProblem, explainRepair } from './words.ts'
