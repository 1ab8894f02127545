import type { RefusalTable } from '../../base/http/index.ts'

/** What a receiver's address or a request about it may be refused for. */
export const connectionsRefusals = {
  url_invalid: [422, 'This is no address of a receiver'],
  url_scheme_not_allowed: [422, 'The address must begin with https://'],
  url_port_not_allowed: [422, 'This port is not allowed'],
  url_has_credentials: [422, 'The address must not contain a user name or password'],
  host_not_found: [422, 'There is no host of this name'],
  address_not_public: [422, 'The address leads into a private network'],
  too_many_webhooks: [409, 'There are as many webhooks as are allowed'],
} satisfies RefusalTable
