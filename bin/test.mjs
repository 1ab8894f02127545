/**
 * `npm test`: format and lint, types, then every test. The last line is `N passed, N failed`, where format and lint
 * count as one and types as one; the exit code is 1 when anything failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildConsole } from './console.mjs'
import { prepare, root } from './setup.mjs'

prepare({ dev: true })
const counts = [
  await built(),
  tool('Format and lint', '@biomejs/biome/bin/biome', ['check', '.']),
  tool('Types', 'typescript/bin/tsc', ['--noEmit', '--project', '.']),
  tests(),
]
const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
const failed = sum('failed')
process.exitCode = failed > 0 ? 1 : 0
process.stdout.write(`\n${sum('passed')} passed, ${failed} failed\n`)

/** Once, before tests that start the application would each find it missing. */
async function built() {
  try {
    await buildConsole()
    return { passed: 0, failed: 0 }
  } catch (error) {
    process.stdout.write(`\nThe console cannot be built\n${error.message}\n`)
    return { passed: 0, failed: 1 }
  }
}

function tool(title, program, args) {
  process.stdout.write(`\n${title}\n`)
  return run(program, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function tests() {
  process.stdout.write('\nTests\n')
  const folder = mkdtempSync(join(tmpdir(), 'throughline-report-'))
  const report = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const clean = run('vitest/vitest.mjs', ['run', ...reporters])
    return count(report, clean)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file that could not be read has no test to count, and an error outside a test has neither: both are failures. */
function count(report, clean) {
  const { testResults, numPassedTests, numFailedTests } = read(report)
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
  ).length
  const failed = numFailedTests + broken
  return { passed: numPassedTests, failed: failed === 0 && !clean ? 1 : failed }
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    process.stdout.write('The tests ended without a report.\n')
    return { testResults: [], numPassedTests: 0, numFailedTests: 1 }
  }
}

function run(program, args) {
  const file = join(root, 'node_modules', program)
  const done = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return done.status === 0
}
