// How the console is built, with a builder in Vite's place that turns main.tsx into one file named by its content.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const bin = join(import.meta.dirname, '../bin')
let checkout: string

const builder = `
  const { mkdirSync, readFileSync, writeFileSync } = require('node:fs')
  const into = process.argv[process.argv.indexOf('--outDir') + 1]
  const text = readFileSync('console/main.tsx', 'utf8')
  mkdirSync(into + '/assets', { recursive: true })
  writeFileSync(into + '/index.html', text)
  writeFileSync(into + '/assets/main-' + text + '.js', text)
  writeFileSync(into + '/assets/same.js', 'same')
`

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'throughline-build-'))
  cpSync(bin, join(checkout, 'bin'), { recursive: true })
  mkdirSync(join(checkout, 'src/outside/client'), { recursive: true })
  write('package.json', JSON.stringify({ type: 'module' }))
  write('package-lock.json', '{}')
  write('node_modules/vite/package.json', '{}')
  write('node_modules/vite/bin/vite.js', builder)
})
afterEach(() => rmSync(checkout, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(join(checkout, path, '..'), { recursive: true })
  writeFileSync(join(checkout, path), text)
}

/** Builds the console from a source, and answers the scripts that are served then. */
function build(source: string): string[] {
  write('console/main.tsx', source)
  const asked = `import('./bin/console.mjs').then(({ buildConsole }) => buildConsole())`
  const done = spawnSync(process.execPath, ['-e', asked], { cwd: checkout, encoding: 'utf8' })
  expect(done.stderr).toBe('')
  const files = readdirSync(join(checkout, 'console/dist/assets'))
  return files.filter((file) => file.endsWith('.js')).sort()
}

test('a page that was open while the console was built anew finds its parts, those of older builds are gone', () => {
  expect(build('one')).toEqual(['main-one.js', 'same.js'])
  expect(build('two')).toEqual(['main-one.js', 'main-two.js', 'same.js'])
  expect(build('three')).toEqual(['main-three.js', 'main-two.js', 'same.js'])
  expect(build('three')).toEqual(['main-three.js', 'main-two.js', 'same.js'])
  expect(readdirSync(join(checkout, 'console'))).toEqual(['dist', 'main.tsx'])
})
