import type { RefusalTable } from '../../base/http/index.ts'

export const viewsRefusals = {
  too_many_views: [409, 'You have the highest number of saved views: delete one first'],
} satisfies RefusalTable
