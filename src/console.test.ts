import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mountConsole, screens } from './console.ts'

const script = 'export const answer = 42\n'.repeat(100)
let folder: string
let server: FastifyInstance

beforeAll(async () => {
  folder = `${mkdtempSync(join(tmpdir(), 'throughline-console-'))}/`
  mkdirSync(`${folder}assets`)
  writeFileSync(`${folder}index.html`, '<title>Throughline</title>')
  writeFileSync(`${folder}first.js`, '')
  writeFileSync(`${folder}icon.svg`, '<svg/>')
  writeFileSync(`${folder}assets/main-1a2b.js`, script)
  writeFileSync(`${folder}assets/main-1a2b.js.gz`, gzipSync(script))
  server = fastify()
  const otherwise = screens(folder)
  server.setNotFoundHandler((request, reply) => {
    const screen = otherwise(request, reply)
    return screen ?? reply.code(404).send({ code: 'no_such_route' })
  })
  await mountConsole(server, folder)
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

test.each(['/', '/orders', '/orders/ord_01?tab=money', '/settings/people'])(
  '%s is a screen for a browser',
  async (url) => {
    const answer = await server.inject({ url, headers: html })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('<title>Throughline</title>')
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'")
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  },
)

test.each(['/api/nothing', '/docs/nothing', '/assets/nothing.js', '/metrics/x', '/readyz/x'])(
  '%s is none',
  async (url) => {
    const answer = await server.inject({ url, headers: html })
    expect(answer.statusCode).toBe(404)
  },
)

test('a program that asks for a wrong address is told so', async () => {
  const answer = await server.inject({ url: '/orders', headers: { accept: 'application/json' } })
  expect(answer.statusCode).toBe(404)
  expect(answer.json()).toEqual({ code: 'no_such_route' })
})

test('who only looks whether a screen is there is told so', async () => {
  const answer = await server.inject({ method: 'HEAD', url: '/' })
  expect([answer.statusCode, answer.body]).toEqual([200, ''])
})

test('nobody writes to a screen', async () => {
  const answer = await server.inject({ method: 'POST', url: '/orders', headers: html })
  expect(answer.statusCode).toBe(404)
})

test('a file is sent packed, and kept for ever', async () => {
  const packed = await server.inject({
    url: '/assets/main-1a2b.js',
    headers: { 'accept-encoding': 'gzip' },
  })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(packed.headers['cache-control']).toContain('immutable')
  expect(gunzipSync(packed.rawPayload).toString()).toBe(script)
  const plain = await server.inject({ url: '/assets/main-1a2b.js' })
  expect(plain.body).toBe(script)
})

test.each(['/assets/../index.html', '/assets/%2e%2e/index.html', '/assets/..%2findex.html'])(
  'nothing outside of the folder is reached by %s',
  async (url) => {
    const answer = await server.inject({ url })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.body).not.toContain('Throughline')
  },
)

test('without a built console, every address is left to the API', async () => {
  const bare = fastify()
  const otherwise = screens('/nowhere/')
  bare.setNotFoundHandler(
    (request, reply) => otherwise(request, reply) ?? reply.code(404).send('API'),
  )
  await mountConsole(bare, '/nowhere/')
  expect((await bare.inject({ url: '/', headers: html })).body).toBe('API')
  await bare.close()
})
