// Strange requests to every route of /openapi.json, by a seed: FUZZ_SEED gives another run, FUZZ_REQUESTS a longer one.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../src/verify.ts'
import {
  compose,
  type Document,
  learn,
  type Memory,
  type Operation,
  readOperations,
} from './fuzz-requests.ts'
import { chanceOf } from './fuzz-values.ts'
import { type House, openHouse, smallOrder, stockUp } from './house.ts'
import { quiet, witness } from './witness.ts'

const seed = Number(process.env.FUZZ_SEED ?? 1)
const total = Number(process.env.FUZZ_REQUESTS ?? 1_200)

let house: House
let document: Document
/** The owner's own key and account are spared: the rest of the run needs them. */
const memory: Memory = { ids: new Map(), cursors: [], spared: new Set() }

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  document = (await house.client.call('GET /openapi.json')) as Document
  for (const list of ['GET /api/keys', 'GET /api/users'] as const)
    for (const { id } of (await house.client.call(list)).items) memory.spared.add(id)
  for (let index = 0; index < 5; index++)
    learn(memory, await house.client.call('POST /api/orders', { body: smallOrder() }))
})
afterAll(async () => await house.close())

type Answer = { status: number; media: string; text: string }

/** An answer without a body has no type. */
const isOneOf = (documented: readonly string[], media: string) =>
  documented.length === 0 || documented.some((type) => media.startsWith(type))

/** What is wrong with an answer, by the document; null when nothing is. */
function faultOf({ answers }: Operation, { status, media, text }: Answer): string | null {
  if (status >= 500) return 'a fault of ours'
  const documented = answers.get(status)
  if (!documented) return 'a status that the document does not name'
  if (!isOneOf(documented.media, media)) return `${media} instead of ${documented.media}`
  const { valid } = documented
  if (!valid || valid(JSON.parse(text))) return null
  return `not its shape: ${JSON.stringify(valid.errors?.slice(0, 3))}`
}

/** Sends one request and answers what is wrong with its answer, or with what it left behind. */
async function tryOne(operation: Operation, number: number, chance: ReturnType<typeof chanceOf>) {
  const { path, ...init } = compose(operation, number, { document, memory, chance })
  // A refused sign-in leaves a trace in the log: the one refusal that writes.
  const watched = chance.oneIn(25) && !path.startsWith('/api/session')
  const before = watched ? await witness(house.database) : null
  const response = await fetch(house.url + path, { ...init, signal: AbortSignal.timeout(20_000) })
  const media = response.headers.get('content-type') ?? ''
  const answer = { status: response.status, media, text: await response.text() }
  let fault = faultOf(operation, answer)
  if (response.ok && media.includes('json')) learn(memory, JSON.parse(answer.text))
  if (before && answer.status >= 400) {
    const after = await witness(house.database)
    const changed = Object.keys(after).filter((table) => after[table] !== before[table])
    if (changed.length > 0) fault = `refused, and yet changed ${changed}`
  }
  const request = `${operation.name} ${path.slice(0, 300)}`
  const sent = { number, request, headers: init.headers, body: init.body?.slice(0, 800) }
  const told = { status: answer.status, text: answer.text.slice(0, 500) }
  return { status: answer.status, fault: fault && { fault, told, sent } }
}

test(`strange requests get answers of the document, and refused ones change nothing: FUZZ_SEED=${seed}`, async () => {
  const chance = chanceOf(seed)
  const faults: object[] = []
  const statuses = new Map<number, number>()
  const finite = readOperations(document).filter(
    ({ answers }) => !answers.get(200)?.media.includes('text/event-stream'),
  )
  const began = performance.now()
  for (let number = 0; number < total && faults.length < 10; number++) {
    const { status, fault } = await tryOne(chance.of(finite), number, chance)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (fault) faults.push(fault)
  }
  expect(faults).toEqual([])
  expect(house.errors).toEqual([])
  expect((performance.now() - began) / total).toBeLessThan(1_000)
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 404, 409, 422]))
  expect(statuses.get(200)).toBeGreaterThan(total / 10)
}, 600_000)

test('after all of that the books agree, and the house still takes an order', async () => {
  const body = { ...smallOrder(), lines: [{ sku: 'LAST', quantity: 1, price: 100 }] }
  const variants = [{ sku: 'LAST', name: { en: 'Last' }, policy: 'backorder' }]
  await house.client.call('PUT /api/variants', { body: { variants } })
  const placed = await house.client.call('POST /api/orders', { body })
  expect(placed.status).toBe('received')
  await quiet(house.database)
  const { checks } = await verifyAll(house.database)
  const different = checks.filter(({ differences }) => differences.length > 0)
  expect(different.map(({ name, differences }) => [name, differences.slice(0, 3)])).toEqual([])
})
