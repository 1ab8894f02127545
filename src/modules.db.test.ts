// A module is a folder and a line in `modules.ts`: this one is its value alone, and the house does all the rest.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type House, openHouse } from '../test/house.ts'
import type { Contract } from './base/http/index.ts'
import { enqueue } from './base/jobs/index.ts'
import { answer, factTable, module, planOf, question } from './base/module/index.ts'
import { openCheck, refuse } from './base/platform/index.ts'
import { modules } from './modules.ts'
import { verifyAll } from './verify.ts'

const seen = { news: [] as string[], jobs: [] as string[], tidied: 0 }
const howMany = question<string, number>('how many bells hang in a tower')

const contract = {
  'POST /api/bells': {
    summary: 'Ring a bell',
    permission: 'orders:place',
    body: z.strictObject({ name: z.string() }),
    answer: z.object({ bells: z.array(z.int()) }),
    refusals: ['bell_cracked'],
    keyed: { together: 10 },
  },
} as const satisfies Contract

const facts = factTable({
  'bell.rung': {
    data: z.strictObject({ name: z.string() }),
    stream: 'bell:',
    readers: 'stock:read',
    within: { location: ({ stream }) => stream.slice('bell:'.length) },
    leaves: true,
  },
})

const bells = module({
  name: 'bells',
  contract,
  handlers: ({ ask, wake }) => ({
    'POST /api/bells': async (tx, asked) => {
      const answers = []
      for (const { body, caller, command, at } of asked) {
        if (body.name === 'cracked') {
          answers.push(refuse('bell_cracked', { name: body.name }))
          continue
        }
        const stream = `bell:${body.name}`
        const fact = { stream, version: 1, type: 'bell.rung' as const, data: { name: body.name } }
        facts.append(tx, [fact], { by: caller.id, command, at })
        await enqueue(tx, [{ kind: 'bell', stream, version: 1, payload: {} }])
        answers.push({ body: { bells: await ask(tx, howMany, body.name) } })
      }
      setTimeout(wake)
      return answers
    },
  }),
  facts,
  refusals: { bell_cracked: [409, 'The bell is cracked'] },
  answers: [answer(howMany, async (_, name) => name.length)],
  followers: () => [
    {
      name: 'bells',
      types: ['bell.rung'],
      handle: async (_, news) => {
        seen.news.push(...news.map(({ stream }) => stream))
      },
    },
  ],
  jobs: () => ({
    bell: async ({ stream }) => {
      seen.jobs.push(stream)
      return 'done'
    },
  }),
  checks: async () => [{ ...openCheck('every bell hangs'), compared: 7 }],
  tidies: [async () => ++seen.tidied],
})
const withBells = [...modules, bells] as const

let house: House
beforeAll(async () => {
  house = await openHouse({ modules: withBells })
})
afterAll(() => house.close())

const ring = async (name: string) => {
  const answered = await house.ask('/api/bells', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': name },
    body: JSON.stringify({ name }),
  })
  return { status: answered.status, body: await answered.json() }
}

test('its route answers, and its questions are answered', async () => {
  expect(await ring('ding')).toEqual({ status: 200, body: { bells: [4] } })
})

test('its refusal is worded, and changes nothing', async () => {
  const { status, body } = await ring('cracked')
  expect([status, body.code, body.title]).toEqual([409, 'bell_cracked', 'The bell is cracked'])
  expect(await house.database.read((tx) => facts.of(tx, ['bell:cracked']))).toEqual([])
})

test('its follower hears what happened, its job is done, its tidying runs', async () => {
  await ring('dong')
  await expect.poll(() => seen.news).toContain('bell:dong')
  await expect.poll(() => seen.jobs).toContain('bell:dong')
  await expect.poll(() => seen.tidied).toBeGreaterThan(0)
})

test('its fact is heard by who may, and by nobody else', async () => {
  await ring('NORTH')
  const hears = async (rights: object) => {
    const body = { name: 'listener', ...rights }
    const { secret } = await house.client.call('POST /api/keys', { body })
    const query = { limit: 1_000 }
    const { items } = await house.clientOf(secret).call('GET /api/events', { query })
    return items.some(({ stream }) => stream === 'bell:NORTH')
  }
  expect(await hears({ role: 'viewer' })).toBe(true)
  expect(await hears({ role: 'viewer', locations: ['NORTH'] })).toBe(true)
  expect(await hears({ role: 'viewer', locations: ['MAIN'] })).toBe(false)
  expect(await hears({ role: 'courier' })).toBe(false)
})

test('OpenAPI shows its route with its refusal, and its fact', async () => {
  const { paths, components } = (await (await house.ask('/openapi.json')).json()) as {
    paths: Record<string, { post: { responses: Record<string, { description: string }> } }>
    components: { schemas: Record<string, { oneOf?: { $ref: string }[] }> }
  }
  const { Fact } = components.schemas
  expect(Fact?.oneOf).toContainEqual({ $ref: '#/components/schemas/bell.rung' })
  expect(components.schemas['bell.rung']).toMatchObject({
    properties: { data: { properties: { name: { type: 'string' } } } },
  })
  const { responses } = paths['/api/bells']?.post ?? { responses: {} }
  expect(responses['409']?.description).toContain('`bell_cracked`: The bell is cracked')
})

test('verify runs its check beside those of the others', async () => {
  const { checks, ok } = await verifyAll(house.database, planOf(withBells))
  const others = await verifyAll(house.database)
  expect(checks.length).toBe(others.checks.length + 1)
  expect([ok, others.ok]).toEqual([true, false])
  expect(checks).toContainEqual(expect.objectContaining({ name: 'every bell hangs', compared: 7 }))
})

test('two modules that differ about a code stop the start', () => {
  const other = module({ name: 'other', refusals: { bell_cracked: [410, 'The bell is gone'] } })
  expect(() => planOf([...withBells, other])).toThrow('two modules differ about bell_cracked')
})
