import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { type Refusal, refuse } from '../platform/index.ts'

/**
 * Reads a body of bytes to its end. Refuses wrong_content_type when its type is not in `takes`, too_large when it is longer than
 * `limit` bytes. If its header already says so, nothing is read.
 */
export async function readBytes(
  { body, headers }: Pick<FastifyRequest, 'body' | 'headers'>,
  takes: readonly string[],
  limit: number,
): Promise<Buffer | Refusal> {
  const media = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!takes.includes(media)) return refuse('wrong_content_type', { takes: takes.join(', ') })
  if (Number(headers['content-length'] ?? 0) > limit) return refuse('too_large', { limit })
  // The server treats an empty body as no body.
  if (body === null || body === undefined) return Buffer.alloc(0)
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body as Readable) {
    size += (piece as Buffer).length
    if (size > limit) return refuse('too_large', { limit })
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}

/** A route that takes bytes gets them as a stream, so that a caller without permission is refused before they are read. */
export function takeBytes(server: FastifyInstance, options: RouteOptions): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
    scope.route(options)
  })
}
