/**
 * Allocation: who gets the stock. An order claims what is free when it is placed; what comes in or is given back later goes to
 * the orders that wait for it, the oldest promise first, and no younger one of the queue takes a piece that an older one could
 * use. This follows the log: an order that is placed in the moment before it may still find the piece
 * free (decision 21).
 */
import { module } from '../../base/module/index.ts'
import { allocationFollowers } from './follow.ts'

export { allocationFollowers } from './follow.ts'

export const allocation = module({ name: 'allocation', followers: () => allocationFollowers })
