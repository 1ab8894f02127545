import { type Check, compare, openCheck, type Tx } from '../../base/platform/index.ts'
import { documentsPage } from './documents.sql.ts'
import { proveImport } from './report.ts'

const limit = 100

/** Every row of a document that was read is accounted for, and what it says adds up to what stands in the system. */
export async function verifyIntake(tx: Tx): Promise<Check[]> {
  const rows = openCheck('rows of documents = rows accounted for')
  const sums = openCheck('sums of documents = sums in the system')
  for (let before: string | null = null; ; ) {
    const documents = await documentsPage(tx, { before, limit })
    for (const document of documents) {
      if (document.state !== 'done') continue
      const { id } = document
      const proof = await proveImport(tx, document)
      compare(rows, { id, what: 'rows', expected: proof.rows, found: proof.accounted })
      const expected = proof.sumFile + proof.sumMended
      compare(sums, { id, what: 'sum', expected, found: proof.sumSystem })
    }
    if (documents.length < limit) return [rows, sums]
    before = documents.at(-1)?.id ?? null
  }
}
