/**
 * When an order is promised to ship, decided in one place for quotes, order entry and placing. Today it follows from the hours of
 * the channel; a module that can give better dates answers the question that is asked here.
 */
import { module } from '../../base/module/index.ts'

export { type Promises, promiseAfter, promisesOf, usualHours } from './promise.ts'
export type { DatesAsked, DatesGiven } from './question.ts'

export const promise = module({ name: 'promise' })
