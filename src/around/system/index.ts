/**
 * What the system says about itself: health, the log as pages and as a stream, followers and their lag, its own API.
 */
import { module } from '../../base/module/index.ts'
import { systemContract } from './contract.ts'
import { systemHandlers } from './http.ts'

export const system = module({
  name: 'system',
  contract: systemContract,
  handlers: ({ document, news, ...house }) =>
    systemHandlers({ ...house, openApiDocument: () => document, wait: news }),
})
