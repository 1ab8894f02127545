import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

const text = z.string().nullable()
const match = z.strictObject({
  orderId: z.string(),
  orderLine: z.int(),
  how: z.enum(['return', 'cancel']),
  quantity: z.int(),
  credit: z.int(),
})
const ofReturn = { stream: 'ret_', readers: 'orders:read', leaves: true } as const

export const aftersalesFacts = factTable({
  'return.received': {
    data: z.strictObject({
      number: z.string(),
      state: z.enum(['received', 'settled']),
      channel: text,
      orderId: text,
      document: text,
      reference: text,
      customer: text,
      reason: z.string(),
      credit: z.int(),
      currency: z.string(),
      location: text,
      receivedAt: z.string(),
      version: z.int(),
      lines: z.array(
        z.strictObject({
          line: z.int(),
          sku: text,
          charge: text,
          label: text,
          quantity: z.int(),
          matched: z.int(),
          credit: z.int(),
          condition: text,
          disposition: z.enum(['restock', 'scrap', 'none']),
          matches: z.array(match),
        }),
      ),
    }),
    ...ofReturn,
  },
  'return.matched': {
    data: z.strictObject({
      matches: z.array(match.extend({ id: z.string(), line: z.int(), match: z.int() })),
    }),
    ...ofReturn,
  },
  'return.settled': { data: z.strictObject({}), ...ofReturn },
})
