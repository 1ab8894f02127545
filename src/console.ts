// Serves the console: the files that were built, packed beforehand, and its one page for every screen's address.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const built = fileURLToPath(new URL('../console/dist/', import.meta.url))

/** The browser loads nothing from elsewhere; React sets styles on elements, papers are shown from memory. */
const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "frame-src 'self' blob:",
  "object-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const pageHeaders = {
  'cache-control': 'no-cache',
  'content-security-policy': policy,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/** What is no screen: there a wrong address is answered by the API, with a code. */
const notScreens = /^\/(api|docs|assets|livez|readyz|metrics|openapi\.json)(\/|\?|$)/

/**
 * Answers an address that no route knows with the console's page, when a person's browser asks for one, and `/` for
 * whoever asks; null leaves it to the API. Without a built console every address is left to the API.
 */
export function screens(
  folder = built,
): (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null {
  if (!existsSync(`${folder}index.html`)) return () => null
  const html = readFileSync(`${folder}index.html`, 'utf8')
  return ({ method, url, headers }, reply) => {
    const person = url === '/' || headers.accept?.includes('text/html')
    if (!person || !/^(GET|HEAD)$/.test(method) || notScreens.test(url)) return null
    return reply.code(200).headers(pageHeaders).type('text/html').send(html)
  }
}

/** The console's files: those under `/assets` carry their content in their names and are kept for ever. */
export async function mountConsole(server: FastifyInstance, folder = built): Promise<void> {
  if (!existsSync(`${folder}index.html`)) return
  await server.register(fastifyStatic, { root: folder, serve: false, preCompressed: true })
  const send = (file: string, cache: string, reply: FastifyReply) =>
    reply
      .headers({ 'cache-control': cache, 'x-content-type-options': 'nosniff' })
      .sendFile(file, { cacheControl: false })
  server.get('/assets/*', (request, reply) => {
    const { '*': file } = request.params as { '*': string }
    return send(`assets/${file}`, 'public, max-age=31536000, immutable', reply)
  })
  for (const file of ['icon.svg', 'first.js'])
    server.get(`/${file}`, (_, reply) => send(file, 'no-cache', reply))
}
