// House rules that no linter knows. Each failure names the file and the rule.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Contract } from './base/http/index.ts'
import { modules } from './modules.ts'
import { contract, refusals } from './plan.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The bays from the ground upwards. A bay imports only from itself and from those before it in this list. */
const bays = ['base', 'ground', 'orders', 'flow', 'desk', 'around', 'outside']

/** Files above the modules that a module may read all the same: the whole as data, and what the command line says. */
const aboveAll = [
  'src/version.ts',
  'src/verify.ts',
  'src/plan.ts',
  'src/modules.ts',
  'src/explain.ts',
]

type File = { path: string; text: string }

function filesIn(folder: string, ends: RegExp): File[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => ends.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
    .filter((path) => statSync(join(root, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

const own = 'src/tidy.test.ts'
const source = filesIn('src', /\.tsx?$/).filter(({ path }) => path !== own)
const programs = [
  ...source,
  ...['test', 'bench', 'bin'].flatMap((folder) => filesIn(folder, /\.(ts|mjs)$/)),
]
const migrations = filesIn('migrations', /\.sql$/)
const pages = [
  ...filesIn('docs', /\.md$/),
  ...readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
]

/** `src/flow/intake/mend.ts` → `flow`; empty for the files above the bays. */
const bayOf = (path: string) => (dirname(path) === 'src' ? '' : (path.split('/')[1] ?? ''))
/** `src/flow/intake/mend.ts` → `intake`; the bay of orders is one module. Empty for the files above the modules. */
const moduleOf = (path: string) =>
  bayOf(path) === 'orders' || bayOf(path) === '' ? bayOf(path) : (path.split('/')[2] ?? '')
/**
 * The walls around a file, the outermost first: its module, and each folder inside that.
 * `src/flow/intake/order-book/read.ts` → `src/flow/intake`, `src/flow/intake/order-book`.
 */
function wallsOf(path: string): string[] {
  if (moduleOf(path) === '') return []
  const folders = dirname(path).split('/')
  const depth = bayOf(path) === 'orders' ? 2 : 3
  return folders.slice(depth - 1).map((_, index) => folders.slice(0, depth + index).join('/'))
}
const isTest = ({ path }: File) => /\.(test|fixture)\.ts$/.test(path)

/** Everything a file imports from this checkout, in whatever form: `from`, `import '…'`, `import(…)`, `export … from`. */
function importsOf({ path, text }: File): string[] {
  const found = text.matchAll(/\b(?:from|import)\s*\(?\s*['"`](\.[^'"`]+)['"`]/g)
  return [...found].map(([, name]) => relative(root, resolve(root, dirname(path), name ?? '')))
}

/** Whether a file that imports another one goes through the door of the outermost wall that it comes through, if any. */
function byTheDoor(from: string, to: string): boolean {
  const [entered] = wallsOf(to).filter((wall) => !wallsOf(from).includes(wall))
  return entered === undefined || to === join(entered, 'index.ts')
}

test('a module is entered only by its door, and so is a folder inside a module', () => {
  const around = source.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('src/') && !byTheDoor(file.path, target))
      .map((target) => `${file.path} reaches into ${target}`),
  )
  expect(around).toEqual([])
})

const reader = 'src/flow/intake/order-book'
test.each([
  ['a file beside it', 'src/flow/intake/http.ts', 'src/flow/intake/mend.ts', true],
  ['the door of a module', 'src/app.ts', 'src/flow/intake/index.ts', true],
  ['a file behind the door of a module', 'src/app.ts', 'src/flow/intake/mend.ts', false],
  ['a file of orders', 'src/desk/find/http.ts', 'src/orders/place.ts', false],
  ['the door of a folder beside it', 'src/flow/intake/mend.ts', `${reader}/index.ts`, true],
  ['a file behind that door', 'src/flow/intake/mend.ts', `${reader}/read.ts`, false],
  ['a file of the module around it', `${reader}/read.ts`, 'src/flow/intake/rows.sql.ts', true],
  ['a folder inside another module', 'src/app.ts', `${reader}/index.ts`, false],
])('doors are told from walls: %s', (_, from, to, may) => {
  expect(byTheDoor(from, to)).toBe(may)
})

test('no import runs up from one bay to a later one', () => {
  const heightOf = new Map(bays.map((name, height) => [name, height]))
  const found = [...new Set(source.map(({ path }) => bayOf(path)).filter(Boolean))].sort()
  expect(found, 'every folder of src is a bay').toEqual([...bays].sort())
  const height = (path: string) => heightOf.get(bayOf(path)) ?? bays.length
  const upward = source
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('src/') && !aboveAll.includes(target))
        .filter((target) => height(target) > height(file.path))
        .map((target) => `${file.path} imports ${target}`),
    )
  expect(upward).toEqual([])
})

test('the table of contents lists every module, bay by bay; what is base or outside is none', () => {
  const folders = source
    .filter(({ path }) => !['', 'base', 'outside'].includes(bayOf(path)))
    .map(({ path }) => ({ bay: bayOf(path), name: moduleOf(path) }))
  const bayOfModule = new Map(folders.map(({ bay, name }) => [name, bay]))
  const listed: string[] = modules.map(({ name }) => name)
  expect([...listed].sort()).toEqual([...bayOfModule.keys()].sort())
  const heights = listed.map((name) => bays.indexOf(bayOfModule.get(name) ?? ''))
  expect(heights).toEqual([...heights].sort((one, other) => one - other))
})

test('no module of a bay needs another that needs it', () => {
  const needs = new Map<string, Set<string>>()
  for (const file of source.filter((one) => !isTest(one) && moduleOf(one.path) !== ''))
    for (const target of importsOf(file).filter((path) => moduleOf(path) !== ''))
      if (target.startsWith('src/') && moduleOf(target) !== moduleOf(file.path))
        needs.set(
          moduleOf(file.path),
          (needs.get(moduleOf(file.path)) ?? new Set()).add(moduleOf(target)),
        )
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(needs.get(from) ?? [])].some(
      (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
    )
  expect([...needs.keys()].filter((name) => reaches(name, name))).toEqual([])
})

test('facts go into the log only through the table that knows them', () => {
  const naming = /import (?:type )?\{[^}]*\bappend\b[^}]*\} from '[^']*platform\/index\.ts'/
  const writing = source.filter((file) => !isTest(file) && naming.test(file.text))
  expect(writing.map(({ path }) => path)).toEqual(['src/base/module/facts.ts'])
})

test('the program imports nothing of its tests', () => {
  const wrong = source
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => /^test\/|\.(test|fixture)\.ts$/.test(target))
        .map((target) => `${file.path} imports ${target}`),
    )
  expect(wrong).toEqual([])
})

const schemas = migrations.flatMap(({ text }) =>
  [...text.matchAll(/create schema (\w+)/g)].map(([, name]) => name ?? ''),
)
const naming = new RegExp(
  `\\b(delete\\s+from|from|join|into|update|table|only|truncate|references|nextval\\('|lock)\\s*(${schemas.join('|')})\\.(\\w+)`,
  'gi',
)

/** The tables of other modules that the SQL of a file names, and whether it only reads them there. */
function foreignTables({ path, text }: File): { table: string; read: boolean }[] {
  const locks = /\bfor\s+(?:no\s+key\s+update|update|key\s+share|share)\b/i.test(text)
  return [...text.matchAll(naming)]
    .filter(([, , schema]) => schema !== moduleOf(path))
    .map(([, verb = '', schema, table]) => ({
      table: `${schema}.${table}`,
      read: /^(from|join)$/i.test(verb) && !locks,
    }))
}

/** What the SQL of each module may read of the tables of others, as its value says. */
const declaredReads = new Map(
  modules.flatMap(({ name, reads }) => {
    const tables = Object.entries(reads).flatMap(([of, names]) =>
      names.map((one) => `${of}.${one}`),
    )
    return tables.length > 0 ? [[name as string, tables] as const] : []
  }),
)

test('SQL names only the tables of its own module, and reads besides those that it declares', () => {
  expect(schemas).toContain('orders')
  const foreign = source
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      foreignTables(file)
        .filter(
          ({ table, read }) => !read || !declaredReads.get(moduleOf(file.path))?.includes(table),
        )
        .map(({ table }) => `${file.path} names ${table}`),
    )
  expect(foreign).toEqual([])
})

test('what a module declares to read is read, and belongs to a module below it', () => {
  const heightOf = new Map(source.map(({ path }) => [moduleOf(path), bays.indexOf(bayOf(path))]))
  expect([...declaredReads.keys()]).toContain('find')
  for (const [module, tables] of declaredReads) {
    const files = source.filter((file) => moduleOf(file.path) === module && !isTest(file))
    const named = new Set(files.flatMap(foreignTables).map(({ table }) => table))
    expect([...tables].sort(), `what ${module} reads`).toEqual([...named].sort())
    const height = (name: string) => heightOf.get(name) ?? bays.length
    const upward = tables.filter((table) => height(table.split('.')[0] ?? '') >= height(module))
    expect(upward, `${module} reads upward`).toEqual([])
  }
})

test.each([
  ['a table of its own', 'select id from find.lists for update', []],
  ['a table of another', 'select id from orders.orders', [['orders.orders', true]]],
  ['rows that it deletes', 'delete from orders.lines', [['orders.lines', false]]],
  ['rows that it changes', 'update orders.lines set line = 1', [['orders.lines', false]]],
  ['rows that it adds', 'insert into orders.lines select 1', [['orders.lines', false]]],
  ['rows that it locks', 'select from orders.orders for no key update', [['orders.orders', false]]],
])('reading is told from everything else in SQL: %s', (_, text, expected) => {
  const tables = foreignTables({ path: 'src/desk/find/some.sql.ts', text })
  expect(tables.map(({ table, read }) => [table, read])).toEqual(expected)
})

test('a migration changes only the tables of one module, and stands in sequence', () => {
  const names = migrations.map(({ path }) => basename(path)).sort()
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1))
  expect(names.filter((name) => !/^\d{4}_[a-z_]+\.sql$/.test(name))).toEqual([])
  const mixed = migrations.flatMap(({ path, text }) => {
    const made = [...text.matchAll(/(?:create|alter) (?:unlogged )?table (\w+)\./g)]
    return new Set(made.map(([, schema]) => schema)).size > 1 ? [path] : []
  })
  expect(mixed).toEqual([])
})

test('every refusal that is used stands in the table, and every one in the table is used', () => {
  const used = new Map<string, string>()
  const refusing = source.filter((file) => /import \{[^}]*\brefuse\b[^}]*\} from/.test(file.text))
  for (const { path, text } of refusing.filter((file) => !isTest(file)))
    for (const [, first] of text.matchAll(/\brefuse\(([^,()]*)/g))
      for (const [, code] of (first ?? '').matchAll(/(?<!=== )'([a-z_]+)'/g))
        used.set(code ?? '', path)
  const missing = [...used].filter(([code]) => !(code in refusals))
  expect(missing.map(([code, path]) => `${path} refuses with ${code}`)).toEqual([])

  const texts = source
    .filter((file) => !isTest(file) && !/refusals\.ts$|contract\.ts$|problem\.ts$/.test(file.path))
    .map(({ text }) => text)
    .join('\n')
  const unused = Object.keys(refusals).filter((code) => !texts.includes(`'${code}'`))
  expect(unused).toEqual(['invalid'])
})

test('every refusal that a route names stands in the table', () => {
  const routes: Contract = contract
  const unknown = Object.entries(routes).flatMap(([route, { refusals: codes = [] }]) =>
    codes.filter((code) => !(code in refusals)).map((code) => `${route}: ${code}`),
  )
  expect(unknown).toEqual([])
})

test('every module, and every folder inside one, has a door that begins with what it is for', () => {
  const doors = source.filter(({ path }) => basename(path) === 'index.ts')
  const walls = new Set(source.flatMap(({ path }) => wallsOf(path)))
  expect(doors.map(({ path }) => dirname(path)).sort()).toEqual([...walls].sort())
  const silent = doors.filter(({ text }) => !/^\/\*\*\n \* [\s\S]{60,}?\n \*\/\n/.test(text))
  expect(silent.map(({ path }) => path)).toEqual([])
})

/** Words that say how something was made, or that it is not: readers have no use for them. */
const unwanted = [
  /\bTODO\b/,
  /\bFIXME\b/,
  /\bXXX\b/,
  /\bHACK\b/,
  /\bsub-?agents?\b/i,
  /\bClaude\b/,
  /\bLLM\b/,
  /\bissue [A-Z]\b/,
  /\bthe brief\b/i,
  /\/work\//,
  /\/tmp\/brief/,
  /\bhelper session/i,
]

test('nothing speaks of how it was made, and nothing is left to be done', () => {
  const found = [...programs, ...migrations, ...pages].flatMap(({ path, text }) =>
    unwanted.filter((word) => word.test(text)).map((word) => `${path} says ${word.source}`),
  )
  expect(found).toEqual([])
})

test('every dependency of the server is explained, and comes from the public registry', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const explained = pages
    .filter(({ path }) => path.startsWith('docs/decisions/'))
    .map(({ text }) => text)
    .join('\n')
  expect(Object.keys(dependencies).filter((name) => !explained.includes(`\`${name}\``))).toEqual([])
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const hosts = [...lock.matchAll(/"resolved": "(https?:\/\/[^/]+)\//g)].map(([, host]) => host)
  expect(hosts.filter((host) => host !== 'https://registry.npmjs.org')).toEqual([])
})
