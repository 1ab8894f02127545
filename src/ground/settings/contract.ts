import { z } from 'zod'
import { type Contract, field, historyAnswer } from '../../base/http/index.ts'
import { carrier, channel, company, kinds, template } from './values.ts'

const params = z.strictObject({ kind: z.enum(kinds), code: field.code })

const changed = {
  code: z.string(),
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
}

const setting = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('company'), value: company, ...changed }),
    z.object({ kind: z.literal('channel'), value: channel, ...changed }),
    z.object({ kind: z.literal('carrier'), value: carrier, ...changed }),
    z.object({ kind: z.literal('template'), value: template, ...changed }),
  ])
  .meta({ id: 'Setting' })

const value = z.record(z.string(), z.unknown())

/** What the company sets. Reading is for everybody who is signed in: every screen and paper speaks by it. */
export const settingsContract = {
  'GET /api/settings': {
    summary: 'What the company has set: itself, channels, carriers, texts of papers',
    permission: 'signedIn',
    query: z.strictObject({ kind: z.enum(kinds).optional() }),
    answer: z.object({ items: z.array(setting) }),
  },
  'PUT /api/settings/{kind}/{code}': {
    summary: 'Set one, whole; If-Match "0" means that there must be none yet',
    permission: 'settings:manage',
    params,
    body: value.meta({ description: 'the value of this kind, as GET /api/settings shows it' }),
    answer: setting,
    refusals: ['unknown_setting', 'too_many_settings', 'version_mismatch'],
  },
  'DELETE /api/settings/{kind}/{code}': {
    summary: 'Remove one; its history stays',
    permission: 'settings:manage',
    params,
    status: 204,
    refusals: ['version_mismatch'],
  },
  'GET /api/settings/{kind}/{code}/history': {
    summary: 'Who changed it when, from what to what; newest first',
    permission: 'settings:manage',
    params,
    answer: historyAnswer(value.nullable()),
  },
} as const satisfies Contract
