// What can happen to people and keys. Neither name, e-mail nor any secret stands in a fact, and none leaves the house.
import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

const limits = z.array(z.string()).readonly().nullable()
const rights = z.strictObject({ role: z.string(), channels: limits, locations: limits })
const nothing = z.strictObject({})

const ofUser = { stream: 'usr_', readers: 'audit:read', leaves: false } as const
const ofKey = { ...ofUser, stream: 'key_' } as const

export const identityFacts = factTable({
  user_made: { data: rights, ...ofUser },
  user_renamed: { data: nothing, ...ofUser },
  user_rights_changed: { data: rights, ...ofUser },
  user_disabled: { data: nothing, ...ofUser },
  user_enabled: { data: nothing, ...ofUser },
  password_set: { data: nothing, ...ofUser },
  signed_in: { data: nothing, ...ofUser },
  signed_out: { data: nothing, ...ofUser },
  sign_in_refused: { data: nothing, ...ofUser, stream: ['usr_', 'strangers'] },
  key_made: {
    data: rights.extend({
      role: z.string().nullable(),
      permissions: z.array(z.string()).readonly().nullish(),
      ratePerSecond: z.int().nullish(),
      expiresAt: z.string().nullish(),
    }),
    ...ofKey,
  },
  key_revoked: { data: nothing, ...ofKey },
})
