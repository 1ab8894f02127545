import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMade } from './file.fixture.ts'

const rowsOf = async (content: string | Buffer) => {
  const { rows, problem } = await readMade(content)
  expect(problem).toBeNull()
  return rows.map(({ cells }) => cells)
}
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

/** 订单号,数量 / 甲,3 in GB18030, which TextEncoder does not write. */
const GB18030 = Buffer.from('b6a9b5a5bac52ccafdc1bf0abcd72c33', 'hex')

test.each([
  ['UTF-8', Buffer.from('订单号,数量\n甲,3')],
  ['UTF-8 with its mark', Buffer.from('\ufeff订单号,数量\n甲,3')],
  ['UTF-16 little end first', Buffer.from('\ufeff订单号,数量\n甲,3', 'utf16le')],
  ['UTF-16 big end first', utf16be('订单号,数量\n甲,3')],
  ['GB18030', GB18030],
])('%s is read', async (_, content) => {
  expect(await rowsOf(content)).toEqual([
    ['订单号', '数量'],
    ['甲', '3'],
  ])
})

test('one letter at the end of a long file decides its encoding', async () => {
  const long = Buffer.concat([Buffer.from('a,b\n'.repeat(40_000)), GB18030])
  expect((await rowsOf(long)).at(-1)).toEqual(['甲', '3'])
})

test('bytes of no encoding are refused', async () => {
  const bytes = Buffer.concat([Buffer.from('a,b\n'), Buffer.from([0xff, 0xff, 0x30])])
  expect((await readMade(bytes)).problem).toMatchObject({ code: 'unreadable_encoding' })
})

test.each([
  ['comma', 'a,b\n1,2'],
  ['semicolon', 'a;b\n1;2'],
  ['tab', 'a\tb\n1\t2'],
  ['carriage returns', 'a,b\r1,2'],
  ['both line ends', 'a,b\r\n1,2\r\n'],
])('%s is recognised', async (_, content) => {
  expect(await rowsOf(content)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
})

test('a delimiter inside quotes of the header does not count', async () => {
  expect(await rowsOf('"a;b;c",d\n1,2')).toEqual([
    ['a;b;c', 'd'],
    ['1', '2'],
  ])
})

test('ragged rows come as they are, blank rows keep their numbers', async () => {
  const { rows } = await readMade('a,b\n1\n\n,\n1,2,3\n')
  expect(rows).toEqual([
    { row: 1, cells: ['a', 'b'] },
    { row: 2, cells: ['1'] },
    { row: 5, cells: ['1', '2', '3'] },
  ])
})

test('quotes keep line breaks, and a quote inside a bare cell is a character', async () => {
  expect(await rowsOf('a,b\n"x\ny","he said ""no"""\n5" pipe,2')).toEqual([
    ['a', 'b'],
    ['x\ny', 'he said "no"'],
    ['5" pipe', '2'],
  ])
})

test('formulas, NUL and look-alikes are text like any other', async () => {
  expect(await rowsOf('a,b\n=1+1,x\0y\n@SUM,１２')).toEqual([
    ['a', 'b'],
    ['=1+1', 'x\0y'],
    ['@SUM', '１２'],
  ])
})

test('a quote that never closes is named with its row, after the rows before it', async () => {
  const { rows, problem } = await readMade('a,b\n1,2\n3,"4\n5,6\n')
  expect(problem).toMatchObject({ code: 'quote_open', row: 3 })
  expect(rows.map(({ row }) => row)).toEqual([1, 2])
})

test('a quote that swallows the rest of a large file is stopped at the longest row', async () => {
  const { problem } = await readMade(`a,b\n"${'1,2\n'.repeat(500_000)}`)
  expect(problem).toMatchObject({ code: 'cell_too_long', row: 2 })
})

test('a cell of ten megabytes is refused with its row', async () => {
  const { problem } = await readMade(`a,b\n1,${'x'.repeat(10_000_000)}`)
  expect(problem).toMatchObject({ code: 'cell_too_long', row: 2 })
})

test('a cell just past the longest is refused with its place', async () => {
  const { problem } = await readMade(`a,b\n1,${'x'.repeat(32_768)}`)
  expect(problem).toMatchObject({ code: 'cell_too_long', row: 2, column: 2, limit: 32_767 })
})

test.each([
  ['in the header', ','.repeat(1_000_000), 1],
  ['further down', `a,b\n${','.repeat(1_000_000)}`, 2],
])('a million columns %s are refused', async (_, content, row) => {
  const { problem } = await readMade(content)
  expect(problem).toMatchObject({ code: 'too_many_columns', row })
})

test.each([
  ['an empty file', '', 'empty'],
  ['nothing but blank lines', '\n\n,,\n', 'empty'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_table'],
  ['a PDF', '%PDF-1.7\n', 'not_a_table'],
  ['a web page', '<html><table></table></html>', 'not_a_table'],
  ['a workbook of before 2007', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'not_a_table'],
  [
    'a workbook with a password',
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
    'encrypted',
  ],
  ['bytes of no meaning', Buffer.from(Array.from({ length: 500 }, (_, n) => n % 7)), 'not_a_table'],
])('%s is a named problem', async (_, content, code) => {
  expect((await readMade(content)).problem).toMatchObject({ code })
})

test('a file past the size limit is not opened further', async () => {
  const { problem } = await readMade('a,b\n1,2', { fileBytes: 5 })
  expect(problem).toMatchObject({ code: 'too_large', found: 7, limit: 5 })
})

/** Without control characters: a file of many is no text, and refused as such above. */
const letter = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  .map((letter) => letter.toWellFormed())
  .filter((letter) => letter >= ' ' || '\t\n\r'.includes(letter))

test('any table of texts that is written with quotes is read back as it was', async () => {
  const text = fc.string({ unit: letter, maxLength: 12 })
  const table = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(table, async (cells) => {
      const quoted = cells.map((row) =>
        row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','),
      )
      const { rows, problem } = await readMade(`"k",""\r\n${quoted.join('\r\n')}`)
      expect(problem).toBeNull()
      const filled = cells
        .map((row, index) => ({ row: index + 2, cells: row.map((text) => text || null) }))
        .filter((row) => row.cells.some((cell) => cell !== null))
      expect(rows.slice(1)).toEqual(filled)
    }),
    { numRuns: 100 },
  )
})
