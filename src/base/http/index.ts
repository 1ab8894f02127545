/**
 * Everything about HTTP: routes as data, strict parsing, problem+json, idempotency, rate limits, metrics, OpenAPI. It knows requests
 * and answers, not orders.
 */
export { eachItem, shapedBy } from './batch.ts'
export {
  type Answer,
  type Asked,
  type Caller,
  type Contract,
  may,
  nobody,
  type Route,
} from './contract.ts'
export * as field from './fields.ts'
export { tokenBuckets } from './limits.ts'
export { metrics } from './metrics.ts'
export { openApi, type Variants } from './openapi.ts'
export { type Page, type PageAsked, type PageKey, pageOf } from './pages.ts'
export { mayReveal, seesWhole } from './personal.ts'
export {
  commonRefusals,
  invalidProblem,
  type Problem,
  problemOf,
  type RefusalTable,
} from './problem.ts'
export { maySee } from './scope.ts'
export { createServer, type Handlers, type ReadHandler } from './server.ts'
export { factSchema, factView, versionTag } from './views.ts'
export type { WriteHandler } from './write.ts'
