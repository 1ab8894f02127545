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

/** The company's settings. Everybody who is signed in may read them, because every screen and paper needs them. */
export const companyContract = {
  'GET /api/settings': {
    summary: 'The settings of the company: its data, channels, carriers, texts of papers',
    permission: 'signedIn',
    query: z.strictObject({ kind: kind.optional() }),
    answer: z.object({ items: z.array(setting) }),
  },
  'PUT /api/settings/{kind}/{code}': {
    summary: 'Create or replace a setting; If-Match "0" means that it must not exist yet',
    permission: 'settings:manage',
    params,
    body: value.meta({
      description: 'the value, in the shape that GET /api/settings shows for this kind',
    }),
    answer: setting,
    refusals: ['unknown_setting', 'too_many_settings', 'version_mismatch'],
  },
  'DELETE /api/settings/{kind}/{code}': {
    summary: 'Remove a setting; its history stays',
    permission: 'settings:manage',
    params,
    status: 204,
    refusals: ['version_mismatch'],
  },
  'GET /api/settings/{kind}/{code}/history': {
    summary: 'The changes of a setting: who, when, before and after; newest first',
    permission: 'settings:manage',
    params,
    answer: historyAnswer(value.nullable()),
  },
} as const satisfies Contract
