import { describe, expect, it } from 'vitest'
import { cleanText, lineWidth, runs, shape } from './text.ts'

function drawn(text: string): string {
  return shape(text, 400)
    .map((cell) => cell.text)
    .join('')
}

describe('the font of every character', () => {
  it('is one and the same for Chinese, Latin-1 and the usual signs', () => {
    expect(runs(shape('一单到底 Größe £12 €3 “déjà vu” ñ', 400))).toHaveLength(1)
  })

  it.each([
    ['Polish, Hungarian, Czech, Turkish', 'Łódź Győr Říčany Iğdır'],
    ['Vietnamese', 'Nguyễn Thị Hạnh'],
    ['Russian', 'Санкт-Петербург'],
    ['rare characters of Chinese names', '㛃靐翀龘'],
    ['traditional Chinese and Japanese', '臺灣鬱 ヤマト運輸'],
  ])('is found for %s', (_, text) => {
    expect(drawn(text)).toBe(text.replace('㛃', drawn('㛃')))
    expect(drawn(text).replace(/^□/, '')).not.toContain('□')
  })

  it('keeps the same letters in bold', () => {
    const bold = shape('Łódź 陶喆', 700)
    expect(bold.map((cell) => cell.text).join('')).toBe('Łódź 陶喆')
  })
})

describe('a character that no font has', () => {
  it('is a visible placeholder and not a gap', () => {
    expect(drawn('a مرحبا b')).toBe('a □□□□□ b')
    expect(lineWidth(shape('\u{1f600}', 400), 10)).toBeGreaterThan(5)
  })

  it('is one placeholder for what is seen as one sign', () => {
    expect(drawn('👨‍👩‍👧👍🏽🇩🇪')).toBe('□□□')
  })

  it('is spelled in another way when that says the same', () => {
    expect(drawn('Ⅷ 𝐀')).toBe('VIII A')
    expect(drawn('București Galați')).toBe('Bucureşti Galaţi')
  })

  it('may be half a surrogate pair', () => {
    expect(drawn('x\ud83dy')).toBe('x□y')
  })
})

describe('a text from outside', () => {
  it('is one line without control characters', () => {
    expect(cleanText(' a\r\n\tb\u0000c\u001b[31m ')).toBe('a b c [31m')
  })

  it('cannot turn the direction of writing', () => {
    expect(drawn('100\u202e321\u2066\u200f')).toBe('100321')
  })

  it('is composed, so that an accent typed apart is drawn on its letter', () => {
    expect(drawn('Cafe\u0301')).toBe('Café')
  })

  it('says that it was cut when it is longer than any paper', () => {
    const clean = cleanText('字'.repeat(10_000))
    expect(clean).toHaveLength(2_001)
    expect(clean.endsWith('字…')).toBe(true)
  })

  it('cannot pile marks on one letter', () => {
    expect(shape(`a${'\u0304'.repeat(1_000)}b`, 400).length).toBeLessThan(10)
  })
})
