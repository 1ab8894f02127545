import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { followersOf } from '../src/base/module/index.ts'
import { plan } from '../src/plan.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const decisions = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`)
const readmes = ['README.md', 'README.zh-CN.md']
const guides = ['ARCHITECTURE.md', 'STYLE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
const pages = [...readmes, ...guides, 'examples/README.md', ...decisions]

test.each(pages)('%s names only files that are there', (page) => {
  const text = read(page)
  const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)]
    .map(([, path = '']) => path)
    .filter((path) => !path.includes(':'))
    .map((path) => join(dirname(page), path))
  const files = [...text.matchAll(/`((?:src|test|bench|bin|docs|migrations|examples)\/[\w./-]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !/NNNN/.test(path))
  expect([...links, ...files].filter((path) => !existsSync(join(root, path)))).toEqual([])
})

/** The first column of the tables of a page, where it is code. */
function firstColumn(page: string): string[] {
  return [...read(page).matchAll(/^\| `([^`]+)` /gm)].map(([, name = '']) => name)
}

test('every runtime dependency says why it is there, and none that is gone', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: object }
  const told = firstColumn('docs/decisions/0002-dependencies.md')
  expect(told.sort()).toEqual(Object.keys(dependencies).sort())
})

test.each(readmes)('%s tells every setting with its default', (page) => {
  const settings = [
    ...read('src/base/platform/config.ts').matchAll(/^ {2}([A-Z_]+): z\.(.*),$/gm),
  ].map(([, name = '', shape = '']) => [name, /default\('?(.*?)'?\)/.exec(shape)?.[1]])
  const told = [...read(page).matchAll(/^\| `([A-Z_]+)` *\| *(?:`(.*?)`|[^|]*?) *\|/gm)]
  expect(settings.length).toBeGreaterThan(5)
  expect(told.map(([, name, value]) => [name, value])).toEqual(settings)
})

test.each(readmes)('%s tells every bench', (page) => {
  const table = /benches: .*? = \{(.*?)\n\}/s.exec(read('bench/run.ts'))?.[1] ?? ''
  const benches = [...table.matchAll(/^ +'?([\w-]+)'?[:,]/gm)].map(([, name]) => name)
  expect(benches).toContain('place')
  expect(firstColumn(page)).toEqual(expect.arrayContaining(benches))
})

test('the architecture has a row for every module and follower, and none that is gone', () => {
  const folders = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/index.ts'))
    .map((path) => dirname(path))
    .filter((path) => /^(base|outside)\//.test(path))
    .map((path) => basename(path))
  const modules = plan.modules.map(({ name }) => name)
  const followers = followersOf(plan).map(({ name }) => name)
  const told = firstColumn('ARCHITECTURE.md')
  expect([...told].sort()).toEqual([...folders, ...modules, ...followers].sort())
})

test('both READMEs make the same promises, shown by the same tests', () => {
  const promises = (page: string) =>
    [...read(page).matchAll(/^\| (G\d+) .*\| (`.*?) *\|$/gm)].map(([, name, files]) => [
      name,
      files,
    ])
  expect(promises('README.md').length).toBeGreaterThan(5)
  expect(promises('README.zh-CN.md')).toEqual(promises('README.md'))
})
