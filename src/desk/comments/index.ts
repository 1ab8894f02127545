/**
 * What colleagues write about an order, and whom they call. A comment is no part of the order: it changes nothing of it, and the
 * log keeps that it was written, not what it says.
 */
export { commentsContract } from './contract.ts'
export { commentsHandlers } from './http.ts'
export { verifyComments } from './verify.ts'
