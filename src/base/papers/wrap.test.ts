import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineWidth } from './text.ts'
import { wrap } from './wrap.ts'

const TYPE = { size: 10, weight: 400 } as const

function lines(text: string, width: number, most = 9): string[] {
  return wrap(text, TYPE, width, most).map((line) => line.map((cell) => cell.text).join(''))
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: fc.constantFrom(...'ab W-/（），。“”单到底…\n\u202e😀'), maxLength: 120 }),
)

describe('a text broken into lines', () => {
  it('keeps western words whole', () => {
    expect(lines('Cotton crew-neck shirt', 65)).toEqual(['Cotton crew-', 'neck shirt'])
  })

  it('breaks Chinese anywhere, but no line begins with a comma or ends with an opening mark', () => {
    expect(lines('一二三四五，六七八', 50)).toEqual(['一二三四', '五，六七八'])
    expect(lines('一二三四（五六）七', 50)).toEqual(['一二三四', '（五六）七'])
  })

  it('keeps a range of numbers together', () => {
    expect(lines('about 2700–5000 K', 60)).toEqual(['about', '2700–5000 K'])
  })

  it('breaks a word that is wider than the line', () => {
    expect(lines('WWWWWWWWWW', 40).join('')).toBe('WWWWWWWWWW')
    expect(lines('WWWWWWWWWW', 40).length).toBeGreaterThan(1)
  })

  it('ends in an ellipsis when the lines are used up', () => {
    expect(lines('一二三四五六七八九十', 40, 2)).toEqual(['一二三四', '五六七…'])
  })

  it('is no line when there is nothing to write', () => {
    expect(lines(' \n ', 40)).toEqual([])
  })

  it('is never wider than its place nor longer than its lines', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 12, max: 90 }), fc.nat(4), (text, width, more) => {
        const broken = wrap(text, TYPE, width, more + 1)
        expect(broken.length).toBeLessThanOrEqual(more + 1)
        for (const line of broken) {
          expect(lineWidth(line, TYPE.size)).toBeLessThanOrEqual(width + 1e-9)
        }
      }),
    )
  })

  it('ends in an ellipsis whenever a part of it is left out', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 12, max: 40 }), fc.nat(3), (text, width, more) => {
        const letters = (cells: { text: string }[]) =>
          cells.map((cell) => cell.text.trim()).join('')
        const whole = letters(wrap(text, TYPE, 1e9, 1).flat())
        const broken = letters(wrap(text, TYPE, width, more + 1).flat())
        if (broken !== whole) expect(broken.endsWith('…')).toBe(true)
      }),
    )
  })

  it('loses nothing but the spaces at its breaks', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 12, max: 90 }), (text, width) => {
        const together = wrap(text, TYPE, 1e9, 1).flat()
        const broken = wrap(text, TYPE, width, 1_000).flat()
        const letters = (cells: { text: string }[]) =>
          cells.map((cell) => cell.text.trim()).join('')
        expect(letters(broken)).toBe(letters(together))
      }),
    )
  })
})
