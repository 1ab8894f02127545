import type { RefusalTable } from '../../base/http/index.ts'

export const shippingRefusals = {
  unknown_package: [422, 'The fulfilment order has no such package'],
  in_the_future: [422, 'The time lies in the future: a carrier reports only what has happened'],
  not_packed: [409, 'No packed package is left to ship: pack first'],
  already_shipped: [409, 'The package has been shipped already'],
  not_shipped: [409, 'The package has not been shipped yet'],
} satisfies RefusalTable
