// House rules of the console that no linter knows. Each failure names the file and the rule.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/^dist|tidy\.test|\.d\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const product = files.filter(({ path }) => !/\.test\.tsx?$|vite\.config/.test(path))

/** `desk/screen.tsx` → `desk`; empty for the files at the top. */
const roomOf = (path: string) => (path.includes('/') ? (path.split('/')[0] as string) : '')

function importsOf({ path, text }: { path: string; text: string }): string[] {
  const found = text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)
  return [...found].map(([, name]) => relative(root, resolve(root, dirname(path), name ?? '')))
}

/** From the bottom up; the rooms stand on all of them. Another app could stand on the first three. */
const layers = ['words', 'base', 'kit', 'app']
const heightOf = (path: string) => {
  const height = layers.indexOf(roomOf(path))
  return height < 0 ? layers.length : height
}
/** Where the app names its rooms. */
const tableOfContents = 'app/routes.tsx'

test('the console stands in layers: words, base, kit, app, rooms, and none knows what is above it', () => {
  const wrong = product
    .filter(({ path }) => path !== tableOfContents && roomOf(path) !== '')
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => !target.startsWith('..') && heightOf(target) > heightOf(file.path))
        .map((target) => `${file.path} reaches up to ${target}`),
    )
  expect(wrong).toEqual([])
})

test('a room is entered only by its door', () => {
  const wrong = product
    .filter(({ path }) => heightOf(path) === layers.length && roomOf(path) !== '')
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => heightOf(target) === layers.length && roomOf(target) !== '')
        .filter((target) => !target.startsWith('..') && roomOf(target) !== roomOf(file.path))
        .filter((target) => !/^\w+\/index\.tsx?$/.test(target))
        .map((target) => `${file.path} reaches into ${target}`),
    )
  expect(wrong).toEqual([])
})

/** Files of the server that are values and nothing else. */
const values = [
  'flow/intake/order-book/columns.ts',
  'flow/warehouse/package.ts',
  'flow/warehouse/values.ts',
  'ground/identity/roles.ts',
  'ground/company/own-carrier.ts',
  'orders/commands.ts',
  'orders/values.ts',
].map((path) => `src/${path}`)

/** What a file takes from others, but for types. */
function takenBy(text: string): string[] {
  const found = text.matchAll(/^(?:import|export)\b([^;']*?)\bfrom '([^']+)'/gms)
  return [...found]
    .filter(([, what]) => !/^ type\b/.test(what ?? ''))
    .map(([, , from]) => from ?? '')
}

test('of the server the console takes only the client, types, and values', () => {
  const allowed = ['src/outside/client/index.ts', ...values].map((path) => `../${path}`)
  const wrong = product.flatMap(({ path, text }) =>
    takenBy(text)
      .filter((from) => from.startsWith('.'))
      .map((from) => relative(root, resolve(root, dirname(path), from)))
      .filter((target) => target.startsWith('../') && !allowed.includes(target))
      .map((target) => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('what the console takes as values brings nothing else of the server along', () => {
  const wrong = values.flatMap((path) =>
    takenBy(readFileSync(join(root, '..', path), 'utf8'))
      .filter((from) => !values.includes(join(dirname(path), from)))
      .map((from) => `${path} imports ${from}`),
  )
  expect(wrong).toEqual([])
})

test('no cast says that something fits where the compiler says that it does not', () => {
  const wrong = product.filter(({ text }) => /\bas (?:never|any)\b/.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('colours come from the theme', () => {
  const raw =
    /\b(?:bg|text|border|fill|stroke|outline|ring)-(?:white|black|gray|slate|zinc|red|green|blue|amber|yellow|orange|indigo)\b|['"]#[0-9a-fA-F]{3,8}['"]/
  const wrong = product.filter(({ text }) => raw.test(text)).map(({ path }) => path)
  expect(wrong).toEqual([])
})

test('what is said stands in the catalogues, not in the screens', () => {
  const chinese = /[\u4e00-\u9fff]/
  // The page of all parts shows samples, in both languages at once.
  const drawn = product.filter(({ path }) => /\.tsx$/.test(path) && roomOf(path) !== 'kitpage')
  const wrong = drawn.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => chinese.test(line.replace(/\/\/.*|\/?\*.*/, '')))
      .map((line) => `${path}: ${line.trim()}`),
  )
  // A language is named in itself, whatever the page speaks.
  const allowed = /简体中文|中文/
  expect(wrong.filter((line) => !allowed.test(line))).toEqual([])
})

test('nothing is asked of another machine, and nothing is left to be done', () => {
  const unwanted = [
    /https?:\/\/(?!localhost|www\.w3\.org)/,
    /\bTODO\b|\bFIXME\b|\bHACK\b/,
    /\/work\//,
  ]
  const wrong = files.flatMap(({ path, text }) =>
    unwanted.filter((word) => word.test(text)).map((word) => `${path}: ${word.source}`),
  )
  expect(wrong).toEqual([])
})
