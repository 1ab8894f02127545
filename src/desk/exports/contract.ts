import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { orderFilter } from '../find/index.ts'
import { type ColumnKey, columnKeys, usualColumns } from './columns.ts'

const known = new Set<string>(columnKeys)

export const csvMedia = 'text/csv'
export const xlsxMedia = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const exportQuery = z.strictObject({
  ...orderFilter.shape,
  format: z.enum(['csv', 'xlsx']).default('csv'),
  columns: z
    .string()
    .max(1_000)
    .default(usualColumns.join(','))
    .refine((text) => text.split(',').every((key) => known.has(key)), 'unknown_column')
    .transform((text) => [...new Set(text.split(','))] as ColumnKey[])
    .meta({ description: `Separated by commas: ${columnKeys.join(', ')}` }),
  language: z.enum(['zh', 'en']).default('en'),
  tz: field
    .text(60)
    .default('UTC')
    .refine(isTimeZone, 'time_zone')
    .meta({ description: 'IANA name of the time zone of the times in the file' }),
})
export type ExportAsked = z.output<typeof exportQuery>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

export const exportsContract = {
  'GET /api/orders/export': {
    summary: 'The orders of a list as a file; the header `x-rows` says how many to expect',
    permission: 'orders:read',
    query: exportQuery,
    media: [csvMedia, xlsxMedia],
    refusals: ['too_many_rows'],
  },
} as const satisfies Contract
