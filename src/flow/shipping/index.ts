/**
 * Shipping: which packages are handed over, with which carrier and tracking number, their labels, and what the carrier reports
 * until they are delivered. The order changes in the same transaction.
 */
import { module } from '../../base/module/index.ts'
import { shippingContract } from './contract.ts'
import { shippingFacts } from './facts.ts'
import { shippingHandlers } from './http.ts'
import { shippingRefusals } from './refusals.ts'
import { verifyPackages } from './verify.ts'

export { shippingContract } from './contract.ts'
export { shippingHandlers } from './http.ts'
export { type ShipRequest, shipFulfilmentOrders } from './ship.ts'
export { type Tracked, type TrackRequest, trackPackages } from './track.ts'
export { type TrackingEvent, trackingOf } from './tracking.ts'

export const shipping = module({
  name: 'shipping',
  contract: shippingContract,
  handlers: ({ database, refusals }) => shippingHandlers(database, refusals),
  refusals: shippingRefusals,
  facts: shippingFacts,
  checks: verifyPackages,
})
