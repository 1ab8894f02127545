// The whole example book: as it is, again, as CSV, and through a kill in the middle.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTable } from '../../base/tables/index.ts'
import { importBytes, openBooks } from './book.fixture.ts'
import { anyDocument } from './documents.sql.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const example = `${root}examples/online-retail-2010-12.xlsx`
const figures = {
  rows: 49_999,
  orders: 1_794,
  returns: 384,
  charges: 232,
  movements: 160,
  repairs: 0,
  sumFile: 84_061_255,
  sumSystem: 84_061_255,
}

/** Under a full machine a book takes a multiple of its time. */
const patience = 240_000

let books: Awaited<ReturnType<typeof openBooks>>
beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

test(
  'the example book is booked to the row and to the penny, and again it changes nothing',
  async () => {
    const bytes = readFileSync(example)
    const { proof } = await importBytes(books.database, bytes)
    expect(proof).toMatchObject({ ...figures, accounted: 49_999, agrees: true })
    // Each invoice of the book is one order, one return, or a movement.
    expect(proof.orders + proof.returns + proof.movements).toBe(2_338)
    expect((await importBytes(books.database, bytes)).proof).toEqual(proof)
  },
  patience,
)

test(
  'the same book as CSV comes to the same',
  async () => {
    const { proof } = await importBytes(books.database, await exampleAsCsv())
    expect(proof).toMatchObject({ ...figures, agrees: true })
  },
  patience,
)

test(
  'an import that is killed in the middle goes on and comes to the same',
  async () => {
    const child = command()
    let halfway = 0
    while (halfway < 10_000) {
      await new Promise((resume) => setTimeout(resume, 20))
      halfway = (await books.database.read(anyDocument))?.bookedTo ?? 0
      if (child.exitCode !== null) throw new Error('the import ended before it could be killed')
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await books.database.read(anyDocument)).toMatchObject({ state: 'reading' })

    const second = command()
    let printed = ''
    second.stdout.on('data', (piece) => {
      printed += piece
    })
    const [code] = await once(second, 'close')
    expect(code).toBe(0)
    const { seconds, ...report } = JSON.parse(printed)
    expect(report).toEqual(figures)
    expect(seconds).toBeGreaterThan(0)
  },
  patience,
)

/** `throughline import --json` in a process of its own. */
function command() {
  const args = ['--import', 'tsx', 'src/cli.ts', 'import', '--json', example]
  return spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: books.url },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

async function exampleAsCsv(): Promise<Buffer> {
  const lines: string[] = []
  for await (const { rows } of readTable(example))
    for (const { cells } of rows) lines.push(cells.map(written).join(','))
  return Buffer.from(lines.join('\n'))
}

function written(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 19)
  return `"${String(cell ?? '').replaceAll('"', '""')}"`
}
