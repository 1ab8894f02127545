// What can happen to receivers. It is nobody's news outside the house; a ping goes only to the one that is tried.
import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

const wish = z.strictObject({
  url: z.string(),
  types: z.array(z.string()),
  description: z.string(),
  contacts: z.boolean(),
})
const nothing = z.strictObject({})
const ofReceiver = { stream: 'whk_', readers: 'audit:read', leaves: false } as const

export const connectionsFacts = factTable({
  'webhook.added': { data: wish, ...ofReceiver },
  'webhook.changed': {
    data: wish.partial().extend({ active: z.boolean().optional() }),
    ...ofReceiver,
  },
  'webhook.secret_rotated': { data: z.strictObject({ formerUntil: z.string() }), ...ofReceiver },
  'webhook.removed': { data: nothing, ...ofReceiver },
  'webhook.ping': { data: nothing, ...ofReceiver },
  'webhook.switched_off': { data: z.strictObject({ reason: z.string() }), ...ofReceiver },
})
