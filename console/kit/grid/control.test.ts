import { expect, test } from 'vitest'
import { createGridControl } from './control.ts'

function five() {
  const control = createGridControl()
  control.enter('all')
  control.setKeys(['a', 'b', 'c', 'd', 'e'])
  return control
}
const marks = (control: ReturnType<typeof five>) => [...control.get().marks].sort().join('')

test('shift and J marks from where it began, and K gives back', () => {
  const control = five()
  control.activate('b')
  control.move('next', true)
  control.move('next', true)
  expect(marks(control)).toBe('bcd')
  control.move('previous', true)
  expect(marks(control)).toBe('bc')
})

test('a mark elsewhere begins another range and keeps the first', () => {
  const control = five()
  control.toggle('a')
  control.toggle('d')
  control.extendTo('e')
  expect(marks(control)).toBe('ade')
  control.toggle('a')
  expect(marks(control)).toBe('de')
})

test('going back to a list finds row, marks and scroll as they were left', () => {
  const control = five()
  control.toggle('c')
  control.scrolled(340, 20)
  expect(control.enter('late')).toEqual({ top: 0, left: 20 })
  expect(control.get()).toMatchObject({ active: null, marks: new Set() })
  expect(control.enter('all')).toEqual({ top: 340, left: 20 })
  expect(control.get().active).toBe('c')
  expect(marks(control)).toBe('c')
})

test('entering the same list again leaves everything', () => {
  const control = five()
  control.toggle('c')
  control.scrolled(340, 0)
  expect(control.enter('all')).toEqual({ top: 340, left: 0 })
  expect(marks(control)).toBe('c')
})

test('only so many lists are remembered', () => {
  const control = five()
  control.toggle('c')
  for (let list = 0; list < 25; list++) control.enter(`list ${list}`)
  control.enter('all')
  expect(marks(control)).toBe('')
})

test('marking tells the listeners once, activating the active row not at all', () => {
  const control = five()
  let told = 0
  control.subscribe(() => told++)
  control.toggle('b')
  expect(told).toBe(1)
  control.activate('b')
  expect(told).toBe(1)
})
