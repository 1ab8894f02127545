import { expect, test } from 'vitest'
import { pathOf, sortPlaces } from './places.ts'

test('a pointer becomes the path of a field', () => {
  expect(pathOf('/lines/0/sku')).toBe('lines.0.sku')
  expect(pathOf('/a~1b/c~0d')).toBe('a/b.c~d')
  expect(pathOf('')).toBe('')
})

test('what was refused goes to its field, to the one it lies in, or to the whole form', () => {
  const places = ['/name/zh', '/email', '/lines/3/sku', '/', ''].map((pointer) => ({
    pointer,
    code: 'wrong',
  }))
  const { at, elsewhere } = sortPlaces(places, (path) => ['name', 'email'].includes(path))
  expect([...at.keys()]).toEqual(['name', 'email'])
  expect(elsewhere.map(({ pointer }) => pointer)).toEqual(['/lines/3/sku', '/', ''])
})

test('the first of several at one field is shown', () => {
  const places = [
    { pointer: '/email', code: 'first' },
    { pointer: '/email', code: 'second' },
  ]
  expect(sortPlaces(places, () => true).at.get('email')?.code).toBe('first')
})
