/**
 * Until when an order is promised to leave, said in one place for who asks, who enters and what is placed. Today by the hours
 * of its channel; whoever can give better dates answers the question that is asked here.
 */
import { module } from '../../base/module/index.ts'

export { promiseAfter, usualHours } from './promise.ts'
export { type Promises, promisesOf } from './promises.ts'
export type { DatesAsked, DatesGiven } from './question.ts'

export const promise = module({ name: 'promise' })
