/**
 * Money in and out, as it is told to us: payments and refunds are facts of their order, and its paid status is a formula over
 * them. Nothing is charged here; who moves the money tells it.
 */
export { paymentsContract } from './contract.ts'
export { paymentsHandlers } from './http.ts'
