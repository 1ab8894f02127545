/**
 * Saved views: the filters and columns of a list under a name, for one person or for everybody. A view contains no orders; the log
 * records who saved it, not what they search for.
 */
import { module } from '../../base/module/index.ts'
import { viewsContract } from './contract.ts'
import { viewsFacts } from './facts.ts'
import { viewsHandlers } from './http.ts'
import { viewsRefusals } from './refusals.ts'

export const views = module({
  name: 'views',
  contract: viewsContract,
  handlers: ({ database }) => viewsHandlers(database),
  facts: viewsFacts,
  refusals: viewsRefusals,
})
