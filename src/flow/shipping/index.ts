/**
 * What leaves the house: which packages are handed over, the carrier and number they go by, their labels, and what the carrier
 * says of them until they are delivered. The order is told in the same transaction.
 */
export { shippingContract } from './contract.ts'
export { shippingHandlers } from './http.ts'
export { shippingRefusals } from './refusals.ts'
export { type ShipRequest, shipFulfilmentOrders } from './ship.ts'
export { type Tracked, type TrackRequest, trackPackages } from './track.ts'
export { type TrackingEvent, trackingOf } from './tracking.ts'
export { verifyPackages } from './verify.ts'
