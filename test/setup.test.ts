import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const bin = join(import.meta.dirname, '../bin')
let checkout: string

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'throughline-setup-'))
  cpSync(bin, join(checkout, 'bin'), { recursive: true })
  write('package.json', JSON.stringify({ type: 'module' }))
  mkdirSync(join(checkout, 'node_modules'))
  symlinkSync(join(bin, '../node_modules/tsx'), join(checkout, 'node_modules/tsx'))
  write('src/main.ts', `console.log('main runs')`)
  lock({ '': {}, 'node_modules/a': { version: '1.0.0' } })
  installed({ 'node_modules/a': { version: '1.0.0' } })
})

afterEach(() => rmSync(checkout, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(join(checkout, path, '..'), { recursive: true })
  writeFileSync(join(checkout, path), text)
}

function lock(packages: object): void {
  write('package-lock.json', JSON.stringify({ packages }))
}

function installed(packages: object): void {
  write('node_modules/.package-lock.json', JSON.stringify({ packages }))
}

/** Runs `npm start` with an npm that writes down what it was asked and refuses the commands named. */
function start(
  refuses: string[] = [],
  loader = '',
): { status: number | null; all: string; npm: string[] } {
  write(
    'npm.js',
    `import { appendFileSync } from 'node:fs'
     const command = process.argv[2]
     appendFileSync(${JSON.stringify(join(checkout, 'asked'))}, process.argv.slice(2).join(' ') + '\\n')
     if (${JSON.stringify(refuses)}.includes(command)) { console.error(command, 'refused'); process.exit(1) }`,
  )
  const options = loader ? ['--import', `data:text/javascript,${encodeURIComponent(loader)}`] : []
  const run = spawnSync(process.execPath, [...options, join(checkout, 'bin/start.mjs')], {
    env: { ...process.env, npm_execpath: join(checkout, 'npm.js') },
    encoding: 'utf8',
  })
  const asked = join(checkout, 'asked')
  const npm = existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : []
  return { status: run.status, all: `${run.stdout}${run.stderr}`, npm }
}

test('nothing is installed when all packages are there', () => {
  const { status, all, npm } = start()
  expect({ status, npm }).toEqual({ status: 0, npm: [] })
  expect(all).toBe('main runs\n')
})

test.each([
  ['is missing', {}],
  ['has another version', { 'node_modules/a': { version: '0.9.0' } }],
])('packages are installed when one %s', (_, there) => {
  installed(there)
  const { status, all, npm } = start()
  expect({ status, npm }).toEqual({ status: 0, npm: ['ci --no-audit --no-fund --loglevel=error'] })
  expect(all).toContain('main runs')
})

test('packages of other platforms and of the tests are not missed', () => {
  lock({
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '1.0.0', optional: true },
    'node_modules/c': { version: '1.0.0', dev: true },
  })
  expect(start().npm).toEqual([])
})

test('where npm ci refuses the lock file, npm install gets its turn, and the refusal is not shown', () => {
  installed({})
  const { status, all, npm } = start(['ci'])
  expect(status).toBe(0)
  expect(npm.map((line) => line.split(' ')[0])).toEqual(['ci', 'install'])
  expect(all).not.toContain('refused')
})

test('when nothing can be installed, npm is quoted and the application does not start', () => {
  installed({})
  const { status, all } = start(['ci', 'install'])
  expect(status).toBe(1)
  expect(all).toContain('install refused')
  expect(all).not.toContain('main runs')
})

test('an old Node is refused with the version that is needed', () => {
  const older = `Object.defineProperty(process, 'versions', { value: { node: '20.18.1' } })`
  const { status, all } = start([], older)
  expect(status).toBe(1)
  expect(all).toContain('needs Node 20.19 or newer, and this is Node 20.18.1')
  expect(all).not.toContain('main runs')
})

test('the exit code is the application’s own', () => {
  write('src/main.ts', 'process.exit(7)')
  expect(start().status).toBe(7)
})

/** A vite that counts its builds in `built`, or fails. */
function vite(fails = false): void {
  write('console/vite.config.ts', '')
  write(
    'node_modules/vite/bin/vite.js',
    fails
      ? `console.error('cannot read main.tsx'); process.exit(1)`
      : `const { appendFileSync, writeFileSync } = require('node:fs')
         appendFileSync(${JSON.stringify(join(checkout, 'built'))}, 'x')
         writeFileSync(process.argv[process.argv.indexOf('--outDir') + 1] + '/index.html', 'page')`,
  )
  write('node_modules/vite/package.json', '{}')
}
const builds = () => readFileSync(join(checkout, 'built'), 'utf8').length

test('the console is built once, and again when a source of it changed', () => {
  vite()
  mkdirSync(join(checkout, 'src/outside/client'), { recursive: true })
  write('console/main.tsx', 'first')
  expect(start().all).toContain('main runs')
  expect(readFileSync(join(checkout, 'console/dist/index.html'), 'utf8')).toBe('page')
  start()
  expect(builds()).toBe(1)
  write('console/main.tsx', 'second')
  start()
  expect(builds()).toBe(2)
})

test('a console that cannot be built is told, and the application runs without it', () => {
  vite(true)
  mkdirSync(join(checkout, 'src/outside/client'), { recursive: true })
  write('console/main.tsx', 'first')
  const { all, status } = start()
  expect(all).toContain('cannot read main.tsx')
  expect(all).toContain('main runs')
  expect(status).toBe(0)
  expect(existsSync(join(checkout, 'console/dist'))).toBe(false)
})
