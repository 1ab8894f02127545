import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

const bookedTo = z.strictObject({ bookedTo: z.int() })
const ofDocument = { stream: 'doc_', readers: 'imports:read', leaves: true } as const

export const intakeFacts = factTable({
  'document.received': {
    data: z.strictObject({
      name: z.string(),
      media: z.string(),
      size: z.int(),
      sha256: z.string(),
      origin: z.enum(['command', 'upload', 'demo']),
    }),
    ...ofDocument,
  },
  'document.read': { data: z.strictObject({ rows: z.int(), sum: z.int() }), ...ofDocument },
  'document.failed': {
    data: z.strictObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
      place: z.strictObject({
        row: z.int().exactOptional(),
        column: z.int().exactOptional(),
      }),
    }),
    ...ofDocument,
  },
  'document.stopped': { data: bookedTo, ...ofDocument },
  'document.resumed': { data: bookedTo, ...ofDocument },
  'document.row_mended': {
    data: z.strictObject({ row: z.int(), kind: z.string(), more: z.int() }),
    ...ofDocument,
  },
})
