import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { historyAnswer, settingFields } from '../../base/settings/index.ts'
import { carrier, channel, company, type Kind, kinds, template } from './kinds.ts'

const kind = z.enum(Object.keys(kinds) as [Kind, ...Kind[]])
const params = z.strictObject({ kind, code: field.code })

const setting = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('company'), value: company, ...settingFields }),
    z.object({ kind: z.literal('channel'), value: channel, ...settingFields }),
    z.object({ kind: z.literal('carrier'), value: carrier, ...settingFields }),
    z.object({ kind: z.literal('template'), value: template, ...settingFields }),
  ])
  .meta({ id: 'Setting' })

const value = z.record(z.string(), z.unknown())

/** What the company sets. Reading is for everybody who is signed in: every screen and paper speaks by it. */
export const companyContract = {
  'GET /api/settings': {
    summary: 'What the company has set: itself, channels, carriers, texts of papers',
    permission: 'signedIn',
    query: z.strictObject({ kind: kind.optional() }),
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
