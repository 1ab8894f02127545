import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let checkout: string

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'throughline-setup-'))
  cpSync(join(import.meta.dirname, '../bin'), join(checkout, 'bin'), { recursive: true })
  write('package-lock.json', JSON.stringify({ packages: {} }))
  tool('@biomejs/biome/bin/biome', '')
  tool('typescript/bin/tsc', '')
})

afterEach(() => rmSync(checkout, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(join(checkout, path, '..'), { recursive: true })
  writeFileSync(join(checkout, path), text)
}

function tool(path: string, script: string): void {
  write(join('node_modules', path), script)
}

type FileResult = { status: string; tests: string[] }

/** A vitest that leaves this report and ends with this code. */
function vitest(files: FileResult[], code: number): void {
  const all = files.flatMap((file) => file.tests)
  const report = {
    numPassedTests: all.filter((status) => status === 'passed').length,
    numFailedTests: all.filter((status) => status === 'failed').length,
    testResults: files.map((file) => ({
      status: file.status,
      assertionResults: file.tests.map((status) => ({ status })),
    })),
  }
  tool(
    'vitest/vitest.mjs',
    `import { writeFileSync } from 'node:fs'
     const out = process.argv.find((arg) => arg.startsWith('--outputFile.json='))
     writeFileSync(out.split('=')[1], ${JSON.stringify(JSON.stringify(report))})
     process.exit(${code})`,
  )
}

function result(): { status: number | null; last: string | undefined } {
  const run = spawnSync(process.execPath, [join(checkout, 'bin/test.mjs')], { encoding: 'utf8' })
  return { status: run.status, last: run.stdout.trimEnd().split('\n').at(-1) }
}

test('every test counts, and format and types count as one each', () => {
  vitest([{ status: 'passed', tests: ['passed', 'passed', 'skipped'] }], 0)
  expect(result()).toEqual({ status: 0, last: '4 passed, 0 failed' })
})

test('a failed test fails the run', () => {
  vitest([{ status: 'failed', tests: ['passed', 'failed'] }], 1)
  expect(result()).toEqual({ status: 1, last: '3 passed, 1 failed' })
})

test('a file that could not be read counts as failed', () => {
  vitest(
    [
      { status: 'failed', tests: [] },
      { status: 'passed', tests: ['passed'] },
    ],
    1,
  )
  expect(result()).toEqual({ status: 1, last: '3 passed, 1 failed' })
})

test('an error outside every test counts as failed', () => {
  vitest([{ status: 'passed', tests: ['passed'] }], 1)
  expect(result()).toEqual({ status: 1, last: '3 passed, 1 failed' })
})

test('a crash without a report counts as failed', () => {
  tool('vitest/vitest.mjs', 'process.exit(134)')
  expect(result()).toEqual({ status: 1, last: '2 passed, 1 failed' })
})

test('wrong format and wrong types fail the run, and the tests run all the same', () => {
  tool('@biomejs/biome/bin/biome', 'process.exit(1)')
  tool('typescript/bin/tsc', 'process.exit(2)')
  vitest([{ status: 'passed', tests: ['passed'] }], 0)
  expect(result()).toEqual({ status: 1, last: '1 passed, 2 failed' })
})
