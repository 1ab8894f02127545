import { type Check, compare, openCheck, type Tx } from '../../base/platform/index.ts'
import { commentsAfter } from './comments.sql.ts'
import { commentsFacts } from './facts.ts'

const limit = 500

/** Every comment is in the log with its order and the people mentioned. */
export async function verifyComments(tx: Tx): Promise<Check[]> {
  const check = openCheck('comments = their facts')
  for (let after = ''; ; ) {
    const comments = await commentsAfter(tx, after, limit)
    const facts = await commentsFacts.of(
      tx,
      comments.map(({ id }) => id),
    )
    const told = new Map(facts.map(({ stream, by, data }) => [stream, { by, ...data }]))
    for (const { id, by, orderId: order, mentions } of comments)
      compare(check, { id, what: 'fact', expected: { by, order, mentions }, found: told.get(id) })
    if (comments.length < limit) return [check]
    after = comments.at(-1)?.id ?? ''
  }
}
