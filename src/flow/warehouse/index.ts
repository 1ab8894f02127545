/**
 * Work at a location: an order that is released becomes one fulfilment order per location, the pick list shows them, picking
 * and packing move their pieces, what nobody has picked can be called back, and the order moves with them. What leaves and by
 * which carrier is the shipping's business.
 */
export {
  fulfilmentOrder as fulfilmentOrderSchema,
  pieces as piecesSchema,
  warehouseContract,
} from './contract.ts'
export { companionsOf, readFulfilmentOrders } from './fulfilment.sql.ts'
export {
  evolve,
  type FulfilmentFact,
  type FulfilmentOrder,
  goWith,
  type PackedPieces,
  pack,
} from './fulfilment.ts'
export { warehouseHandlers } from './http.ts'
export { pickFulfilmentOrders } from './pick.ts'
export { type RecallRequest, recallFulfilmentOrders, recallReleased } from './recall.ts'
export { warehouseRefusals } from './refusals.ts'
export { releaseOrders } from './release.ts'
export { countShipped } from './shipped.ts'
export { stepOf } from './together.ts'
export { verifyFulfilmentOrders } from './verify.ts'
export { fulfilmentOrderViews } from './view.ts'
export {
  type By,
  inRounds,
  isSeen,
  note,
  openWork,
  reach,
  type Scope,
  saveWork,
  type Work,
} from './work.ts'
