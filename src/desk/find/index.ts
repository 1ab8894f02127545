/**
 * Finding orders: lists that are filtered, searched and sorted, their sums, the counts of the queues, pasted lists, the day at a
 * glance, and quotes. It changes no order; a follower of the log stores the words by which orders are found.
 */
import { module } from '../../base/module/index.ts'
import { findContract } from './contract.ts'
import { findFacts } from './facts.ts'
import { findFollowers } from './follow.ts'
import { findHandlers } from './http.ts'
import { forgetLists } from './lists.ts'

export { findContract } from './contract.ts'
export { sumOrders } from './counts.ts'
export { orderFilter } from './filter-shape.ts'
export { findFollowers } from './follow.ts'
export { findHandlers } from './http.ts'
export { listOrders, type OrderFilter, type OrderSummary } from './list.ts'
export { searchedBy } from './search.ts'

export const find = module({
  name: 'find',
  contract: findContract,
  handlers: ({ database }) => findHandlers(database),
  facts: findFacts,
  followers: () => findFollowers,
  tidies: [(tx) => forgetLists(tx, 90)],
  // A list is filtered and sorted where the orders are, by their indexes, and its counts are exact at the moment they are asked
  // for: functions of orders cannot give that, nor can a copy that follows later.
  reads: { orders: ['orders', 'lines', 'tallies', 'tally_changes', 'hours'] },
})
