/**
 * Who buys: people, how to reach them, the addresses they used and the orders that were theirs. Whoever orders becomes known
 * by e-mail or telephone; the same person is kept once.
 */
export { addressFields, customersContract } from './contract.ts'
export { normalPhone, normalPhoneLine } from './customer.ts'
export { knownCustomers } from './customers.sql.ts'
export { customersFollowers } from './follow.ts'
export { customersHandlers } from './http.ts'
export { ordersOfCustomer } from './orders.sql.ts'
export { customersRefusals } from './refusals.ts'
export { recordReveal } from './reveals.sql.ts'
export { verifyCustomers } from './verify.ts'
