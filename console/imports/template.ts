import type { Words } from '../base/words.ts'
import { columns } from './mending.ts'

/** What a file is to have, in the words of the page: its columns and one row. Spreadsheets take the mark before it for UTF-8. */
export function templateOf({ t, lang }: Pick<Words, 't' | 'lang'>): string {
  const country = lang === 'zh' ? '中国' : 'United Kingdom'
  const row = [
    'A-1001',
    'SKU-1',
    t('imports.template_goods'),
    '2',
    '2026-01-31 10:00',
    '12.50',
    '',
    country,
  ]
  return `\uFEFF${[columns.map((column) => t(`imports.column_${column}`)), row].map((cells) => cells.join(',')).join('\r\n')}\r\n`
}
