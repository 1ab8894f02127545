import { expect, test } from 'vitest'
import { oncePer } from './once-per.ts'

test('what is made for one is made once, and again for another', () => {
  let made = 0
  const numberOf = oncePer((_: object) => ++made)
  const [one, other] = [{}, {}]
  expect([numberOf(one), numberOf(one), numberOf(other), numberOf(one)]).toEqual([1, 1, 2, 1])
})
