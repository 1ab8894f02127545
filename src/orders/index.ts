/**
 * The spine: the order, from what was agreed to what happened since. Rules decide and evolve over the quantities of its lines;
 * steps load a batch, decide each command, and save rows and facts in one transaction. Orders know no step of the flow.
 */
import { answer, module, oncePer } from '../base/module/index.ts'
import { movedElsewhere } from '../ground/stock/index.ts'
import { commands } from './commands.ts'
import { ordersContract } from './contract.ts'
import { orderFacts } from './facts.ts'
import { ordersHandlers } from './http.ts'
import { ordersRefusals } from './refusals.ts'
import { foldTallies } from './tallies.sql.ts'
import { verifyOrders } from './verify.ts'

export type { Asked } from './act.ts'
export { briefsOf, ordersByReference, sumPlaced, waitingOrders } from './asked.sql.ts'
export * as queues from './buckets.ts'
export { commandBody, commandOf, route as commandRoute } from './command-shapes.ts'
export { commands, isUndoable, permissionOf, type Undoable } from './commands.ts'
export { ordersContract } from './contract.ts'
export { unallocated } from './decide.ts'
export { replay } from './evolve.ts'
export { type OrderFact, orderFacts, type Shipped } from './facts.ts'
export { foresee } from './foresee.ts'
export { ordersHandlers } from './http.ts'
export { lockMerged } from './merge.sql.ts'
export { mergeWaits, releasing } from './merge.ts'
export { companions } from './merge-contract.ts'
export { companionsOf, mergeOrders } from './merge-orders.ts'
export { openOrders, wishOf } from './open.ts'
export type { LinePieces, NewOrder, Order, PlacedPieces } from './order.ts'
export { lockOrders, orderColumns, readOrders } from './orders.sql.ts'
export { answerWhichPackages, type Holding, type Standing } from './packed.ts'
export { type CommandRequest, type Performed, perform, performTogether } from './perform.ts'
export { type PlaceRequest, placeOrders } from './place.ts'
export { type Priced, priceOrder } from './price.ts'
export { newOrder, order as orderSchema } from './shapes.ts'
export { takenBack } from './take-back.ts'
export { foldTallies } from './tallies.sql.ts'
export { type OrderStanding, orderView } from './view.ts'

/** Reading all orders is most of a verification: the stock's question and the checks share one reading. */
const verified = oncePer(verifyOrders)

export const orders = module({
  name: 'orders',
  contract: ordersContract,
  handlers: ({ database, refusals }) => ordersHandlers(database, refusals),
  refusals: ordersRefusals,
  facts: orderFacts,
  commands,
  answers: [answer(movedElsewhere, async (tx) => (await verified(tx)).moved)],
  checks: async (tx) => (await verified(tx)).checks,
  tidies: [foldTallies],
})
