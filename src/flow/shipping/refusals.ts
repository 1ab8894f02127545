import type { RefusalTable } from '../../base/http/index.ts'

export const shippingRefusals = {
  unknown_package: [422, 'The fulfilment order has no such package'],
  in_the_future: [422, 'The carrier cannot know this yet'],
  not_packed: [409, 'Nothing is packed that has not left'],
  already_shipped: [409, 'The package has left'],
  not_shipped: [409, 'The package has not left'],
} satisfies RefusalTable
