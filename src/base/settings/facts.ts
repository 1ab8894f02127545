import { z } from 'zod'
import { factTable } from '../module/index.ts'

/** What it holds, its owner says. */
const value: z.ZodType<object> = z.looseObject({})
const named = z.strictObject({
  kind: z.string(),
  code: z.string(),
  before: value.nullable().meta({ description: 'what was set before; null where nothing was' }),
})
const ofSetting = { stream: 'set_', readers: 'audit:read', leaves: true } as const

/** The facts of every setting; each owner of kinds names this table as its own. */
export const settingsFacts = factTable({
  'setting.changed': { data: named.extend({ after: value }), ...ofSetting },
  'setting.removed': { data: named, ...ofSetting },
})
