/**
 * People, their sessions, API keys and what each may do. It tells the server who sent a request, signs people in and out, and
 * never lets anyone give more rights than they have. Everything that happens here is in the log, without any secret.
 */
import { type House, module, oncePer } from '../../base/module/index.ts'
import { openIdentity } from './authenticate.ts'
import { identityContract } from './contract.ts'
import { identityFacts } from './facts.ts'
import { identityHandlers } from './http.ts'
import { identityRefusals } from './refusals.ts'
import { seal } from './seals.ts'

export type { Identity, IdentityOptions } from './authenticate.ts'
export { rightsNow } from './callers.sql.ts'
export { firstRun } from './first-run.ts'
export {
  type Permission,
  permissions,
  permissionsOf,
  type RoleName,
  roleNames,
  roles,
} from './roles.ts'
export { keepDailyHeads, verifyLog, writeDailyHead } from './seals.ts'

/** The house's memory of keys and sessions: the routes drop from it what the server's question is answered by. */
export const identityOf = oncePer(({ database, committed, onError, config }: House) =>
  openIdentity({
    database,
    committed,
    onError: (error) => onError('identity', error),
    ...(config.THROUGHLINE_PUBLIC_URL && { publicUrl: config.THROUGHLINE_PUBLIC_URL }),
  }),
)

export const identity = module({
  name: 'identity',
  contract: identityContract,
  handlers: (house) => identityHandlers(identityOf(house)),
  refusals: identityRefusals,
  facts: identityFacts,
  followers: () => [seal],
})
