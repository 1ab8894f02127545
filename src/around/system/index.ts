/**
 * What the house says about itself: health, the log as pages and as a stream, followers and their lag, its own API.
 */
export { systemContract } from './contract.ts'
export { type SystemOptions, systemHandlers } from './http.ts'
export { makeRing } from './stream.ts'
