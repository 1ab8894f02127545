/**
 * The spine: the order, from what was agreed to what became of it. Rules decide and evolve over the quantities of its lines;
 * steps load a batch, decide each, and save rows and facts in one transaction. Orders know no step of the flow.
 */
export type { Asked } from './act.ts'
export { axesOf, owed } from './axes.ts'
export { ordersContract } from './contract.ts'
export { unallocated, worthOf } from './decide.ts'
export { replay } from './evolve.ts'
export type { OrderFact, Shipped } from './facts.ts'
export { ordersFollowers } from './follow.ts'
export { ordersHandlers } from './http.ts'
export type { Address, Line, LinePieces, NewOrder, Order, PlacedPieces } from './order.ts'
export { channelsOf, lockOrders, readOrders } from './orders.sql.ts'
export { type CommandRequest, type Performed, perform } from './perform.ts'
export { type PlaceRequest, placeOrders } from './place.ts'
export { ordersRefusals } from './refusals.ts'
export { fact as factSchema, newOrder, order as orderSchema } from './shapes.ts'
export { sumPlaced } from './sums.sql.ts'
export { verifyOrders } from './verify.ts'
export { factView, orderView, versionTag } from './view.ts'
export { waitingOrders } from './waiting.sql.ts'
