/**
 * After the sale: returns, with three separate facts for each piece: in what condition it was received, what became of it, and what
 * money moved. Pieces of a return are matched to orders as far as these are known; the others stay on the return until then.
 */
import { module } from '../../base/module/index.ts'
import { aftersalesContract } from './contract.ts'
import { aftersalesFacts } from './facts.ts'
import { aftersalesHandlers } from './http.ts'
import { aftersalesRefusals } from './refusals.ts'

export { aftersalesContract } from './contract.ts'
export { aftersalesHandlers } from './http.ts'
export { type MatchRequest, matchReturn, settleReturn } from './match.ts'
export { type ReceivedOutcome, receiveReturns } from './receive.ts'
export type { Disposition, ReceivedLine, ReceivedReturn, ReturnMatch } from './return.ts'
export { type ReturnRequest, returnFromOrders } from './return-order.ts'
export { type Return, type ReturnLine, readReturns } from './returns.sql.ts'
export { sumCredits } from './sums.sql.ts'

export const aftersales = module({
  name: 'aftersales',
  contract: aftersalesContract,
  handlers: ({ database }) => aftersalesHandlers(database),
  refusals: aftersalesRefusals,
  facts: aftersalesFacts,
})
