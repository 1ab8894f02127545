// Requests for a fuzzer, drawn from an OpenAPI document and from what earlier answers said is there.
import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js'
import {
  broken,
  type Chance,
  good,
  type Making,
  naughty,
  type Schema,
  spoiled,
} from './fuzz-values.ts'
import { ownerKey, smallOrder } from './house.ts'

type Parameter = { in: string; name: string; required?: boolean; schema: Schema }
type Content = Record<string, { schema?: Schema }>
type Documented = {
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
}
export type Document = { paths: Record<string, Record<string, Documented>> }

export type Operation = {
  name: string
  method: string
  path: string
  parameters: Parameter[]
  body: Schema | undefined
  answers: Map<number, { media: string[]; valid: ValidateFunction | null }>
}

/** The operations of a document, each with the checks of its answers. */
export function readOperations(document: Document): Operation[] {
  const schemas = [{ ...document, $id: 'house' }]
  const ajv = new Ajv.default({ strict: false, validateFormats: false, schemas })
  const compiled = (schema: Schema) => {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"house#/components/')
    return ajv.compile(JSON.parse(text))
  }
  const answer = ([status, { content = {} }]: [string, { content?: Content }]) => {
    const media = Object.keys(content)
    const { schema } = Object.values(content)[0] ?? {}
    const valid = schema && /json/.test(media.join()) ? compiled(schema) : null
    return [Number(status), { media, valid }] as const
  }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([verb, { parameters = [], requestBody, responses }]) => ({
      name: `${verb.toUpperCase()} ${path}`,
      method: verb.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content['application/json']?.schema,
      answers: new Map(Object.entries(responses).map(answer)),
    })),
  )
}

/** Ids and cursors that answers named, for later requests to use. */
export type Memory = { ids: Map<string, string[]>; cursors: string[]; spared: Set<string> }

export function learn({ ids, cursors, spared }: Memory, answer: unknown): void {
  for (const [text] of JSON.stringify(answer ?? null).matchAll(/[a-z]{2,4}_[0-9A-Z]{26}/g)) {
    const kind = text.split('_')[0] as string
    const list = ids.get(kind) ?? []
    if (!spared.has(text) && list.length < 200 && !list.includes(text)) list.push(text)
    ids.set(kind, list)
  }
  const next = (answer as { next?: unknown } | null)?.next
  if (typeof next === 'string') cursors[cursors.length % 20] = next
}

const kinds: Record<string, string> = {
  orders: 'ord',
  'fulfilment-orders': 'ful',
  packages: 'pkg',
  returns: 'ret',
  customers: 'cus',
  keys: 'key',
  users: 'usr',
  webhooks: 'whk',
  stock: 'rsv',
  imports: 'doc',
  views: 'view',
  bulk: 'blk',
}
const ofHouse: Record<string, readonly unknown[]> = {
  sku: ['TEA', 'CUP', 'TEA', 'CUP', 'NEW-1'],
  location: ['MAIN', 'NORTH'],
  channel: ['web', 'shop'],
  currency: ['GBP'],
  country: ['GB', 'CN', 'DE'],
  priceList: ['gbp'],
  line: [1, 1, 1, 2],
  url: ['https://hooks.invalid/in'],
  topics: ['order.*'],
  types: [['order.*'], ['*']],
  password: ['a good long secret'],
  quantity: [1, 1, 2, 3],
  after: ['0-0'],
  cause: ['found', 'received', 'lost'],
}

