import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

const names = z.strictObject({ zh: z.string(), en: z.string() })
const place = z.strictObject({
  code: z.string(),
  name: names,
  address: z.looseObject({}),
  priority: z.int(),
  active: z.boolean(),
})
const level = z.strictObject({ sku: z.string(), location: z.string() })
const piece = level.extend({ quantity: z.int() })

/** The stream of a level: `stock:<location>:<sku>`. */
const ofLevel = {
  stream: 'stock:',
  readers: 'stock:read',
  within: { location: ({ stream }: { stream: string }) => stream.split(':')[1] ?? '' },
  leaves: true,
} as const

export const stockFacts = factTable({
  'stock.moved': {
    data: piece.extend({
      cause: z.string(),
      onHand: z.int().meta({ description: 'what is there after it' }),
      note: z.string().nullish(),
    }),
    ...ofLevel,
  },
  'stock.safety_set': { data: level.extend({ safety: z.int(), before: z.int() }), ...ofLevel },
  'stock.reservation_ended': {
    data: z.strictObject({ pieces: z.array(piece) }),
    stream: 'rsv_',
    readers: 'stock:read',
    leaves: true,
  },
  'location.changed': {
    data: z.strictObject({ before: place.nullable(), after: place }),
    stream: 'location:',
    readers: 'stock:read',
    leaves: true,
  },
})
