import { z } from 'zod'
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { Contract, Route } from './contract.ts'
import { commonRefusals, type RefusalTable } from './problem.ts'

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    params: z.record(z.string(), z.unknown()).optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          code: z.string(),
          params: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .optional(),
    requestId: z.string(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem; `code` is stable, `errors` names the fields',
  })

/**
 * The OpenAPI 3.1 document of a contract: drawn from the routes, so it cannot differ from what the server takes. `shapes` are
 * components that stand in the place of those of their names.
 */
export function openApi(
  contract: Contract,
  refusals: RefusalTable,
  version: string,
  shapes: Readonly<Record<string, Variants>> = {},
) {
  const paths: ZodOpenApiPathsObject = {}
  for (const [name, route] of Object.entries(contract)) {
    const [method, path] = name.split(' ') as [string, string]
    paths[path] ??= {}
    Object.assign(paths[path], { [method.toLowerCase()]: operation(name, route, refusals) })
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      schemas: Object.assign({}, ...Object.values(shapes).map(({ of }) => of)),
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'throughline_session' },
      },
    },
    security: [{ apiKey: [] }, { session: [] }],
    paths,
  })
  for (const [name, variants] of Object.entries(shapes))
    if (document.components?.schemas?.[name]) document.components.schemas[name] = oneOf(variants)
  return document
}

/** One component that is one of several, told apart by a field whose values are their names. */
export type Variants = { by: string; of: Readonly<Record<string, z.ZodType>> }

function oneOf({ by, of }: Variants) {
  const refs = Object.keys(of).map((name) => [name, `#/components/schemas/${name}`] as const)
  return {
    oneOf: refs.map(([, $ref]) => ({ $ref })),
    discriminator: { propertyName: by, mapping: Object.fromEntries(refs) },
  }
}

function operation(name: string, route: Route, refusals: RefusalTable) {
  const header = z.object({
    ...(route.keyed && { 'Idempotency-Key': z.string().min(1).max(255) }),
    ...(name.includes('/{id}/') && route.keyed && { 'If-Match': z.string().optional() }),
  })
  return {
    operationId: operationId(name),
    summary: route.summary,
    tags: [name.split('/')[2] ?? 'system'],
    description: `Permission: \`${route.permission}\``,
    ...(route.permission === 'public' && { security: [] }),
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
      header,
    },
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: route.body } } },
    }),
    ...(route.takes && { requestBody: { required: true, content: bytesOf(route.takes) } }),
    responses: { ...success(route), ...failures(route, refusals) },
  }
}

function bytesOf(media: readonly string[]) {
  const schema = { type: 'string', format: 'binary' } as const
  return Object.fromEntries(media.map((type) => [type, { schema }]))
}

function success({ status = 200, answer, media }: Route) {
  const content = media
    ? Object.fromEntries([media].flat().map((type) => [type, { schema: z.string() }]))
    : answer && { 'application/json': { schema: answer } }
  return { [status]: { description: 'Done', ...(content && { content }) } }
}

/** One entry per status; its description lists the codes. */
function failures(route: Route, refusals: RefusalTable) {
  const codes = [...Object.keys(commonRefusals), ...(route.refusals ?? [])]
  const byStatus: Record<string, string[]> = {}
  for (const code of codes) {
    const status = String(refusals[code]?.[0] ?? 500)
    byStatus[status] = [...(byStatus[status] ?? []), code]
  }
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${refusals[code]?.[1]}`).join('\n\n'),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )
}

/** `POST /api/orders/{id}/confirm` → `postOrdersIdConfirm`. */
function operationId(name: string): string {
  const [method, path] = name.split(' ') as [string, string]
  const words = path.replace(/^\/(api\/)?/, '').split(/[^A-Za-z0-9]+/)
  return (
    method.toLowerCase() +
    words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  )
}