/** What a field may ask for that is really there, and items of batches that the document leaves open. */
function knownIn(path: string, { ids, cursors }: Memory, chance: Chance): Making['known'] {
  const orders = ids.get('ord') ?? []
  const event = {
    package: chance.of(ids.get('pkg') ?? ['pkg_01ARZ3NDEKTSV4RRFFQ69G5FAV']),
    status: chance.of(['in_transit', 'delivered', 'failure', 'return_to_sender']),
    at: '2026-01-01T00:00:00Z',
  }
  const variant = { sku: `NEW-${chance.upTo(9)}`, name: { en: 'New' } }
  const price = { sku: 'TEA', priceList: 'gbp', amount: chance.upTo(900) }
  const here: Record<string, readonly unknown[]> = {
    ...ofHouse,
    cursor: cursors,
    id: ids.get(kinds[path.split('/')[2] ?? ''] ?? '') ?? [],
    order: orders,
    orders: path.includes('fulfilment')
      ? [[chance.of(orders)]]
      : [[smallOrder()], [spoiled(smallOrder(), chance), smallOrder()]],
    events: [[event], [spoiled(event, chance)]],
    variants: [[variant], [spoiled(variant, chance)]],
    prices: [[price], [spoiled(price, chance)]],
  }
  return (field) => (Object.hasOwn(here, field) ? here[field] : undefined)
}

export type Sending = {
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

/** One request: mostly well formed, often with one thing wrong, sometimes with everything. */
export function compose(
  operation: Operation,
  number: number,
  { document, memory, chance }: { document: Document; memory: Memory; chance: Chance },
): Sending {
  const { method, body } = operation
  const resolve = (reference: string) => {
    let at = document as unknown as Record<string, unknown>
    for (const part of reference.split('/').slice(1)) at = at[part] as Record<string, unknown>
    return at as Schema
  }
  const making = { chance, resolve, known: knownIn(operation.path, memory, chance) }
  const headers = { authorization: `Bearer ${ownerKey}`, ...headersOf(method, number, chance) }
  const asked = { method, headers, path: pathOf(operation, making) }
  if (!body) return asked
  const text = bodyText(good(body, making), chance)
  return { ...asked, body: text, headers: { 'content-type': 'application/json', ...headers } }
}

function pathOf({ path, parameters }: Operation, making: Making): string {
  const { chance } = making
  const made = ({ name, schema }: Pick<Parameter, 'name' | 'schema'>) =>
    chance.oneIn(8) ? chance.of(naughty) : good(schema, making, name)
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name)
    // An empty part would be the address of the list.
    return escaped(made(parameter ?? { name, schema: {} })) || '%20'
  })
  const query = parameters
    .filter((one) => one.in === 'query' && (one.required || chance.oneIn(3)))
    .flatMap((one) => [made(one)].flat().map((value) => `${escaped(one.name)}=${escaped(value)}`))
  const odd = ['limit=1', 'x', '=', '&&', '%zz', 'a[b]=c', 'limit=1&limit=2']
  if (chance.oneIn(25)) query.push(chance.of(odd))
  return filled + (query.length > 0 ? `?${query.join('&')}` : '')
}

function escaped(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return encodeURIComponent(text.toWellFormed().slice(0, 1_000))
}

function bodyText(whole: unknown, chance: Chance): string {
  const way = chance.upTo(10)
  if (way === 9) return broken(whole, chance)
  return JSON.stringify(way < 5 ? whole : spoiled(whole, chance)) ?? 'null'
}

function headersOf(method: string, number: number, chance: Chance): Record<string, string> {
  const types = ['text/plain', 'application/json; charset=utf-16', 'multipart/form-data', ';']
  const odd: Record<string, string>[] = [
    { 'idempotency-key': '' },
    { 'idempotency-key': 'x'.repeat(300) },
    { 'idempotency-key': 'a b\tc' },
    { 'idempotency-key': `fuzz-${chance.upTo(number + 1)}` },
    { 'if-match': chance.of(['"1"', 'W/"2"', '*', 'x', '', '"-1"', '"99999999999"']) },
    { 'content-type': chance.of(types) },
    { 'content-encoding': 'gzip' },
    { 'x-http-method-override': 'DELETE' },
    { accept: 'text/html' },
    { authorization: chance.of(['', 'Bearer', 'Basic eDp5', 'Bearer \u00e4']) },
    { cookie: 'throughline_session=x; =; a' },
  ]
  const strange = chance.oneIn(6) ? chance.of(odd) : {}
  return method === 'GET' ? strange : { 'idempotency-key': `fuzz-${number}`, ...strange }
}
