// Values for a fuzzer, made from JSON schemas by a seed: good ones, and ones that go wrong in one place.

export type Schema = {
  $ref?: string
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  minItems?: number
  maxLength?: number
  minLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  format?: string
}

export type Chance = ReturnType<typeof chanceOf>

/** The same seed, the same throws (mulberry32). */
export function chanceOf(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (count: number) => Math.floor(next() * count)
  return {
    next,
    upTo,
    oneIn: (count: number) => upTo(count) === 0,
    of: <One>(all: readonly One[]) => all[upTo(all.length)] as One,
  }
}

export const naughty: readonly unknown[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202eevil\u202c',
  '\ufeff',
  '\u200b',
  '👩‍👩‍👧‍👦'.repeat(20),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
  'e\u0301'.repeat(1_000),
  '\u0315\u0300'.repeat(20_000),
  'a'.repeat(100_000),
  "'; drop table orders.orders; --",
  '$1',
  '%',
  '\\',
  '%00',
  '<script>alert(1)</script>',
  '=cmd|calc!A1',
  '../../etc/passwd',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-0',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2026-02-29T00:00:00Z',
  'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  0,
  -0,
  -1,
  0.1,
  1.5,
  1e21,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  9_007_199_254_740_991,
  1_000_000_000_001,
  null,
  true,
  [],
  {},
  [[]],
  [null],
  { $ref: '#' },
]

/** What is known to exist, by the name of the field that asks for it. */
export type Known = (field: string) => readonly unknown[] | undefined

export type Making = { chance: Chance; known: Known; resolve: (reference: string) => Schema }

/** A value that the schema takes; it may still be refused for what it means. */
export function good(schema: Schema, making: Making, field = '', depth = 0): unknown {
  const { chance, known, resolve } = making
  if (schema.$ref) return good(resolve(schema.$ref), making, field, depth)
  const there = known(field)
  if (there && there.length > 0 && !chance.oneIn(20)) return chance.of(there)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return chance.of(schema.enum)
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return good(chance.of(choices), making, field, depth)
  switch (schema.type) {
    case 'object':
      return goodObject(schema, making, depth)
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, 1) + chance.upTo(2) }, () =>
        good(schema.items ?? {}, making, field, depth + 1),
      )
    case 'integer':
    case 'number':
      return goodNumber(schema, chance)
    case 'boolean':
      return chance.oneIn(2)
    case 'string':
      return goodText(schema, chance)
    default:
      return schema.type === 'null' ? null : chance.of(naughty)
  }
}

function goodObject(schema: Schema, making: Making, depth: number): Record<string, unknown> {
  const { chance } = making
  const made: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(name) || (depth < 4 && chance.oneIn(3)))
      made[name] = good(inner, making, name, depth + 1)
  const more = schema.additionalProperties
  if (typeof more === 'object' && chance.oneIn(2)) made.extra = good(more, making, '', depth + 1)
  return made
}

function goodNumber({ minimum = -1_000, maximum = 1_000, type }: Schema, chance: Chance): number {
  if (chance.oneIn(12)) return chance.of([minimum, maximum])
  const number = minimum + chance.next() * Math.min(maximum - minimum, 20)
  return type === 'integer' ? Math.floor(number) : number
}

function goodText(
  { pattern = '', format, maxLength = 40, minLength = 1 }: Schema,
  chance: Chance,
): string {
  if (format === 'date-time')
    return `20${10 + chance.upTo(30)}-0${1 + chance.upTo(9)}-1${chance.upTo(9)}T0${chance.upTo(9)}:00:00Z`
  if (format === 'email') return `${chance.of(['ada', 'bob', 'li'])}${chance.upTo(9)}@example.com`
  if (pattern.includes('_[0-9A-Z]{26}')) return 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'
  if (pattern.startsWith('^[+0-9]')) return `+44 20 7946 0${100 + chance.upTo(899)}`
  if (pattern.startsWith('^\\d')) return '6109.10'
  if (pattern !== '') return chance.of(['a', 'web-1', 'x.y_z', 'customer_request'])
  if (chance.oneIn(12)) return '茶'.repeat(maxLength)
  return chance
    .of(['Ada', '茶', 'Ünï', '12 St James’s Sq', 'a b', '=1+1', '<b>'])
    .padEnd(minLength, 'x')
    .slice(0, maxLength)
}

type Holder = { holder: Record<string, unknown> | unknown[]; name: string | number }

function* places(value: unknown): Generator<Holder> {
  if (typeof value !== 'object' || value === null) return
  const holder = value as Record<string, unknown>
  for (const name of Object.keys(holder)) {
    yield { holder, name }
    yield* places(holder[name])
  }
}

/** The value with one thing wrong: a field missing, unknown, of another type, at its edge, or hostile. */
export function spoiled(value: unknown, chance: Chance): unknown {
  const copy = structuredClone(value)
  const all = [...places(copy)]
  if (all.length === 0 || chance.oneIn(20)) return chance.of(naughty)
  const { holder, name } = chance.of(all)
  const at = holder as Record<string | number, unknown>
  const ways = [
    () => delete at[name],
    () => Object.assign(at, { [chance.of(['unknown', '__proto__ ', 'constructor', 'id'])]: 1 }),
    () => Object.assign(at, { [name]: [at[name]] }),
    () => Object.assign(at, { [name]: String(at[name]) }),
    () => Object.assign(at, { [name]: { [name]: at[name] } }),
  ]
  if (chance.oneIn(3)) chance.of(ways)()
  else at[name] = chance.of(naughty)
  return copy
}

/** A body as text with the text itself broken: what no object in memory could say. */
export function broken(body: unknown, chance: Chance): string {
  const text = JSON.stringify(body) ?? ''
  const number = (literal: string) => text.replace(/:\d+/, `:${literal}`)
  const ways = [
    () => text.slice(0, chance.upTo(text.length)),
    () => text.replace('{', '{"__proto__":{"polluted":true},'),
    () => text.replace(/"(\w+)":/, '"$1":null,"$1":'),
    () => number('1e309'),
    () => number('-0'),
    () => number('9007199254740993'),
    () => number('01'),
    () => number('1.0'),
    () => text.replace(/:"[^"]*"/, ':"\\ud800"'),
    () => text.replace(/:"[^"]*"/, ':"\\u0000"'),
    () => text.replace(/:[^{[]/, `:${'['.repeat(5_000)}`),
    () => `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`,
    () => `\ufeff${text}`,
    () => text.replace('{', `{"pad":"${'x'.repeat(400_000)}",`),
    () => `${text}${text}`,
    () => '',
    () => 'null',
    () => chance.of(['NaN', 'undefined', "{'a':1}", '<xml/>', '/* */{}']),
  ]
  return chance.of(ways)()
}
