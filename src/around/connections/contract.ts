import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { connectionsRefusals } from './refusals.ts'
import { wishShape } from './wants.ts'

const permission = 'webhooks:manage'
const params = z.strictObject({ id: field.id })
const time = z.iso.datetime()
const url = field.text(2000).meta({ description: 'https, a public host, port 443 or 8443' })
const types = z
  .array(z.string().max(100).regex(wishShape))
  .min(1)
  .max(50)
  .meta({ description: 'types of facts; a star matches anything', examples: [['order.*']] })
const description = field.optionalText(200)
const contacts = z.boolean().meta({
  description: 'whether telephones, e-mails and streets are sent in full; if not, they are masked',
})

const webhook = z
  .object({
    id: field.id,
    url: z.string(),
    description: z.string(),
    types: z.array(z.string()),
    contacts: z.boolean(),
    active: z.boolean(),
    disabledReason: z.string().nullable(),
    formerSecretUntil: time.nullable(),
    version: z.int(),
    madeBy: z.string(),
    madeAt: time,
    waiting: z.int(),
    dead: z.int(),
  })
  .meta({ id: 'Webhook' })

const withSecret = z.object({
  webhook,
  secret: z.string().meta({
    description: 'shown only this once; used to sign messages according to Standard Webhooks 1.0',
  }),
})

const state = z.enum(['waiting', 'delivered', 'dead'])
const delivery = z
  .object({
    id: field.id.meta({ description: 'the `webhook-id` header, the same at every attempt' }),
    stream: z.string(),
    version: z.int(),
    type: z.string(),
    at: time,
    state,
    tries: z.int(),
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable(),
    response: z.string().nullable(),
    milliseconds: z.int().nullable(),
    triedAt: time.nullable(),
    nextTryAt: time.nullable(),
  })
  .meta({ id: 'Delivery' })

const urlRefusals = Object.keys(connectionsRefusals).filter((code) => code !== 'too_many_webhooks')

/**
 * Receivers and their delivery log. None of the writes takes an Idempotency-Key, because the stored answer would contain the
 * secret that is shown once. A retry does little harm: a receiver added twice is removed, and a message sent twice has one id.
 */
export const connectionsContract = {
  'GET /api/webhooks': {
    summary: 'All webhooks',
    permission,
    answer: z.object({ items: z.array(webhook) }),
  },
  'POST /api/webhooks': {
    summary: 'Add a webhook',
    permission,
    body: z.strictObject({
      url,
      types,
      description: description.default(''),
      contacts: contacts.default(false),
    }),
    status: 201,
    answer: withSecret,
    refusals: Object.keys(connectionsRefusals),
  },
  'GET /api/webhooks/{id}': {
    summary: 'One webhook',
    permission,
    params,
    answer: webhook,
  },
  'PATCH /api/webhooks/{id}': {
    summary: 'Change a webhook, or switch it on or off',
    permission,
    params,
    body: z.strictObject({
      url: url.optional(),
      types: types.optional(),
      description: description.optional(),
      contacts: contacts.optional(),
      active: z.boolean().optional(),
    }),
    answer: webhook,
    refusals: urlRefusals,
  },
  'DELETE /api/webhooks/{id}': {
    summary: 'Remove a webhook with its delivery log',
    permission,
    params,
    status: 204,
  },
  'POST /api/webhooks/{id}/rotate-secret': {
    summary: 'Make a new secret; for a while messages are signed with the old one too',
    permission,
    params,
    body: z.strictObject({
      keepSeconds: z
        .int()
        .min(0)
        .max(30 * 86_400)
        .default(86_400),
    }),
    answer: withSecret,
  },
  'POST /api/webhooks/{id}/test': {
    summary: 'Send a test message',
    permission,
    params,
    status: 202,
    answer: z.object({ delivery: field.id }),
  },
  'GET /api/webhooks/{id}/deliveries': {
    summary: 'The messages of a webhook, newest first',
    permission,
    params,
    query: z.strictObject({ ...field.page, state: state.optional() }),
    answer: z.object({ items: z.array(delivery), next: z.string().nullable() }),
  },
  'GET /api/webhooks/{id}/deliveries/{deliveryId}/request': {
    summary: 'The body and headers of a message, contact data masked; each attempt is signed anew',
    permission,
    params: z.strictObject({ id: field.id, deliveryId: field.id }),
    answer: z.object({
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
    }),
  },
  'POST /api/webhooks/{id}/deliveries/{deliveryId}/replay': {
    summary: 'Send one message again',
    permission,
    params: z.strictObject({ id: field.id, deliveryId: field.id }),
    status: 202,
    answer: z.object({ replayed: z.int() }),
  },
  'POST /api/webhooks/{id}/replay': {
    summary: 'Send again all messages that were given up, or all since a given time',
    permission,
    params,
    body: z.strictObject({ since: time.optional() }),
    status: 202,
    answer: z.object({ replayed: z.int() }),
  },
} satisfies Contract
