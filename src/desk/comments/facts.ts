import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

export const commentsFacts = factTable({
  'comment.written': {
    data: z.strictObject({ order: z.string(), mentions: z.array(z.string()) }),
    stream: 'cmt_',
    readers: 'orders:read',
    within: { channel: ({ data }) => String('order' in data && data.order) },
    leaves: true,
  },
})
