// What all modules say as one: the API, every refusal, what follows the log.
import { type ContractOf, planOf } from './base/module/index.ts'
import { modules } from './modules.ts'

export const plan = planOf(modules)

/** The whole API as data. */
export const contract: ContractOf<typeof modules> = plan.contract

/** Every refusal of the house: code → HTTP status and English title. */
export const { refusals } = plan
