import { expect, test } from 'vitest'
import { makeSeats } from './seats.ts'

test('a caller gets so many seats and no more, and a seat that is left is free again', () => {
  const seats = makeSeats({ perCaller: 2, inAll: 3 })
  const first = seats.take('a')
  expect(first).not.toBeNull()
  expect(seats.take('a')).not.toBeNull()
  expect(seats.take('a')).toBeNull()
  expect(seats.take('b')).not.toBeNull()
  expect(seats.take('b')).toBeNull()
  first?.leave()
  expect(seats.take('b')).not.toBeNull()
  expect(seats.take('a')).toBeNull()
})

test('one looks at a time, each gets what it found, and one that fails stops no other', async () => {
  const seats = makeSeats()
  let looking = 0
  let most = 0
  const look = (found: number) =>
    seats.look(async () => {
      most = Math.max(most, ++looking)
      await new Promise((resume) => setImmediate(resume))
      looking--
      if (found === 2) throw new Error('nothing there')
      return found
    })
  const outcomes = await Promise.allSettled([1, 2, 3].map(look))
  expect(most).toBe(1)
  expect(outcomes).toMatchObject([
    { value: 1 },
    { reason: { message: 'nothing there' } },
    { value: 3 },
  ])
})
