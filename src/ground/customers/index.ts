/**
 * The people who buy: their contact data, the addresses they used and their orders. A buyer is recognised by e-mail or telephone,
 * so that each person is kept once.
 */
import { module } from '../../base/module/index.ts'
import { customersContract } from './contract.ts'
import { customersFacts } from './facts.ts'
import { customersFollowers } from './follow.ts'
import { customersHandlers } from './http.ts'
import { customersRefusals } from './refusals.ts'
import { verifyCustomers } from './verify.ts'

export { addressFields, customersContract } from './contract.ts'
export { normalPhone, normalPhoneLine } from './customer.ts'
export { knownCustomers } from './customers.sql.ts'
export type { OrderTold } from './follow.ts'
export { ordersOfCustomer } from './orders.sql.ts'
export { recordReveal } from './reveals.sql.ts'

export const customers = module({
  name: 'customers',
  contract: customersContract,
  handlers: ({ database }) => customersHandlers(database),
  refusals: customersRefusals,
  facts: customersFacts,
  followers: () => customersFollowers,
  checks: verifyCustomers,
})
