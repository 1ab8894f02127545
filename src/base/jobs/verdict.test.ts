import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Job } from './job.ts'
import { backoff, verdict } from './verdict.ts'

const job: Job = {
  ...{ id: 1, kind: 'call', stream: 'a', version: 1, tries: 1, payload: {}, lane: '' },
  ...{ token: 't', ageSeconds: 0 },
}
const policy = { tries: 10, seconds: 1000 }
const chances = fc.double({ min: 0, max: 1, noNaN: true })

test('a pause lies between its doubled five seconds and a fifth more, and never above 24 hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), chances, (tries, chance) => {
      const seconds = backoff(tries, chance)
      const doubled = Math.min(72_000, 5 * 2 ** (tries - 1))
      expect(seconds).toBeGreaterThanOrEqual(doubled)
      expect(seconds).toBeLessThanOrEqual(doubled * 1.2 + 1e-6)
      expect(seconds).toBeLessThanOrEqual(86_400)
    }),
  )
})

test('pauses never shrink from one try to the next, whatever chance says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), chances, chances, (tries, one, other) => {
      expect(backoff(tries + 1, other)).toBeGreaterThan(backoff(tries, one))
    }),
  )
})

test('three days of failing make 16 tries or so, the last one when the three days are over', () => {
  const threeDays = { tries: 100, seconds: 3 * 86_400 }
  let [age, tries] = [0, 0]
  for (let going = true; going; ) {
    const at = { ...job, tries: ++tries, ageSeconds: age }
    const next = verdict(
      at,
      { error: 'no' },
      { policy: threeDays, secondsTaken: 0, chance: Math.random() },
    )
    going = next.state === 'waiting'
    age += next.delaySeconds ?? 0
  }
  expect(age).toBeCloseTo(3 * 86_400, 3)
  expect(tries).toBeGreaterThanOrEqual(15)
  expect(tries).toBeLessThanOrEqual(18)
})

const judge = (over: Partial<Job>, outcome: Parameters<typeof verdict>[1]) =>
  verdict({ ...job, ...over }, outcome, { policy, secondsTaken: 1, chance: 0 })

test('what is done is done, however often it was tried', () => {
  expect(judge({ tries: 99, ageSeconds: 9e9 }, 'done')).toMatchObject({ state: 'done' })
  expect(judge({}, { done: true, note: 7 })).toMatchObject({ state: 'done', note: 7 })
})

test('an error is tried again until the tries or the time are used up', () => {
  expect(judge({ tries: 9 }, { error: 'x' })).toMatchObject({ state: 'waiting', error: 'x' })
  expect(judge({ tries: 10 }, { error: 'x' })).toMatchObject({ state: 'dead', error: 'x' })
  expect(judge({ ageSeconds: 999 }, { error: 'x' })).toMatchObject({ state: 'dead' })
  expect(judge({ ageSeconds: 998 }, { error: 'x' })).toMatchObject({ delaySeconds: 1 })
})

test('a wish for a later try is honoured between a second and the end of the time', () => {
  expect(judge({}, { error: 'x', retryAfterSeconds: 77 })).toMatchObject({ delaySeconds: 77 })
  expect(judge({}, { error: 'x', retryAfterSeconds: -5 })).toMatchObject({ delaySeconds: 1 })
  expect(judge({}, { error: 'x', retryAfterSeconds: 1e12 })).toMatchObject({ delaySeconds: 999 })
  expect(judge({}, { error: 'x', retryAfterSeconds: Number.NaN })).toMatchObject({
    delaySeconds: 5,
  })
})

test('a cause that PostgreSQL could not store is made storable', () => {
  const { error } = judge({}, { dead: `\0\ud800${'x'.repeat(900)}` })
  expect(error).toBe(`\ufffd${'x'.repeat(498)}`)
})
