import { type Check, compare, openCheck, type Tx } from '../../base/platform/index.ts'
import { countedRuns } from './runs.sql.ts'

const limit = 500

/** The counts of a run must agree with the outcomes of its orders. */
export async function verifyRuns(tx: Tx): Promise<Check[]> {
  const check = openCheck('runs = outcomes of their orders')
  for (let after = ''; ; ) {
    const runs = await countedRuns(tx, after, limit)
    for (const { id, total, done, refused, items, itemsDone, itemsRefused } of runs)
      compare(check, {
        ...{ id, what: 'total, done, refused' },
        expected: [items, itemsDone, itemsRefused],
        found: [total, done, refused],
      })
    if (runs.length < limit) return [check]
    after = runs.at(-1)?.id ?? ''
  }
}
