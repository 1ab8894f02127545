import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const good = '1,CUP,A CUP,2,2011-01-03 10:00,2.50,17850,United Kingdom'

let fresh: FreshDatabase
let folder: string
beforeAll(async () => {
  fresh = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'throughline-command-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await fresh.drop()
})

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function run(args: string[], env: Record<string, string> = { DATABASE_URL: fresh.url }) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (piece) => {
    out += piece
  })
  child.stderr.on('data', (piece) => {
    err += piece
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}

test('an import prints one JSON document and nothing else', async () => {
  const path = file('good.csv', `${head}\n${good}\n`)
  const { code, out } = await run(['import', path, '--json'])
  expect(code).toBe(0)
  expect(Object.keys(JSON.parse(out))).toEqual([
    ...['rows', 'orders', 'returns', 'charges', 'movements', 'repairs'],
    ...['sumFile', 'sumSystem', 'seconds'],
  ])
  expect(JSON.parse(out)).toMatchObject({ rows: 1, orders: 1, sumFile: 500, sumSystem: 500 })
  const again = await run(['import', path])
  expect(again.out).toContain('nothing was changed')
})

test('a broken row is told with its row and column, and the command still succeeds', async () => {
  const broken = good.replace('1,CUP', '2,CUP').replace(',2,2011', ',two,2011')
  const { code, out } = await run(['import', file('broken.csv', `${head}\n${broken}\n`)])
  expect(code).toBe(0)
  expect(out).toContain('row 2, Quantity: the quantity is no whole number (found two)')
  expect(out).toMatch(/put right by: POST \/api\/imports\/\w+\/repairs\/ROW/)
})

test.each([
  ['no such file', ['import', '/nowhere/book.xlsx'], 'There is no such file: /nowhere/book.xlsx'],
  ['a folder', ['import', tmpdir()], 'That is a folder'],
])('%s is a sentence and exit code 1', async (_, args, sentence) => {
  const { code, out, err } = await run(args)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain(sentence)
  expect(err).not.toContain('    at ')
})

test('a wrong file says what is missing, and where', async () => {
  const { code, err } = await run(['import', file('wrong.csv', 'name,price\ncup,3\n'), '--json'])
  expect(code).toBe(1)
  expect(err).toContain('Row 1: These columns are missing: InvoiceNo, StockCode')
  expect(err).not.toContain('    at ')
})

test.each([[['import']], [['frobnicate']], [['import', 'a', 'b']], [['verify', '--nonsense']]])(
  'what is not understood ends with 2: %j',
  async (args) => {
    expect(await run(args)).toMatchObject({ code: 2, out: '' })
  },
)

test('a database that cannot be reached is a sentence and exit code 1', async () => {
  const url = 'postgres://nobody@127.0.0.1:1/none'
  const { code, err } = await run(['verify'], { DATABASE_URL: url })
  expect(code).toBe(1)
  expect(err).toContain('The database cannot be used')
  expect(err).not.toContain('    at ')
})

test('verify says that the books agree, as text and as JSON', async () => {
  expect(await run(['verify'])).toMatchObject({ code: 0 })
  const { code, out } = await run(['verify', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ ok: true })
})

test('doctor looks at versions, settings, search and encoding', async () => {
  const { out } = await run(['doctor', '--json'])
  const { findings } = JSON.parse(out)
  const names = findings.map(({ name }: { name: string }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['Node', 'PostgreSQL', 'fsync', 'Chinese search', 'Encoding']),
  )
})
