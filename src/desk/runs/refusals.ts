import type { RefusalTable } from '../../base/http/index.ts'

export const runsRefusals = {
  too_many_orders: [422, 'There are too many orders for one run'],
  no_orders: [422, 'There is no order that this is about'],
  run_is_over: [409, 'The run is at its end'],
  run_goes_on: [409, 'The run is still going on'],
  cannot_be_undone: [409, 'What this run did has no command that takes it back'],
  nothing_done: [409, 'This run has done nothing that could be taken back'],
  already_undone: [409, 'This run was taken back already'],
  nothing_refused: [409, 'No order of this run was refused'],
} satisfies RefusalTable
