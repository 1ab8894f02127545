import type { RefusalTable } from '../../base/http/index.ts'

export const viewsRefusals = {
  too_many_views: [409, 'There are as many saved views as one person may have'],
} satisfies RefusalTable
