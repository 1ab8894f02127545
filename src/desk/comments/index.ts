/**
 * What colleagues write about an order, and whom they call. A comment is no part of the order: it changes nothing of it, and the
 * log keeps that it was written, not what it says.
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
