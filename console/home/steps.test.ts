import { expect, test } from 'vitest'
import { roles } from '../../src/ground/identity/index.ts'
import { stepsOf } from './steps.ts'

const nothing = { place: false, goods: false, price: false, stock: false }
const able = (role: keyof typeof roles, everywhere = true) => ({
  may: (permission: string) => roles[role].has(permission),
  everywhere,
})
const names = (...asked: Parameters<typeof stepsOf>) => stepsOf(...asked).map(({ name }) => name)

test('the owner is led from the place to the first order, and sees what is done', () => {
  const steps = stepsOf({ ...nothing, place: true, price: null }, able('owner'))
  expect(steps).toEqual([
    { name: 'place', done: true },
    { name: 'goods', done: false },
    { name: 'price', done: false },
    { name: 'stock', done: false },
    { name: 'order', done: false },
  ])
})

test('what somebody may not do is left out', () => {
  expect(names(nothing, able('desk'))).toEqual(['place', 'goods', 'price', 'order'])
  expect(names(nothing, able('owner', false))).toEqual(['goods', 'price', 'stock', 'order'])
  expect(names(nothing, able('warehouse'))).toEqual(['stock'])
  expect(names(nothing, able('viewer'))).toEqual([])
})
