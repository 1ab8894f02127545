import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { bookParts, makeBook, makeZip, readMade } from './file.fixture.ts'

const SHEET = 'xl/worksheets/sheet1.xml'
const good = bookParts('<row r="1"><c r="A1"><v>1</v></c></row>')
const extra = (entry: object) => makeZip([...good, { name: 'x', data: 'x', ...entry }])
const withSheet = (change: object) =>
  makeZip(good.map((part) => (part.name === SHEET ? { ...part, ...change } : part)))

test('a zip of ten megabytes of spaces is refused by its ratio before it is unpacked', async () => {
  const { problem } = await readMade(withSheet({ data: ' '.repeat(10_000_000) }))
  expect(problem).toMatchObject({ code: 'ratio_too_high', entry: SHEET })
})

test('a size that is stated too small is found out while unpacking', async () => {
  const { problem } = await readMade(withSheet({ data: ' '.repeat(10_000_000), statedSize: 500 }))
  expect(problem).toMatchObject({ code: 'damaged', entry: SHEET, why: 'size' })
})

test('a size that is stated too large is found out as well', async () => {
  const { problem } = await readMade(withSheet({ statedSize: 50_000 }))
  expect(problem).toMatchObject({ code: 'damaged', entry: SHEET, why: 'size' })
})

test('more unpacked bytes than the limit are refused by the directory and while unpacking', async () => {
  const stated = await readMade(extra({ statedSize: 100_000_001 }))
  expect(stated.problem).toMatchObject({ code: 'too_large_unpacked', limit: 100_000_000 })
  const small = await readMade(withSheet({ data: ' '.repeat(900_000), statedSize: 100 }), {
    unpackedBytes: 10_000,
  })
  expect(small.problem).toMatchObject({ code: 'too_large_unpacked', limit: 10_000 })
})

test('more than a thousand entries are refused', async () => {
  const many = Array.from({ length: 1_001 }, (_, n) => ({ name: `f${n}`, data: '' }))
  expect((await readMade(makeZip(many))).problem).toMatchObject({
    code: 'too_many_entries',
    found: 1_001,
  })
})

test.each(['../etc/passwd', '/etc/passwd', 'xl/../../x', 'C:\\x', '..\\x', 'a\0b'])(
  'the entry name %j is refused',
  async (name) => {
    expect((await readMade(extra({ name }))).problem).toMatchObject({ code: 'path_escape' })
  },
)

test.each([
  ['an encrypted entry', extra({ flags: 1 }), { code: 'encrypted' }],
  ['an unknown method', extra({ method: 12 }), { code: 'damaged', why: 'method' }],
  [
    'two entries over the same bytes',
    extra({ statedOffset: 0 }),
    { code: 'damaged', why: 'overlap' },
  ],
  ['a name that stands twice', extra({ name: SHEET.toUpperCase() }), { code: 'damaged' }],
  ['a zip that is no workbook', makeZip([{ name: 'a.txt', data: 'a' }]), { code: 'not_a_table' }],
])('%s is a named problem', async (_, file, problem) => {
  expect((await readMade(file)).problem).toMatchObject(problem)
})

test('a workbook with ZIP64 records, as some servers write them, is read', async () => {
  const zip = new ZipFile()
  for (const { name, data } of good)
    zip.addBuffer(Buffer.from(data), name, { forceZip64Format: true })
  zip.end({ forceZip64Format: true, comment: '' })
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece))
  expect((await readMade(Buffer.concat(pieces))).rows).toEqual([{ row: 1, cells: [1] }])
})

test('a directory that is said to lie where no file reaches is a named problem', async () => {
  const whole = makeZip(good)
  const locator = Buffer.alloc(20, 0xff)
  locator.write('PK\x06\x07', 'latin1')
  const end = whole.lastIndexOf('PK\x05\x06')
  const far = Buffer.concat([whole.subarray(0, end), locator, whole.subarray(end)])
  expect((await readMade(far)).problem).toMatchObject({ code: 'damaged', why: 'directory' })
})

test('a file cut short anywhere is a named problem, never a row that was not there', async () => {
  const whole = makeBook('<row r="1"><c r="A1"><v>1</v></c></row>')
  for (let length = 1; length < whole.length; length += 37) {
    const { rows, problem } = await readMade(whole.subarray(0, length))
    expect(problem?.code).toBe(length < 4 ? undefined : 'damaged')
    if (length >= 4) expect(rows).toEqual([])
  }
})

test('a flipped bit in any part that is read does not go unseen', async () => {
  const whole = makeBook('<row r="1"><c r="A1"><v>12345</v></c></row>')
  const sheetAt = whole.indexOf(SHEET) + SHEET.length
  const sheetEnd = whole.indexOf('PK\x01\x02')
  for (let at = sheetAt; at < sheetEnd; at++) {
    const flipped = Buffer.from(whole)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    expect((await readMade(flipped)).problem).not.toBeNull()
  }
})

test('whatever is written over a sheet ends in rows or in a named problem', async () => {
  const cells = '<c r="A1" t="s" s="1"><v>0</v></c><c r="B1"><is><t>&amp;</t></is></c>'
  const parts = bookParts(`<row r="1">${cells}</row>`, ['x'])
  const slip = fc.record({
    part: fc.integer({ min: 1, max: parts.length - 1 }),
    at: fc.nat(400),
    drop: fc.nat(5),
    put: fc.constantFrom(
      '<',
      '>',
      '"',
      '&',
      '/',
      '<!',
      '<c>',
      ' r="A0"',
      ' r="-1"',
      '\0',
      '9e9',
      '',
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(slip, { minLength: 1, maxLength: 3 }), async (slips) => {
      const made = parts.map((part) => ({ ...part, data: String(part.data) }))
      for (const { part, at, drop, put } of slips) {
        const entry = made[part]
        if (entry) entry.data = entry.data.slice(0, at) + put + entry.data.slice(at + drop)
      }
      const { rows, problem } = await readMade(makeZip(made))
      expect(problem !== null || rows.length > 0).toBe(true)
    }),
    { numRuns: 150 },
  )
})
