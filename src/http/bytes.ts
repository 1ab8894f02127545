import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { type Refusal, refuse } from '../platform/index.ts'

/**
 * Reads a body of bytes to its end. Refuses wrong_content_type when it is none of `takes` or there is no body, too_large when
 * it is longer than `limit` bytes.
 */
export async function readBytes(
  { body, headers }: Pick<FastifyRequest, 'body' | 'headers'>,
  takes: readonly string[],
  limit: number,
): Promise<Buffer | Refusal> {
  const media = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!takes.includes(media) || body === null || body === undefined)
    return refuse('wrong_content_type', { takes: takes.join(' ') })
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body as Readable) {
    size += (piece as Buffer).length
    if (size > limit) return refuse('too_large', { limit })
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}

/** A route that takes bytes sees them as a stream: whoever may not send them is answered before they are read. */
export function takeBytes(server: FastifyInstance, options: RouteOptions): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
    scope.route(options)
  })
}
