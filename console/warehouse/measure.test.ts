import { expect, test } from 'vitest'
import { parseSize, parseWeight, writeSize, writeWeight } from './measure-text.ts'

test.each([
  ['480 g', 480],
  ['480g', 480],
  ['480', 480],
  ['1.2', 1_200],
  ['1,2 kg', 1_200],
  ['3', 3_000],
  ['1,200 g', 1_200],
  ['2斤', 1_000],
  ['０．５ 公斤', 500],
  ['1 lb', 454],
])('a weight is read as people type it: %s', (text, value) => {
  expect(parseWeight(text)).toEqual({ value })
})

test.each(['heavy', '', '1 stone', '-3', '1.2.3'])('what is no weight is refused: %j', (text) => {
  expect(parseWeight(text)).toEqual({ problem: 'not_a_weight' })
})

test('a weight of nothing and one beyond a ton are out of range', () => {
  expect(parseWeight('0 g')).toEqual({ problem: 'out_of_range' })
  expect(parseWeight('1001 kg')).toEqual({ problem: 'out_of_range' })
})

test('what is written is read back as the same, whatever unit it was typed in', () => {
  for (const weight of [1, 29, 999, 1_000, 1_250, 30_000, 1_000_000])
    expect(parseWeight(writeWeight(weight))).toEqual({ value: weight })
  const size = { lengthMm: 405, widthMm: 300, heightMm: 20 }
  expect(parseSize(writeSize(size))).toEqual({ value: size })
})

test('sizes are centimetres unless they say otherwise', () => {
  const value = { lengthMm: 400, widthMm: 300, heightMm: 200 }
  for (const text of ['40x30x20', '40 × 30 × 20 cm', '400*300*200mm', '40X30X20 厘米'])
    expect(parseSize(text)).toEqual({ value })
  expect(parseSize('40x30')).toEqual({ problem: 'not_a_size' })
  expect(parseSize('0x30x20')).toEqual({ problem: 'out_of_range' })
})
