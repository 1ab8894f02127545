/**
 * People, their sessions, API keys and what each may do. It answers the server's question who asks, lets people in and
 * out, and never lets anyone give more than they have. What happens here stands in the log, without any secret.
 */
export { type Identity, type IdentityOptions, openIdentity } from './authenticate.ts'
export { rightsNow } from './callers.sql.ts'
export { identityContract } from './contract.ts'
export { firstRun } from './first-run.ts'
export { identityHandlers } from './http.ts'
export { identityRefusals } from './refusals.ts'
export {
  type Permission,
  permissions,
  permissionsOf,
  type RoleName,
  roleNames,
  roles,
} from './roles.ts'
export { keepDailyHeads, seal, verifyLog, writeDailyHead } from './seals.ts'
