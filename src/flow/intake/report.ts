import type { Tx } from '../../base/platform/index.ts'
import { sumPlaced } from '../../orders/index.ts'
import { sumCredits } from '../aftersales/index.ts'
import type { Document } from './documents.sql.ts'
import { countRows, effectsAfter, sumRepairs } from './rows.sql.ts'

/** What a document became: `orders`, `returns` are counts of them, `charges`, `movements`, `repairs` of rows. Sums in minor units. */
export type ImportReport = {
  rows: number
  orders: number
  returns: number
  charges: number
  movements: number
  repairs: number
  sumFile: number
  sumSystem: number
}

/**
 * `agrees`: every row of the file is accounted for, and the sums are the same but for what people put right (`sumMended`).
 * `accounted`: rows that became something.
 */
export type Proof = ImportReport & { accounted: number; sumMended: number; agrees: boolean }

/**
 * Compares the file with the system. The system's side is counted and added up by the database from what stands there now:
 * orders as placed, less what returns give back, plus the rows still to be repaired; movements carry no money.
 */
export async function proveImport(tx: Tx, document: Document): Promise<Proof> {
  const { id, rowsIn, sumFile, sumMended } = document
  const counts = await countRows(tx, id)
  const sumSystem =
    (await addUp(tx, id, 'order', sumPlaced)) -
    (await addUp(tx, id, 'return', sumCredits)) +
    (await sumRepairs(tx, id))
  return {
    rows: rowsIn ?? counts.rows,
    orders: counts.orders,
    returns: counts.returns,
    charges: counts.charge,
    movements: counts.movement,
    repairs: counts.repair,
    sumFile: sumFile ?? 0,
    sumSystem,
    accounted: counts.rows,
    sumMended,
    agrees: rowsIn === counts.rows && sumFile !== null && sumFile + sumMended === sumSystem,
  }
}

const page = 5_000

async function addUp(
  tx: Tx,
  documentId: string,
  which: 'order' | 'return',
  sumOf: (tx: Tx, ids: readonly string[]) => Promise<number>,
): Promise<number> {
  let sum = 0
  let after = ''
  for (;;) {
    const ids = await effectsAfter(tx, documentId, which, { after, limit: page })
    sum += await sumOf(tx, ids)
    if (ids.length < page) return sum
    after = ids.at(-1) as string
  }
}
