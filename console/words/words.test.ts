// Whatever the server can say has words, and every language has the same ones.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { followersOf } from '../../src/base/module/index.ts'
import { states as workStates } from '../../src/flow/warehouse/fulfilment.ts'
import { trackingStatuses } from '../../src/flow/warehouse/package.ts'
import { permissions, roleNames } from '../../src/ground/identity/roles.ts'
import { movementCauses } from '../../src/ground/stock/contract.ts'
import { aftersales, fulfilments, payments } from '../../src/orders/axes.ts'
import { buckets } from '../../src/orders/buckets.ts'
import { optionNames } from '../../src/orders/commands.ts'
import { transitions } from '../../src/orders/order.ts'
import { plan } from '../../src/plan.ts'
import { en } from './en.ts'
import { rest as enRest } from './en-rest.ts'
import { start as enStart } from './en-start.ts'
import { zh } from './zh.ts'
import { rest as zhRest } from './zh-rest.ts'
import { start as zhStart } from './zh-start.ts'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

/** The program's own files, without those of the tests. */
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }))

type Catalogue = Record<string, Record<string, string>>
const languages: Record<string, Catalogue> = { zh, en }

test('every language has the same keys', () => {
  const keys = (catalogue: Catalogue) =>
    Object.entries(catalogue).flatMap(([name, words]) =>
      Object.keys(words).map((key) => `${name}.${key}`),
    )
  expect(keys(en).sort()).toEqual(keys(zh).sort())
})

/** `{n|order|orders}` is the parameter n too. */
const parametersOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map(([, name]) => name))].sort()

test('no word stands in both parts of a catalogue', () => {
  const twice = ([start, rest]: Catalogue[]) =>
    Object.entries(start ?? {}).flatMap(([name, words]) =>
      Object.keys(words).filter((key) => rest?.[name]?.[key] !== undefined),
    )
  expect(twice([zhStart, zhRest])).toEqual([])
  expect(twice([enStart, enRest])).toEqual([])
})

test('a message takes the same parameters in every language, and no brace stays open', () => {
  const wrong = Object.entries(zh as Catalogue).flatMap(([name, words]) =>
    Object.entries(words).flatMap(([key, text]) => {
      const other = (en as Catalogue)[name]?.[key] ?? ''
      const same = String(parametersOf(text)) === String(parametersOf(other))
      const closed = [text, other].every(
        (one) => !/[{}]/.test(one.replace(/\{\w+(\|[^|{}]*\|[^|{}]*)?\}/g, '')),
      )
      return same && closed ? [] : [`${name}.${key}`]
    }),
  )
  expect(wrong).toEqual([])
})

test('nothing is left without words, and English speaks no Chinese', () => {
  const empty = Object.entries(languages).flatMap(([language, catalogue]) =>
    Object.entries(catalogue).flatMap(([name, words]) =>
      Object.entries(words).flatMap(([key, text]) =>
        text.trim() === '' ? [`${language} ${name}.${key}`] : [],
      ),
    ),
  )
  expect(empty).toEqual([])
  // An example may name a place in China; a sentence is not written in Chinese.
  const english = Object.values(en as Catalogue).flatMap(Object.entries) as [string, string][]
  const chinese = /^[^a-z]*[\u4e00-\u9fff][^a-z]*$|[\u3000-\u303f\uff00-\uffef]/i
  expect(english.filter(([, text]) => chinese.test(text))).toEqual([])
})

const without = (namespace: string, keys: readonly string[]) =>
  Object.entries(languages).flatMap(([language, catalogue]) =>
    keys.filter((key) => !catalogue[namespace]?.[key]).map((key) => `${language}: ${key}`),
  )

test('every refusal has words', () => {
  expect(without('refusals', Object.keys(plan.refusals))).toEqual([])
})

test('a refusal in words asks only for parameters that every place gives with it', () => {
  const given = new Map<string, Set<string>[]>()
  for (const { text } of sources)
    for (const [, code = '', params] of text.matchAll(/refuse\('(\w+)'(?:, (\{[^{}]*\}))?/g))
      given.set(code, [...(given.get(code) ?? []), namesIn(params ?? '')])
  const wrong = [...given].flatMap(([code, places]) =>
    parametersOf((zh as Catalogue).refusals?.[code] ?? '')
      .filter((name) => places.some((names) => names.size > 0 && !names.has(name as string)))
      .map((name) => `${code}: ${name}`),
  )
  expect(wrong).toEqual([])
})

function namesIn(object: string): Set<string> {
  const names = object.matchAll(/[{,]\s*(?:\.\.\.\w+|(\w+))/g)
  return new Set([...names].flatMap(([, name]) => name ?? []))
}

test('every fact of the log has words', () => {
  const types = Object.keys(plan.facts)
  expect(types.length).toBeGreaterThan(50)
  expect(without('facts', types)).toEqual([])
})

test('every state, right, queue, follower and kind of job has words', () => {
  const jobs = sources.flatMap(({ text }) =>
    [...text.matchAll(/const (?:kind|jobKind|expiryKind) = '([\w.]+)'/g)].map(([, kind]) => kind),
  ) as string[]
  expect(jobs.length).toBeGreaterThan(3)
  const names = followersOf(plan).map(({ name }) => name)
  const all: [kind: string, codes: readonly string[]][] = [
    ['status', ['received', 'confirmed', 'closed', 'cancelled']],
    ['fulfilment', fulfilments],
    ['payment', payments],
    ['aftersales', aftersales],
    ['tracking', trackingStatuses],
    ['fulfilment_order', workStates],
    ['transition', transitions],
    ['command', optionNames],
    ['bucket', [...buckets, 'all']],
    ['movement', [...movementCauses, 'shipped']],
    ['role', roleNames],
    ['permission', permissions],
    ['job', jobs],
    ['job_effect', jobs],
    ['follower', names],
    ['follower_does', names],
    ['follower_late', names],
  ]
  const keys = all.flatMap(([kind, codes]) => codes.map((code) => `${kind}_${code}`))
  const missing = Object.entries(languages).flatMap(([language, { codes, terms }]) =>
    keys.filter((key) => !codes?.[key] && !terms?.[key]).map((key) => `${language}: ${key}`),
  )
  expect(missing).toEqual([])
})
