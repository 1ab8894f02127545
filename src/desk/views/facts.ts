import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

/** What a view shows is not told: the log is for who did what, not for what they search. */
const view = z.strictObject({ place: z.string(), shared: z.boolean() })
const ofView = { stream: 'view_', readers: 'audit:read', leaves: true } as const

export const viewsFacts = factTable({
  'view.saved': { data: view, ...ofView },
  'view.changed': { data: view, ...ofView },
  'view.removed': { data: view, ...ofView },
})
