import { expect, test } from 'vitest'
import { bookParts, makeBook, makeZip, readMade } from './file.fixture.ts'

const row = (n: number, cells: string) => `<row r="${n}">${cells}</row>`
const text = (ref: string, value: string) =>
  `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`

test('every type of cell is read as what the sheet shows', async () => {
  const cells = [
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="B1"><v>2.5499999999999998</v></c>',
    '<c r="C1" s="1"><v>40513.351388888892</v></c>',
    '<c r="D1" t="b"><v>1</v></c>',
    '<c r="E1" t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r><rPh><t>no</t></rPh></is></c>',
    '<c r="F1" t="str"><f>A1&amp;"x"</f><v>formula</v></c>',
    '<c r="G1" t="e"><v>#N/A</v></c>',
    '<c r="H1" t="d"><v>2010-12-01T08:26:00</v></c>',
    '<c r="I1"><v>1e309</v></c>',
    '<c r="J1" s="3"><v>1234.5</v></c>',
  ]
  const { rows } = await readMade(makeBook(row(1, cells.join('')), ['Tom &amp; Jerry_x000D_']))
  expect(rows).toEqual([
    {
      row: 1,
      cells: [
        'Tom & Jerry\r',
        2.55,
        new Date('2010-12-01T08:26:00Z'),
        true,
        'in line',
        'formula',
        '#N/A',
        new Date('2010-12-01T08:26:00Z'),
        '1e309',
        1234.5,
      ],
    },
  ])
})

test('blank rows are left out and their numbers kept, gaps between cells are null', async () => {
  const sheet = row(2, text('A2', 'head')) + row(3, '<c r="A3" s="1"/>') + row(7, text('C7', 'x'))
  const { rows } = await readMade(makeBook(sheet))
  expect(rows).toEqual([
    { row: 2, cells: ['head'] },
    { row: 7, cells: [null, null, 'x'] },
  ])
})

test('rows and cells without references follow the one before', async () => {
  const sheet =
    '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="B5"><v>3</v></c><c><v>4</v></c></row>'
  const { rows } = await readMade(makeBook(sheet))
  expect(rows).toEqual([
    { row: 1, cells: [1, 2] },
    { row: 5, cells: [null, 3, 4] },
  ])
})

test('names with a namespace prefix mean the same', async () => {
  const parts = bookParts('')
  const sheet = { ...parts[6], name: 'xl/worksheets/sheet1.xml' }
  sheet.data =
    '<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
  const { rows } = await readMade(makeZip([...parts.slice(0, 6), { ...sheet, data: sheet.data }]))
  expect(rows).toEqual([{ row: 1, cells: [7] }])
})

test('dates before the 29 February that never was, and of a book that counts from 1904', async () => {
  const sheet = row(1, '<c r="A1" s="2"><v>1</v></c><c r="B1" s="2"><v>61</v></c>')
  const since1900 = await readMade(makeBook(sheet))
  expect(since1900.rows[0]?.cells).toEqual([new Date('1900-01-01'), new Date('1900-03-01')])
  const book =
    '<workbook><workbookPr date1904="1"/><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>'
  const since1904 = await readMade(makeZip(bookParts(sheet, [], book)))
  expect(since1904.rows[0]?.cells).toEqual([new Date('1904-01-02'), new Date('1904-03-02')])
})

test('a hidden sheet gives way to a visible one, and a book without sheets says so', async () => {
  const hidden = '<sheet name="H" state="hidden" r:id="rId9"/><sheet name="A" r:id="rId1"/>'
  const book = (sheets: string) => `<workbook><sheets>${sheets}</sheets></workbook>`
  const parts = bookParts(row(1, text('A1', 'seen')), [], book(hidden))
  expect((await readMade(makeZip(parts))).rows).toEqual([{ row: 1, cells: ['seen'] }])
  const none = await readMade(makeZip(bookParts('', [], book(''))))
  expect(none.problem).toMatchObject({ code: 'sheet_missing' })
})

test('a DOCTYPE is refused wherever it stands', async () => {
  const parts = bookParts(row(1, text('A1', 'x')))
  for (const [index, part] of parts.entries()) {
    if (part.name === '[Content_Types].xml') continue
    const bad = [...parts]
    bad[index] = { ...part, data: `<!DOCTYPE r [<!ENTITY a "b">]>${part.data}` }
    expect((await readMade(makeZip(bad))).problem).toMatchObject({ code: 'doctype' })
  }
})

test.each([
  ['an unknown entity', row(1, text('A1', '&boom;')), { code: 'damaged', why: 'xml_entity' }],
  ['a character past Unicode', row(1, text('A1', '&#x110000;')), { code: 'damaged' }],
  [
    'a shared string that is not there',
    row(1, '<c r="A1" t="s"><v>9</v></c>'),
    { code: 'damaged' },
  ],
  ['rows out of order', row(2, text('A2', 'x')) + row(1, text('A1', 'y')), { code: 'damaged' }],
  ['a row past the last one', row(1_048_577, text('A1', 'x')), { code: 'damaged' }],
  [
    'a value in a far column',
    row(3, text('XFD3', 'x')),
    { code: 'too_many_columns', row: 3, column: 16_384 },
  ],
  [
    'a cell of 40,000 characters',
    row(4, text('B4', 'x'.repeat(40_000))),
    { code: 'cell_too_long', row: 4, column: 2 },
  ],
  ['a sheet that stops half-way', '<row r="1"><c r="A1"><v>1', { code: 'damaged' }],
  ['no rows at all', '', { code: 'empty' }],
])('%s is a named problem', async (_, sheet, problem) => {
  expect((await readMade(makeBook(sheet))).problem).toMatchObject(problem)
})

test('rows read before a problem are delivered', async () => {
  const good = Array.from({ length: 5_000 }, (_, n) =>
    row(n + 1, `<c r="A${n + 1}"><v>${n}</v></c>`),
  )
  const { rows, problem } = await readMade(makeBook(good.join('') + row(9_000, text('XFD1', 'x'))))
  expect(problem).toMatchObject({ code: 'too_many_columns', row: 9_000 })
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ row, cells }) => cells[0] === row - 1)).toBe(true)
})

test('a far painted cell without a value is no column', async () => {
  const { rows } = await readMade(makeBook(row(1, `${text('A1', 'x')}<c r="XFD1" s="1"/>`)))
  expect(rows).toEqual([{ row: 1, cells: ['x'] }])
})

test('text that is not UTF-8 is refused', async () => {
  const parts = bookParts('')
  const data = Buffer.concat([Buffer.from('<worksheet>'), Buffer.from([0xff, 0xfe])])
  const bad = parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, data } : part))
  expect((await readMade(makeZip(bad))).problem).toMatchObject({ code: 'unreadable_encoding' })
})
