import { expect, test } from 'vitest'
import type { Tx } from '../platform/index.ts'
import { answer, asking, question } from './question.ts'

const tx = {} as Tx
const doubled = question<number, number>('what is it doubled')
const named = question<number, string>('what is it called')

test('a question is answered by all who registered for it, in their order, and by nobody else', async () => {
  const ask = asking([
    answer(doubled, async (_, asked) => asked * 2),
    answer(named, async (_, asked) => `number ${asked}`),
    answer(doubled, async (_, asked) => asked + asked),
  ])
  expect(await ask(tx, doubled, 4)).toEqual([8, 8])
  expect(await ask(tx, named, 4)).toEqual(['number 4'])
})

test('a question that nobody answers has no answers, even when another bears its name', async () => {
  const ask = asking([answer(question<number, number>(doubled.name), async () => 1)])
  expect(await ask(tx, doubled, 4)).toEqual([])
})

test('one that answers is asked when the one before has answered', async () => {
  const steps: string[] = []
  const step = (name: string) =>
    answer(doubled, async (_, asked) => {
      steps.push(`${name} begins`)
      await Promise.resolve()
      steps.push(`${name} ends`)
      return asked
    })
  await asking([step('first'), step('second')])(tx, doubled, 1)
  expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

test('an answer of another shape does not compile', () => {
  // @ts-expect-error: the question wants a number
  const wrong = answer(doubled, async () => 'two')
  expect(wrong.to).toBe(doubled)
})
