/**
 * What the company sets once and reads every day: its name and address, its channels with their promise, its carriers, the
 * texts on its papers. Each change is a fact with before and after, so that who changed what can always be told.
 */
export { changeSettings } from './change.ts'
export { settingsContract } from './contract.ts'
export { settingsHandlers } from './http.ts'
export {
  carrierOf,
  carriersInUse,
  channelNames,
  companyOf,
  promiseOf,
  templatesOf,
} from './readers.ts'
export { settingsRefusals } from './refusals.ts'
export { type Carrier, type Channel, type Company, ownCarrier, type Template } from './values.ts'
