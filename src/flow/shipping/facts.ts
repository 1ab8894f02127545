import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'
import { packageFacts, trackingStatuses } from '../warehouse/index.ts'

const text = z.string().nullable()

export const shippingFacts = factTable({
  'package.tracked': {
    data: z.strictObject({
      orderId: z.string(),
      status: z.enum(trackingStatuses),
      at: z.string(),
      place: text,
      source: z.string(),
      sourceCode: text,
    }),
    stream: 'pkg_',
    readers: 'orders:read',
    leaves: true,
  },
})

/** All that can happen to a package, from being packed in the warehouse to the last word of its carrier. */
export const toldOfPackages = factTable({ ...packageFacts.kinds, ...shippingFacts.kinds })
