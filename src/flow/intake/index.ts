/**
 * The way in for what others wrote: documents are kept as they came and read into orders, returns, charges and movements,
 * each by the reader of its kind. A reader is a folder with a door of its own and a line in `readers.ts`.
 * Every row of a document becomes exactly one of them or waits in the repair list with its reason; nothing is dropped.
 */
import { module } from '../../base/module/index.ts'
import { intakeContract } from './contract.ts'
import { intakeFacts } from './facts.ts'
import { intakeHandlers } from './http.ts'
import { intakeJobs } from './jobs.ts'
import { intakeRefusals } from './refusals.ts'
import { verifyIntake } from './verify.ts'

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
export { type Proof, proveImport } from './report.ts'
export { ordersOf, repairsPage } from './rows.sql.ts'
export { explainProblem, explainRepair } from './words.ts'

export const intake = module({
  name: 'intake',
  contract: intakeContract,
  handlers: ({ database, refusals, wake }) => intakeHandlers(database, refusals, wake),
  refusals: intakeRefusals,
  facts: intakeFacts,
  jobs: ({ database }) => intakeJobs(database),
  checks: verifyIntake,
})
