import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

const counts = z.strictObject({
  state: z.enum(['running', 'stopped', 'done']),
  total: z.int(),
  done: z.int(),
  refused: z.int(),
})
/** One's own runs are always one's own. */
const ofRun = { stream: 'blk_', readers: 'audit:read', heardByDoer: true, leaves: true } as const

export const runsFacts = factTable({
  'bulk.started': { data: z.strictObject({ do: z.string(), total: z.int() }), ...ofRun },
  'bulk.progressed': { data: counts, ...ofRun },
  'bulk.stopped': { data: counts, ...ofRun },
  'bulk.resumed': { data: counts, ...ofRun },
  'bulk.retried': { data: counts, ...ofRun },
})
