import { expect, test } from 'vitest'
import { durationOf, healthOf } from './health.ts'

const follower = { name: 'search', facts: 0, seconds: 0, parked: 0, dead: 0, movedAt: null }
const job = { kind: 'webhook', waiting: 0, running: 0, dead: 0, oldestDueSeconds: 0 }

test('what has caught up is well, and what is behind for a moment too', () => {
  expect(healthOf({ followers: [{ ...follower, facts: 9, seconds: 5 }], jobs: [job] }).state).toBe(
    'well',
  )
})

test('what is behind for more than a minute is behind, whether it follows or is done later', () => {
  expect(healthOf({ followers: [{ ...follower, seconds: 61 }], jobs: [] }).state).toBe('behind')
  expect(healthOf({ followers: [], jobs: [{ ...job, oldestDueSeconds: 61 }] }).state).toBe('behind')
})

test('what was given up or fails again and again needs somebody', () => {
  expect(
    healthOf({ followers: [{ ...follower, parked: 2 }], jobs: [{ ...job, dead: 3 }] }),
  ).toEqual({ state: 'ill', dead: 3, parked: 2 })
})

test('durations are told in their largest unit', () => {
  expect([4.4, 90, 7_200, 200_000].map(durationOf)).toEqual([
    { unit: 's', n: 4 },
    { unit: 'm', n: 2 },
    { unit: 'h', n: 2 },
    { unit: 'd', n: 2 },
  ])
})
