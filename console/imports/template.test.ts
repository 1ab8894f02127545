import { expect, test } from 'vitest'
import en from '../words/en/imports.json' with { type: 'json' }
import zh from '../words/zh/imports.json' with { type: 'json' }
import { templateOf } from './template.ts'

const speak = (words: Record<string, string>, lang: 'zh' | 'en') =>
  templateOf({ lang, t: (key: string) => words[key.replace('imports.', '')] ?? key } as never)

test('the template is a table whose columns are the ones that the page names', () => {
  for (const [words, lang, first] of [
    [zh, 'zh', '订单号,商品编码,'],
    [en, 'en', 'InvoiceNo,StockCode,'],
  ] as const) {
    const [head = '', row = '', end] = speak(words, lang).split('\r\n')
    expect(head.startsWith(`\uFEFF${first}`)).toBe(true)
    expect([row.split(',').length, end]).toEqual([head.split(',').length, ''])
  }
})
