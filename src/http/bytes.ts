import type { Readable } from 'node:stream'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { type Refusal, refuse } from '../platform/index.ts'

/** Reads a body of at most `limit` bytes to its end. Refuses too_large; wrong_content_type where there is none. */
export async function readBytes(body: unknown, limit: number): Promise<Buffer | Refusal> {
  if (body === null || body === undefined) return refuse('wrong_content_type')
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
export function takeBytes(
  server: FastifyInstance,
  media: readonly string[],
  options: RouteOptions,
): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser([...media], (_, payload, done) => done(null, payload))
    scope.route(options)
  })
}
