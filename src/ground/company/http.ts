import type { Handlers } from '../../base/http/index.ts'
import type { Database } from '../../base/platform/index.ts'
import { settingsAnswers } from '../../base/settings/index.ts'
import type { companyContract } from './contract.ts'
import { kinds } from './kinds.ts'

/** The handlers of `companyContract`, to be mounted with it. They begin their own transactions. */
export function companyHandlers(database: Database): Handlers<typeof companyContract> {
  const { list, set, remove, history } = settingsAnswers(database, kinds)
  return {
    'GET /api/settings': list,
    'PUT /api/settings/{kind}/{code}': set,
    'DELETE /api/settings/{kind}/{code}': remove,
    'GET /api/settings/{kind}/{code}/history': history,
  }
}
