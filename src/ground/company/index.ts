/**
 * The settings of the company: its name and address, the channels that orders come from and their promises, its carriers, the
 * texts on its papers. Each change is a fact with before and after.
 */
import { module } from '../../base/module/index.ts'
import { settingsFacts, settingsRefusals } from '../../base/settings/index.ts'
import { companyContract } from './contract.ts'
import { companyHandlers } from './http.ts'

export { changeCompany } from './change.ts'
export { type Carrier, type Channel, type Company, ownCarrier, type Template } from './kinds.ts'
export {
  carrierOf,
  carriersInUse,
  channelNames,
  channelsNamed,
  companyOf,
  templatesOf,
} from './readers.ts'

export const company = module({
  name: 'company',
  contract: companyContract,
  handlers: ({ database }) => companyHandlers(database),
  refusals: settingsRefusals,
  facts: settingsFacts,
})
