import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'

const customer = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'E.164' }),
    language: z.enum(['zh', 'en']).nullable(),
    note: z.string().nullable(),
    version: z.int(),
    createdAt: z.string(),
    changedAt: z.string(),
  })
  .meta({ id: 'Customer' })

const customerRow = customer
  .extend({ orderCount: z.int(), lastOrderAt: z.string().nullable() })
  .meta({ id: 'CustomerRow' })

/** An address in a request, of a customer or an order. */
export const addressFields = {
  name: field.text(200),
  company: field.text(200).optional(),
  country: field.country,
  region: field.text(100).optional(),
  city: field.text(100),
  district: field.text(100).optional(),
  street: field.text(300),
  postcode: field.text(20).optional(),
  phone: field.text(40).optional(),
}

const email = z.email().max(254)
const phone = field.text(40)
const country = field.country.meta({
  description: 'the country of a telephone number that is given without country code',
})
const byId = z.strictObject({ id: field.id })

export const customersContract = {
  'GET /api/customers': {
    summary:
      'Customers, by newest, most orders or last order; searched by name, e-mail and telephone',
    permission: 'customers:read',
    personal: true,
    query: z.strictObject({
      ...field.page,
      q: field.optionalText(200).optional(),
      sort: z.enum(['newest', 'orders', 'lastOrder']).default('newest'),
    }),
    answer: z.object({ items: z.array(customerRow), next: z.string().nullable() }),
  },
  'GET /api/customers/{id}': {
    summary:
      'One customer with the addresses used, the ids of the newest orders, and possible duplicates',
    permission: 'customers:read',
    personal: true,
    params: byId,
    answer: customerRow
      .extend({
        addresses: z.array(z.object(addressFields)),
        orders: z.array(z.string()),
        alike: z
          .array(z.object({ id: z.string(), name: z.string(), by: z.enum(['phone', 'address']) }))
          .meta({ description: 'customers who may be the same person, and the fields they share' }),
      })
      .meta({ id: 'WholeCustomer' }),
  },
  'POST /api/customers/{id}/reveal': {
    summary: 'The unmasked contact data of a customer; it is recorded who asked',
    permission: 'customers:reveal',
    params: byId,
    answer: z
      .object({
        email: z.string().nullable(),
        phone: z.string().nullable(),
        addresses: z.array(z.object(addressFields)),
      })
      .meta({ id: 'CustomerContact' }),
  },
  'GET /api/reveals': {
    summary: 'Who saw unmasked contact data, newest first; `of` names a customer or order',
    permission: 'audit:read',
    query: z.strictObject({ ...field.page, of: field.id.optional() }),
    answer: z.object({
      items: z.array(
        z
          .object({
            id: z.string(),
            customer: z.string().nullable(),
            order: z.string().nullable(),
            orders: z
              .int()
              .nullable()
              .meta({ description: 'the number of orders, when it was an exported file' }),
            by: z.string(),
            command: z.string(),
            at: z.string(),
          })
          .meta({ id: 'Reveal' }),
      ),
      next: z.string().nullable(),
    }),
  },
  'POST /api/customers': {
    summary: 'Make a customer',
    permission: 'customers:write',
    personal: true,
    body: z.strictObject({
      name: field.text(200),
      email: email.optional(),
      phone: phone.optional(),
      country: country.optional(),
      language: z.enum(['zh', 'en']).optional(),
      note: field.text(2_000).optional(),
      addresses: z.array(z.strictObject(addressFields)).max(50).default([]),
    }),
    status: 201,
    answer: customer,
    keyed: { together: 128 },
    refusals: ['email_taken', 'phone_not_valid'],
  },
  'PATCH /api/customers/{id}': {
    summary: 'Change a customer; a field that is left out stays, null empties it',
    permission: 'customers:write',
    personal: true,
    params: byId,
    body: z.strictObject({
      name: field.text(200).optional(),
      email: email.nullable().optional(),
      phone: phone.nullable().optional(),
      country: country.optional(),
      language: z.enum(['zh', 'en']).nullable().optional(),
      note: field.text(2_000).nullable().optional(),
    }),
    answer: customer,
    refusals: ['version_mismatch', 'email_taken', 'phone_not_valid'],
  },
} as const satisfies Contract
