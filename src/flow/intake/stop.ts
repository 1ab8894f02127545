import { type Cause, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { type Document, lockDocument, turnDocument } from './documents.sql.ts'
import { readLater } from './jobs.ts'

/**
 * Stops the reading of a document behind the rows that are booked, which stay. One that the demo company is made of cannot be
 * stopped: its days belong together. Refuses import_not_running with the state.
 */
export async function stopImport(tx: Tx, id: string, cause: Cause): Promise<Document | Refusal> {
  const document = await lockDocument(tx, id)
  const { state, origin } = document
  if (state !== 'reading' || origin === 'demo')
    return refuse('import_not_running', { state, origin })
  return await turnDocument(tx, document, 'stopped', cause)
}

/** Lets a document that was stopped be read on behind what is booked. Refuses import_not_stopped with the state. */
export async function resumeImport(tx: Tx, id: string, cause: Cause): Promise<Document | Refusal> {
  const document = await lockDocument(tx, id)
  const { state } = document
  if (state !== 'stopped') return refuse('import_not_stopped', { state })
  const resumed = await turnDocument(tx, document, 'reading', cause)
  await readLater(tx, resumed)
  return resumed
}
