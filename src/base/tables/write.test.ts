// What we write is read back by the reader of strangers' tables, cell for cell.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { readTable } from './read-table.ts'
import type { OutRow } from './write.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

async function* inChunks(rows: OutRow[], size = 2): AsyncGenerator<OutRow[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}

async function bytesOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

async function readBack(bytes: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-write-'))
  try {
    const path = join(folder, 'table')
    await writeFile(path, bytes)
    const rows = []
    for await (const chunk of readTable(path)) rows.push(...chunk.rows)
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const text = (value: string) => ({ text: value })
const nasty = 'a <b> & "c", 订单 🚚\r\nnext_x000D_ ]]> \u0007 end'
const rows: OutRow[] = [
  [text('Order'), text('金额'), text('Placed'), text('Note')],
  [text('1'), { number: '-12.50' }, { time: '2026-03-29 01:30:00' }, text(nasty)],
  [text('007'), { number: '99999999999.99' }, null, text(' spaces ')],
  [text('=1+1'), { number: '0' }, { time: '1999-12-31 23:59:59' }, null],
]

test('a workbook has text as text, amounts as numbers and times as times', async () => {
  const read = await readBack(await bytesOf(writeXlsx(inChunks(rows), '订单 [2026]')))
  const said = nasty.replace('\u0007', '')
  expect(read.map(({ cells }) => cells)).toEqual([
    ['Order', '金额', 'Placed', 'Note'],
    ['1', -12.5, new Date('2026-03-29T01:30:00Z'), said],
    ['007', 99999999999.99, null, ' spaces '],
    ['=1+1', 0, new Date('1999-12-31T23:59:59Z')],
  ])
})

test('a workbook may have more columns than letters', async () => {
  const wide = [Array.from({ length: 60 }, (_, index) => text(`c${index}`))]
  const read = await readBack(await bytesOf(writeXlsx(inChunks(wide), 'wide')))
  expect(read[0]?.cells).toEqual(wide[0]?.map(({ text }) => text))
})

test('a workbook of many rows is whole', async () => {
  const many = Array.from(
    { length: 20_000 },
    (_, n): OutRow => [{ number: String(n) }, text(`r${n}`)],
  )
  const read = await readBack(await bytesOf(writeXlsx(inChunks(many, 500), 'many')))
  expect(read).toHaveLength(20_000)
  expect(read.at(-1)?.cells).toEqual([19_999, 'r19999'])
})

test('in CSV nothing but a number begins as a formula does', async () => {
  const traps = ['=1+1', '+44 x', '-x', '@a', '\tx', '\rx', 'plain', '- ', '＝1＋1', '＠a']
  const out = [traps.map(text), [{ number: '-5.00' }, { time: '2026-03-29 01:30:00' }, null]]
  const csv = (await bytesOf(writeCsv(inChunks(out)))).toString()
  expect(csv).toBe(
    `\uFEFF'=1+1,'+44 x,'-x,'@a,'\tx,"'\rx",plain,'- ,'＝1＋1,'＠a\r\n-5.00,2026-03-29 01:30:00,\r\n`,
  )
})

test('in CSV a telephone number stands as it is, and what only looks like one does not', async () => {
  const numbers = ['+44 20 7946 0958', '+86 (755) 8888-6666', '+8613800138000', '-5', '+1 (0)2-3']
  const traps = [
    ...["+44|' /C calc'!A0", '+44*58', '-2+3', '-2+3+cmd|x', '+A1', '+44 A1', '-1e5', '+44 ext 5'],
    ...['+44.20', '+44\t20', '+44\u00a020', '+٤٤', '＋44 20', '+', '--', '+()', '+HYPERLINK(1)'],
    ...['=1', '-(A1)', '+44;20', '+44\n=1'],
  ]
  const csv = await bytesOf(writeCsv(inChunks([numbers.map(text), traps.map(text)])))
  const [first, second] = await readBack(csv)
  expect(first?.cells).toEqual(numbers)
  expect(second?.cells).toEqual(traps.map((trap) => `'${trap}`))
})

test('CSV is read back with its quotes and line breaks', async () => {
  const read = await readBack(await bytesOf(writeCsv(inChunks([[text('a'), text(nasty)]]))))
  expect(read[0]?.cells).toEqual(['a', nasty])
})

test('a fault while the rows come is the fault of the workbook', async () => {
  async function* broken(): AsyncGenerator<OutRow[]> {
    yield [[text('a')]]
    throw new Error('the rows broke off')
  }
  await expect(bytesOf(writeXlsx(broken(), 'broken'))).rejects.toThrow('the rows broke off')
})

test('the same rows make the same bytes', async () => {
  const made = () => bytesOf(writeXlsx(inChunks(rows), 'same'))
  expect(await made()).toEqual(await made())
})

test('what nobody takes any more is not asked for any more', async () => {
  let asked = 0
  let closed = false
  async function* endless(): AsyncGenerator<OutRow[]> {
    try {
      for (;;) yield Array.from({ length: 500 }, () => [text(`row ${asked++} ${Math.random()}`)])
    } finally {
      closed = true
    }
  }
  const pieces = writeXlsx(endless(), 'endless')
  for (let taken = 0; taken < 20; taken++) await pieces.next()
  await pieces.return()
  await vi.waitFor(() => expect(closed).toBe(true), { timeout: 50_000 })
  const then = asked
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
  expect(asked).toBe(then)
})
