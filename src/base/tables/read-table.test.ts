import { once } from 'node:events'
import { expect, test } from 'vitest'
import { gather, makeBook, makeZip, withFile } from './file.fixture.ts'
import { readTable, TableProblem } from './index.ts'
import { LIMITS } from './limits.ts'
import { readTableWithin } from './read-table.ts'
import { startReader } from './reader-process.ts'
import type { TableChunk, TableRow } from './table.ts'

const CSV = `a,b\n${'1,two\n'.repeat(4_500)}`

async function* rowsOf(chunks: AsyncIterable<TableChunk>): AsyncGenerator<TableRow[]> {
  for await (const { rows } of chunks) yield rows
}

/** Child processes of this process that still live. */
const children = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap')

test('a workbook comes out of the child process as it is', async () => {
  const sheet =
    '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' +
    '<row r="4"><c r="A4" s="1"><v>40513.5</v></c><c r="C4" t="b"><v>0</v></c></row>'
  const { rows } = await withFile(makeBook(sheet, ['2010-12-01T08:26:00.000Z']), (path) =>
    gather(rowsOf(readTable(path))),
  )
  expect(rows).toEqual([
    { row: 1, cells: ['2010-12-01T08:26:00.000Z'] },
    { row: 4, cells: [new Date('2010-12-01T12:00:00Z'), null, false] },
  ])
})

test('rows come in chunks of at most a thousand, in order, whatever the file is called', async () => {
  const sizes: number[] = []
  let last = 0
  await withFile(CSV, async (path) => {
    for await (const { rows } of readTable(path)) {
      sizes.push(rows.length)
      for (const { row } of rows) expect(row).toBe(++last)
    }
  })
  expect(last).toBe(4_501)
  expect(Math.max(...sizes)).toBe(1_000)
  expect(sizes).toHaveLength(5)
})

test('a problem in the child is the same problem here, after the rows before it', async () => {
  const { rows, problem } = await withFile('a,b\n1,2\n3,"4', (path) =>
    gather(rowsOf(readTable(path))),
  )
  expect(rows).toHaveLength(2)
  expect(problem).toEqual({ code: 'quote_open', row: 3 })
})

test('a picture under the name of a workbook is a named problem', async () => {
  const picture = Buffer.from('89504e470d0a1a0a', 'hex')
  const read = withFile(picture, (path) => gather(rowsOf(readTable(path))))
  expect((await read).problem).toEqual({ code: 'not_a_table', found: 'png' })
})

test('an abort half-way throws its reason and leaves no child', async () => {
  const stop = new AbortController()
  const seen: number[] = []
  await withFile(CSV, async (path) => {
    const read = async () => {
      for await (const { rows } of readTable(path, { signal: stop.signal })) {
        seen.push(rows.length)
        expect(children()).toHaveLength(1)
        stop.abort(new Error('enough'))
      }
    }
    await expect(read()).rejects.toThrow('enough')
  })
  expect(seen).toEqual([1_000])
  expect(children()).toEqual([])
})

test('a signal that is aborted already starts nothing', async () => {
  const rows = readTable('/nowhere', { signal: AbortSignal.abort(new Error('too late')) })
  await expect(rows.next()).rejects.toThrow('too late')
})

test('a reader that stops asking leaves no child', async () => {
  await withFile(CSV, async (path) => {
    for await (const _ of readTable(path)) break
  })
  expect(children()).toEqual([])
})

test('the child ends when its parent has gone', async () => {
  await withFile(CSV.repeat(40), async (path) => {
    const child = startReader({ path, limits: LIMITS })
    await once(child.stdout, 'readable')
    child.stdin.destroy()
    child.stdout.destroy()
    child.stderr.destroy()
    await once(child, 'exit')
    expect(child.signalCode).toBeNull()
  })
})

test('a file that takes too long is given up', async () => {
  const read = withFile(CSV, (path) =>
    gather(rowsOf(readTableWithin(path, { ...LIMITS, seconds: 0.001 }))),
  )
  expect((await read).problem).toEqual({ code: 'timeout', seconds: 0.001 })
  expect(children()).toEqual([])
})

test('a file that needs more memory than its child has is a named problem', async () => {
  const texts = Array.from({ length: 400_000 }, (_, n) => `${n}${Math.sin(n)}`)
  const limits = { ...LIMITS, heapMegabytes: 24, seconds: 150 }
  const read = withFile(makeBook('<row r="1"/>', texts), (path) =>
    gather(rowsOf(readTableWithin(path, limits))),
  )
  expect((await read).problem).toEqual({ code: 'out_of_memory', megabytes: 24 })
})

test('a file that is not there is the error of the system, not a problem of the table', async () => {
  const read = readTable('/nowhere/at/all.xlsx').next()
  await expect(read).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(read).rejects.not.toBeInstanceOf(TableProblem)
})

test('a bomb costs a problem', async () => {
  const bomb = makeZip([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(20_000_000) }])
  const read = withFile(bomb, (path) => gather(rowsOf(readTable(path))))
  expect((await read).problem).toMatchObject({ code: 'ratio_too_high' })
})
