import type { RefusalTable } from '../../base/http/index.ts'

export const runsRefusals = {
  too_many_orders: [422, 'One run cannot take that many orders: narrow the selection'],
  no_orders: [422, 'The selection contains no orders'],
  run_is_over: [409, 'The run has finished'],
  run_goes_on: [409, 'The run has not finished: wait for it, or stop it'],
  cannot_be_undone: [409, 'This kind of run cannot be undone'],
  nothing_done: [409, 'This run has changed nothing that could be undone'],
  already_undone: [409, 'This run has been undone already'],
  nothing_refused: [409, 'No order of this run was refused'],
} satisfies RefusalTable
