/**
 * What colleagues write about an order, and whom they mention. A comment is not part of the order and does not change it; the log
 * records that it was written, not its text.
 */
import { module } from '../../base/module/index.ts'
import { commentsContract } from './contract.ts'
import { commentsFacts } from './facts.ts'
import { commentsHandlers } from './http.ts'
import { verifyComments } from './verify.ts'

export const comments = module({
  name: 'comments',
  contract: commentsContract,
  handlers: ({ database }) => commentsHandlers(database),
  facts: commentsFacts,
  checks: verifyComments,
})
