// What can happen to customers. What they are called and how they are reached stands in no fact.
import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

const ofCustomer = { stream: 'cus_', readers: 'customers:read', leaves: true } as const

export const customersFacts = factTable({
  'customer.made': {
    data: z.strictObject({
      order: z.string().optional().meta({ description: 'the order that they were recognised by' }),
    }),
    ...ofCustomer,
  },
  'customer.changed': {
    data: z.strictObject({
      fields: z.array(z.enum(['name', 'email', 'phone', 'language', 'note'])),
    }),
    ...ofCustomer,
  },
  'contact.revealed': {
    data: z
      .union([
        z.strictObject({ customer: z.string() }),
        z.strictObject({ order: z.string() }),
        z.strictObject({ orders: z.int() }),
      ])
      .meta({ description: 'whose, or those of so many orders of a list' }),
    stream: 'rvl_',
    readers: 'audit:read',
    leaves: true,
  },
})
