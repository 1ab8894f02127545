import { enqueue, enqueueAgain, type JobKind } from '../../base/jobs/index.ts'
import type { Database, Tx } from '../../base/platform/index.ts'
import { type Document, documentById } from './documents.sql.ts'
import { importDocument } from './import.ts'

const kind = 'import'
/** A large file takes several leases; each goes on behind the rows that are booked. */
const policy = { tries: 1_000, seconds: 86_400 }

/** Has a document read in the background, again where that failed. One that the demo is made of is left to it. */
export async function readLater(tx: Tx, { id, state, origin, version }: Document): Promise<void> {
  if (state === 'done' || state === 'stopped' || origin === 'demo') return
  // The document's version: one that was stopped and goes on needs another job, for the first may still be running.
  const job = { kind, stream: id, version, payload: {}, lane: kind }
  if (state === 'failed') await enqueueAgain(tx, [job])
  else await enqueue(tx, [job])
}

/** Reads documents that were sent, one chunk after the other, until they are at their end or the lease is. */
export function intakeJobs(database: Database): Record<string, JobKind> {
  return {
    [kind]: {
      policy,
      handle: async ({ stream }, signal) => {
        const document = await database.read((tx) => documentById(tx, stream))
        if (!document) return { dead: 'the document is gone' }
        try {
          await importDocument(database, stream, { by: document.by, signal })
          return 'done'
        } catch (error) {
          if (signal.aborted) return { error: 'not at its end yet', retryAfterSeconds: 1 }
          throw error
        }
      },
    },
  }
}
