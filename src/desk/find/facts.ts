import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

export const findFacts = factTable({
  'order_list.made': {
    data: z.strictObject({ found: z.int(), missing: z.int(), doubtful: z.int() }),
    stream: 'lst_',
    readers: 'audit:read',
    leaves: true,
  },
})
