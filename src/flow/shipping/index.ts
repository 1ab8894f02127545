/**
 * What leaves the house: packages packed for fulfilment orders, the carrier and number they go by, the papers that travel
 * with them, and what the carrier says of them until they are delivered. The order is told in the same transaction; an order
 * shipped without packing gets its package from the log.
 */
import { answerWhichPackages } from '../../orders/index.ts'
import { holdingAt } from './packages.sql.ts'

export { packageSchema, shippingContract } from './contract.ts'
export { shippingFollowers } from './follow.ts'
export { shippingHandlers } from './http.ts'
export { type Packed, type PackRequest, packFulfilmentOrders } from './pack.ts'
export type { Package } from './package.ts'
export { packagesOf, readPackages } from './packages.sql.ts'
export { shippingRefusals } from './refusals.ts'
export { type Sent, type ShipRequest, shipFulfilmentOrders } from './ship.ts'
export { type Tracked, type TrackRequest, trackPackages } from './track.ts'
export {
  type TrackingEvent,
  type TrackingStatus,
  trackingOf,
  trackingStatuses,
} from './tracking.ts'
export { verifyPackages } from './verify.ts'

answerWhichPackages(holdingAt)
