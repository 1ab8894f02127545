/**
 * Allocation: which order gets the stock. An order claims free stock when it is placed. Stock that comes in or is freed later goes
 * to the waiting orders, the earliest promise first, and no later order of the queue takes a piece that an earlier one could use.
 * This follows the log, so an order placed just before may still find the piece free (decision 21).
 */
import { module } from '../../base/module/index.ts'
import { allocationFollowers } from './follow.ts'

export { allocationFollowers } from './follow.ts'

export const allocation = module({ name: 'allocation', followers: () => allocationFollowers })
