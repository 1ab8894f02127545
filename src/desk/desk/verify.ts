import { type Check, compare, factsOf, openCheck, type Tx } from '../../base/platform/index.ts'
import { commentsAfter } from './comments.sql.ts'
import { countedRuns } from './runs.sql.ts'

const limit = 500

/** What a run says of itself is what its orders say, and every comment stands in the log with its order and whom it names. */
export async function verifyDesk(tx: Tx): Promise<Check[]> {
  return [await verifyRuns(tx), await verifyComments(tx)]
}

async function verifyRuns(tx: Tx): Promise<Check> {
  const check = openCheck('runs = outcomes of their orders')
  for (let after = ''; ; ) {
    const runs = await countedRuns(tx, after, limit)
    for (const { id, total, done, refused, items, itemsDone, itemsRefused } of runs)
      compare(check, {
        ...{ id, what: 'total, done, refused' },
        expected: [items, itemsDone, itemsRefused],
        found: [total, done, refused],
      })
    if (runs.length < limit) return check
    after = runs.at(-1)?.id ?? ''
  }
}

async function verifyComments(tx: Tx): Promise<Check> {
  const check = openCheck('comments = their facts')
  for (let after = ''; ; ) {
    const comments = await commentsAfter(tx, after, limit)
    const facts = await factsOf(
      tx,
      comments.map(({ id }) => id),
    )
    const told = new Map(facts.map(({ stream, by, data }) => [stream, { by, ...data }]))
    for (const { id, by, orderId: order, mentions } of comments)
      compare(check, { id, what: 'fact', expected: { by, order, mentions }, found: told.get(id) })
    if (comments.length < limit) return check
    after = comments.at(-1)?.id ?? ''
  }
}
