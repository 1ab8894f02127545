import { expect, test } from 'vitest'
import { sparkPoints } from './sparkline.tsx'

const box = { width: 103, height: 23 }

test('the line begins at the left, ends at the right, and the highest value touches the top', () => {
  expect(sparkPoints([0, 5, 10], box)).toBe('1.5,21.5 51.5,11.5 101.5,1.5')
})

test('what is always the same lies flat, and nothing but noughts lies at the bottom', () => {
  expect(sparkPoints([4, 4], box)).toBe('1.5,1.5 101.5,1.5')
  expect(sparkPoints([0, 0], box)).toBe('1.5,21.5 101.5,21.5')
})

test('what lies below nought keeps its distance to it', () => {
  expect(sparkPoints([-10, 10], box)).toBe('1.5,21.5 101.5,1.5')
})
