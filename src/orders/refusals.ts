import type { RefusalTable } from '../http/index.ts'

export const ordersRefusals = {
  no_such_version: [404, 'The order has no such version yet'],
  unknown_customer: [422, 'There is no such customer'],
  unknown_sku: [422, 'There is no such sku'],
  no_price: [422, 'There is no price for this sku in this currency'],
  amount_too_large: [422, 'The amount is too large'],
  discount_too_large: [422, 'The discount is larger than what it is taken from'],
  total_negative: [422, 'The order would come to less than nothing'],
  unknown_line: [422, 'The order has no such line'],
  which_hold: [422, 'Several holds stand: name one'],
  out_of_stock: [409, 'There is not enough stock'],
  duplicate_external_ref: [409, 'This channel has sent an order with that reference'],
  wrong_status: [409, 'The order is not in a state that allows this'],
  held: [409, 'A hold blocks this'],
  not_held: [409, 'No hold stands'],
  too_many_holds: [409, 'Too many holds stand'],
  already_released: [409, 'The warehouse has been told to send it'],
  not_enough: [409, 'There are not that many pieces'],
  nothing_to_do: [409, 'There is nothing left to do'],
  not_allocated_there: [409, 'The pieces are not allocated at that location'],
  more_than_paid: [409, 'That is more than was paid'],
} satisfies RefusalTable
