/**
 * What the company says of itself and works by: its name and address, the channels that orders come from with what they
 * promise, its carriers, the texts on its papers. Each change is a fact with before and after.
 */
export { changeCompany } from './change.ts'
export { companyContract } from './contract.ts'
export { companyHandlers } from './http.ts'
export { type Carrier, type Channel, type Company, ownCarrier, type Template } from './kinds.ts'
export {
  carrierOf,
  carriersInUse,
  channelNames,
  channelsNamed,
  companyOf,
  templatesOf,
} from './readers.ts'
