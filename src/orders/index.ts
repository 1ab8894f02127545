/**
 * The spine: the order, from what was agreed to what became of it. Rules decide and evolve over the quantities of its lines;
 * steps load a batch, decide each, and save rows and facts in one transaction. Orders know no step of the flow.
 */
export type { Asked } from './act.ts'
export { axesOf, owed } from './axes.ts'
export { type Brief, briefsOf } from './briefs.sql.ts'
export {
  type CommandBody,
  commandBody,
  commandOf,
  route as commandRoute,
} from './command-shapes.ts'
export { commands, isUndoable, permissionOf, type Undoable } from './commands.ts'
export { ordersContract } from './contract.ts'
export { countOrders, type OrderSums, sumOrders } from './counts.ts'
export { unallocated, worthOf } from './decide.ts'
export { replay } from './evolve.ts'
export type { OrderFact, Shipped } from './facts.ts'
export { type OrderSelection, orderFilter } from './filter-shape.ts'
export { ordersFollowers } from './follow.ts'
export { foresee } from './foresee.ts'
export { ordersHandlers } from './http.ts'
export { listOrders, type OrderFilter, type OrderSummary, orderIds } from './list.ts'
export { forgetLists } from './lists.ts'
export { lockMerged, membersOf } from './merge.sql.ts'
export { mergeWaits, releasing } from './merge.ts'
export { type MergeRequest, mergeOrders } from './merge-orders.ts'
export { type Opened, openOrders, wishOf } from './open.ts'
export type { Address, Line, LinePieces, NewOrder, Order, PlacedPieces } from './order.ts'
export { channelsOf, lockOrders, readOrders } from './orders.sql.ts'
export { countPacked, packedOf } from './packed.sql.ts'
export type { Packed } from './packed.ts'
export { keepPacked, openPacking, type Packing, takeForPacking } from './packing.ts'
export { type CommandRequest, type Performed, perform } from './perform.ts'
export { type PlaceRequest, placeOrders } from './place.ts'
export { ordersRefusals } from './refusals.ts'
export { searchedBy } from './search.ts'
export { fact as factSchema, newOrder, order as orderSchema } from './shapes.ts'
export { sumPlaced } from './sums.sql.ts'
export { takenBack } from './take-back.ts'
export { foldTallies } from './tallies.sql.ts'
export { performTogether } from './together.ts'
export { verifyOrders } from './verify.ts'
export { factView, orderView, versionTag } from './view.ts'
export { waitingOrders } from './waiting.sql.ts'
