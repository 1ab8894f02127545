/**
 * Work at a location: a released order becomes one fulfilment order per location. The pick list shows them, picking and packing
 * move their pieces, unpicked pieces can be recalled, and the order changes with them. Packed pieces are in packages until they
 * are shipped; an order shipped without packing gets its package from a follower. Carriers and tracking belong to the shipping
 * module.
 */
import { module } from '../../base/module/index.ts'
import { answerWhichPackages } from '../../orders/index.ts'
import { warehouseContract } from './contract.ts'
import { warehouseFacts } from './facts.ts'
import { warehouseFollowers } from './follow.ts'
import { warehouseHandlers } from './http.ts'
import { holdingAt } from './packages.sql.ts'
import { warehouseRefusals } from './refusals.ts'
import { verifyWarehouse } from './verify.ts'

export { done as doneSchema, packageSchema, warehouseContract } from './contract.ts'
export { packageFacts } from './facts.ts'
export { warehouseFollowers } from './follow.ts'
export type { FulfilmentOrder } from './fulfilment.ts'
export { warehouseHandlers } from './http.ts'
export { type PackRequest, packFulfilmentOrders } from './pack.ts'
export {
  type Done,
  isPackageSeen,
  type Package,
  type TrackingStatus,
  trackingStatuses,
} from './package.ts'
export {
  accountedFor,
  appendFacts,
  lockPackages,
  packagesAfter,
  packagesByTracking,
  packagesOf,
  parcelsOf,
  readPackages,
  updatePackages,
} from './packages.sql.ts'
export { dayIn, type Paper, paperAddress, parcelNames, pdf, type Wish } from './papers.ts'
export { pickFulfilmentOrders } from './pick.ts'
export { type RecallRequest, recallFulfilmentOrders, recallReleased } from './recall.ts'
export { releaseOrders } from './release.ts'
export { doneOrRefused, packageViews, shownBy } from './view.ts'
export {
  type By,
  countShipped,
  inRounds,
  openWork,
  reach,
  type Scope,
  type StepRequest,
  saveWork,
  stepOf,
  type Work,
} from './work.ts'

answerWhichPackages(holdingAt)

export const warehouse = module({
  name: 'warehouse',
  contract: warehouseContract,
  handlers: ({ database, refusals }) => warehouseHandlers(database, refusals),
  refusals: warehouseRefusals,
  facts: warehouseFacts,
  followers: () => warehouseFollowers,
  checks: verifyWarehouse,
})
