// Which calls and facts are meant by what somebody typed, and where the docs speak of a call. Pure.

import type { NotedCall } from '../base/calls.ts'
import type { Fact } from '../base/live.ts'

/** Every word must be found somewhere: in path, method, status, request id or key. */
export function callsLike(
  calls: readonly NotedCall[],
  words: string,
  screen: string | null,
): NotedCall[] {
  const wanted = wordsOf(words)
  return calls
    .filter((call) => screen === null || call.screen === screen)
    .filter(({ method, url, status, requestId, idempotencyKey }) =>
      fits(wanted, [method, url, String(status), requestId, idempotencyKey]),
    )
    .reverse()
}

export function factsLike(facts: readonly Fact[], words: string): Fact[] {
  const wanted = wordsOf(words)
  return facts
    .filter(({ type, stream, by, data }) =>
      fits(wanted, [type, stream, by, wanted.length > 0 ? JSON.stringify(data) : null]),
    )
    .reverse()
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

function fits(words: readonly string[], places: readonly (string | null)[]): boolean {
  const text = places.join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

export type ApiDocument = {
  paths: Record<string, Record<string, { operationId?: string; tags?: string[] }>>
}

/** The place of a call in the page of the API; the page itself where it is not found. */
export function docsOf(
  { method, url }: Pick<NotedCall, 'method' | 'url'>,
  document: ApiDocument | undefined,
): string {
  const asked = pathOf(url).split('/')
  const templates = Object.keys(document?.paths ?? {})
    .filter((template) => matches(template.split('/'), asked))
    // `/api/orders/counts` is meant by itself before `/api/orders/{id}` is.
    .sort((a, b) => a.split('{').length - b.split('{').length)
  const operation = document?.paths[templates[0] ?? '']?.[method.toLowerCase()]
  if (!operation?.operationId) return '/docs'
  return `/docs/#/${operation.tags?.[0] ?? 'default'}/${operation.operationId}`
}

function matches(template: readonly string[], asked: readonly string[]): boolean {
  return (
    template.length === asked.length &&
    template.every((part, index) => part.startsWith('{') || part === asked[index])
  )
}

export function pathOf(url: string): string {
  return url.split('?')[0] ?? url
}

/** JSON as people read it; other text as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
