import { expect, test } from 'vitest'
import { writeXlsx } from '../../src/base/tables/index.ts'
import { headsOf } from '../../src/desk/exports/telling.ts'
import { en as enFile, zh as zhFile } from '../../src/desk/exports/words.ts'
import { fill, type Params } from '../base/message.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh.ts'
import { rowsEnding, rowsUnpacked } from './download.ts'
import { fileColumns, fileColumnsOf } from './export-columns.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('rows are counted also where a line end falls between two pieces', () => {
  const count = rowsEnding()
  expect(['a,b\r', '\n1,2\r\n', '"x\ny"\r\n', '\r'].map((piece) => count(bytes(piece)))).toEqual([
    0, 2, 1, 0,
  ])
})

test('the rows of a workbook are counted while it comes, wherever its pieces are cut', async () => {
  const rows = Array.from({ length: 2_000 }, (_, n) => [{ number: String(n) }, { text: '</row>' }])
  async function* given() {
    yield rows
  }
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx(given(), 'Orders')) pieces.push(piece)
  const whole = Uint8Array.from(Buffer.concat(pieces))
  const count = rowsUnpacked()
  let sum = 0
  for (let at = 0; at < whole.length; at += 997) sum += count(whole.slice(at, at + 997))
  await expect.poll(() => (sum += count(new Uint8Array(0)))).toBe(2_000)
})

test('a file has the columns of the list, each once and in its sequence', () => {
  expect(fileColumnsOf(['promisedFor', 'state', 'reason', 'total', 'number', 'total'])).toEqual([
    ...['promisedFor', 'state', 'reason', 'total', 'currency', 'number'],
  ])
})

const screen: Record<string, string> = {
  promisedFor: 'promise',
  placedAt: 'placed',
  externalRef: 'ref',
}
const languages = { zh, en }
const files = { zh: zhFile, en: enFile }

test.each(['zh', 'en'] as const)('a file says in %s what the screen says', (language) => {
  const { desk, deskwork, codes } = languages[language] as unknown as Record<
    'desk' | 'deskwork' | 'codes',
    Record<string, string>
  >
  const heads = headsOf(fileColumns, language)
  expect(heads).toEqual(fileColumns.map((key) => deskwork[`export_col_${key}`]))
  // A customer is told with the city on the screen, and in a column of their own here.
  const differing = fileColumns.filter((key, at) => {
    const said = desk[`col_${screen[key] ?? key}`]
    return key !== 'customer' && said !== undefined && said !== heads[at]
  })
  expect(differing).toEqual([])
  const { codes: told, steps, short, rest } = files[language]
  expect(Object.keys(told).filter((key) => codes[key] !== told[key])).toEqual([])
  const { held, ...ways } = steps
  expect(held).toBe(desk.bucket_held)
  const said = (key: string, params: object) => fill(codes[key] ?? key, params as Params, language)
  for (const [n, of] of [
    [2, 5],
    [1, 1],
  ] as const)
    expect([short(n, of), rest(n)]).toEqual([
      ...[said('rest_stock', { n, of }), said('rest_release', { n })],
    ])
  const states = Object.entries(ways).filter(([step, text]) => desk[`state_${step}`] !== text)
  expect(states).toEqual([])
})
