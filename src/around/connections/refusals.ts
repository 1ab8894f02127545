import type { RefusalTable } from '../../base/http/index.ts'

/** Why the address of a receiver, or a request about it, may be refused. */
export const connectionsRefusals = {
  url_invalid: [422, 'This is not a valid address for a receiver'],
  url_scheme_not_allowed: [422, 'The address must begin with https://'],
  url_port_not_allowed: [422, 'This port is not allowed'],
  url_has_credentials: [422, 'The address must not contain a user name or password'],
  host_not_found: [422, 'No host has this name'],
  address_not_public: [422, 'The address points into a private network: use a public one'],
  too_many_webhooks: [409, 'The highest number of webhooks is reached: remove one first'],
} satisfies RefusalTable
