import Ajv from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commonRefusals, type Route } from '../src/base/http/index.ts'
import { permissions } from '../src/ground/identity/index.ts'
import { contract, refusals } from '../src/plan.ts'
import { type House, openHouse } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(async () => await house.close())

const routes = Object.entries(contract) as [string, Route][]
type Node = { [name: string]: unknown }
const documentOf = async () => (await house.client.call('GET /openapi.json')) as Node

/** Every value in a document with its place. */
function* walk(value: unknown, at = ''): Generator<[string, unknown]> {
  yield [at, value]
  if (typeof value === 'object' && value !== null)
    for (const [name, child] of Object.entries(value)) yield* walk(child, `${at}/${name}`)
}

describe('the contract', () => {
  test('gives every route a summary and a permission that some role can have', () => {
    const known = new Set<string>(['public', 'signedIn', ...permissions])
    for (const [name, { summary, permission }] of routes)
      expect([name, summary.length > 5, known.has(permission)]).toEqual([name, true, true])
  })

  test('names in every route only refusals that have a status and a title', () => {
    for (const [name, { refusals: codes = [] }] of routes)
      for (const code of codes)
        expect([name, code, refusals[code]?.[0]]).toEqual([name, code, expect.any(Number)])
  })

  test('takes a body only where a method has one, and parameters as the path names them', () => {
    for (const [name, { params, body }] of routes) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect([name, Object.keys(params?.shape ?? {})]).toEqual([name, inPath])
      if (/^(GET|DELETE) /.test(name)) expect([name, body]).toEqual([name, undefined])
    }
  })
})

describe('the OpenAPI document', () => {
  test('is 3.1, has one operation per route, each with an id of its own, and says what it may answer', async () => {
    const document = await documentOf()
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Throughline' } })
    const paths = document.paths as Record<string, Record<string, Node>>
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        operation,
      })),
    )
    expect(operations.map(({ name }) => name).sort()).toEqual(routes.map(([name]) => name).sort())
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(
      routes.length,
    )
    for (const { name, operation } of operations) {
      const statuses = Object.keys(operation.responses as Node)
      const { status = 200 } = contract[name as keyof typeof contract] as Route
      expect([name, statuses]).toEqual([
        name,
        expect.arrayContaining([String(status), '401', '404', '429', '503']),
      ])
      for (const status of statuses) expect(status).toMatch(/^[2-5]\d\d$/)
    }
  })

  test('holds only references that lead somewhere and path parameters that are required', async () => {
    const document = await documentOf()
    const places = new Map(walk(document))
    let references = 0
    for (const [at, value] of places) {
      if (!at.endsWith('/$ref')) continue
      references++
      expect([at, places.has(String(value).slice(1))]).toEqual([at, true])
    }
    expect(references).toBeGreaterThan(routes.length)
    for (const [path, methods] of Object.entries(
      document.paths as Record<string, Record<string, Node>>,
    ))
      for (const { parameters = [] } of Object.values(methods) as { parameters?: Node[] }[]) {
        const inPath = parameters.filter((parameter) => parameter.in === 'path')
        expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
        for (const parameter of inPath) expect(parameter).toMatchObject({ required: true })
      }
  })

  test('holds only schemas that are JSON Schema 2020-12', async () => {
    const document = await documentOf()
    const ajv = new Ajv.default({ strict: false, validateFormats: false })
    let compiled = 0
    for (const [at, value] of walk(document)) {
      if (!at.endsWith('/schema') || typeof value !== 'object') continue
      expect([at, ajv.validateSchema(value as object)]).toEqual([at, true])
      compiled++
    }
    expect(compiled).toBeGreaterThan(routes.length)
  })

  test('lists the common refusals under their statuses', async () => {
    const document = (await documentOf()) as {
      paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>
    }
    const { responses } = document.paths['/api/orders']?.post ?? { responses: {} }
    for (const [code, [status]] of Object.entries(commonRefusals))
      expect(responses[status]?.description).toContain(`\`${code}\``)
    expect(responses['409']?.description).toContain('`out_of_stock`')
  })
})

describe('/docs', () => {
  const pages = async () => {
    const html = await (await fetch(`${house.url}/docs/`)).text()
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string)
    return { html, named }
  }

  test('is a page whose every asset comes from here', async () => {
    const { html, named } = await pages()
    expect(named.length).toBeGreaterThan(4)
    expect(html).not.toMatch(/(?:src|href)="(?:[a-z]+:)?\/\//)
    for (const name of named) {
      const asset = await fetch(new URL(name, `${house.url}/docs/`))
      expect([name, asset.status]).toEqual([name, 200])
      const text = await asset.text()
      if (name.endsWith('.css')) expect(text).not.toMatch(/@import|url\(["']?(?:https?:)?\/\//)
    }
  })

  test('tells browsers to load nothing from elsewhere', async () => {
    const policy = (await fetch(`${house.url}/docs/`)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    for (const directive of policy.split(';')) {
      const sources = directive.trim().split(' ').slice(1)
      for (const source of sources)
        expect(source).toMatch(/^('self'|'none'|'unsafe-inline'|data:)$/)
    }
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  })
})

describe('health', () => {
  test('/livez and /readyz answer anybody', async () => {
    expect(await house.clientOf(undefined).call('GET /livez')).toEqual({ live: true })
    const ready = await house.clientOf(undefined).call('GET /readyz')
    expect(ready).toEqual({ ready: true, slowestFollowerSeconds: expect.any(Number) })
  })

  test('/metrics counts answers by route and status in the format of Prometheus', async () => {
    await house.ask('/api/orders/ord_01ARZ3NDEKTSV4RRFFQ69G5FAV')
    const answer = await house.ask('/metrics')
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    const text = await answer.text()
    expect(text).toMatch(
      /throughline_http_seconds_count\{route="GET \/api\/orders\/\{id\}",status="404"\} [1-9]/,
    )
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(#|[a-zA-Z_:][\w:]*(\{.*\})? \S+$|$)/)
  })
})
