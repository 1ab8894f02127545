/**
 * Webhooks to other systems, according to Standard Webhooks 1.0. A follower turns facts into messages, one per subscribed receiver.
 * Jobs send them, those of one stream in order, until they are accepted or three days are over. A log shows every message with its
 * last attempt, and any message can be sent again. No message can be sent to an address inside the network.
 */
import { type House, module } from '../../base/module/index.ts'
import { connectionsContract } from './contract.ts'
import { forgetDelivered } from './deliveries.sql.ts'
import { connectionsFacts } from './facts.ts'
import { webhooksFollower } from './follow.ts'
import { connectionsHandlers } from './http.ts'
import { connectionsRefusals } from './refusals.ts'
import { webhookJobs } from './send.ts'

export { connectionsContract } from './contract.ts'
export type { Address, Reach, Resolve } from './destination.ts'
export { webhooksFollower } from './follow.ts'
export { type ConnectionsOptions, connectionsHandlers } from './http.ts'
export { connectionsRefusals } from './refusals.ts'
export { type SenderOptions, webhookJobs } from './send.ts'

const ways = ({ database, config }: House) => ({
  database,
  reach: { to: config.THROUGHLINE_WEBHOOKS_TO },
})

export const connections = module({
  name: 'connections',
  contract: connectionsContract,
  handlers: (house) => connectionsHandlers({ ...ways(house), wake: house.wake }),
  refusals: connectionsRefusals,
  facts: connectionsFacts,
  followers: ({ facts }) => [webhooksFollower({ facts })],
  jobs: (house) => webhookJobs(ways(house)),
  tidies: [(tx) => forgetDelivered(tx, 30)],
})
