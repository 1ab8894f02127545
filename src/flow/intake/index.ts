/**
 * The way in for what others wrote: documents are kept as they came and read into orders, returns, charges and movements.
 * Every row of a document becomes exactly one of them or waits in the repair list with its reason; nothing is dropped.
 */
import { module } from '../../base/module/index.ts'
import { intakeContract } from './contract.ts'
import { intakeFacts } from './facts.ts'
import { intakeHandlers } from './http.ts'
import { intakeJobs } from './jobs.ts'
import { intakeRefusals } from './refusals.ts'
import { verifyIntake } from './verify.ts'

export type { BookedChunk } from './book-chunk.ts'
export { type Buyer, bookChannel } from './booking.ts'
export { intakeContract } from './contract.ts'
export {
  anyDocument,
  type Document,
  type DocumentProblem,
  documentById,
  keepDocument,
  type NewDocument,
} from './documents.sql.ts'
export { intakeHandlers } from './http.ts'
export { type ImportOptions, importDocument } from './import.ts'
export { intakeJobs } from './jobs.ts'
export { largestFile } from './limits.ts'
export type { OrderBookEntry } from './order-book.ts'
export { type ImportReport, type Proof, proveImport } from './report.ts'
export { ordersOf, repairsPage } from './rows.sql.ts'
export { chunkLimits, type Stretch } from './stretches.ts'
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
