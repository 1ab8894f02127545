/**
 * Saved views: what a list shows and how, under a name, for oneself or for all. A view holds no orders, only what is asked for;
 * the log tells who saved it, not what they look for.
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
