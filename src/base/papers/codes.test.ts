import { describe, expect, it } from 'vitest'
import { code128, PRINTER_DOT, qrCode, scannable } from './codes.ts'

const BOX = { x: 10, y: 20, width: 260, height: 70 }

describe('a Code 128', () => {
  it('has bars of whole printer dots, two at least, on the grid of dots', () => {
    const code = code128('SF1029384756601', BOX)
    expect(code?.bars.length).toBeGreaterThan(30)
    for (const bar of code?.bars ?? []) {
      const [at, dots] = [bar.x / PRINTER_DOT, bar.width / PRINTER_DOT]
      expect(dots).toBeGreaterThanOrEqual(2 - 1e-6)
      expect(Math.abs(dots - Math.round(dots))).toBeLessThan(1e-6)
      expect(Math.abs(at - Math.round(at))).toBeLessThan(1e-6)
    }
  })

  it('keeps ten modules of white on either side inside its box', () => {
    const code = code128('A1', BOX, { thickest: 3 })
    const [first, last] = [code?.bars[0], code?.bars.at(-1)]
    expect(first && first.x - (code?.box.x ?? 0)).toBeCloseTo(30 * PRINTER_DOT)
    const end = (code?.box.x ?? 0) + (code?.box.width ?? 0)
    expect(last && end - last.x - last.width).toBeCloseTo(30 * PRINTER_DOT)
  })

  it('is not drawn when its bars would be too thin, or its text is not ASCII', () => {
    expect(code128('X'.repeat(40), BOX)).toBeUndefined()
    expect(code128('订单1', BOX)).toBeUndefined()
    expect(code128('', BOX)).toBeUndefined()
  })
})

describe('the code a scanner shall read', () => {
  it('is a QR code where a Code 128 cannot be', () => {
    expect(scannable('PKG-1', BOX).kind).toBe('code128')
    expect(scannable('0198c1de-7a40-7b11-9d2e-5f8a0c3e4b21', BOX).kind).toBe('qr')
    expect(scannable('包裹一', BOX).kind).toBe('qr')
  })

  it('is none for a text that no paper can hold', () => {
    expect(scannable('x'.repeat(10_000), BOX).bars).toEqual([])
    expect(scannable('', BOX).kind).toBe('none')
    expect(qrCode('x'.repeat(300), { ...BOX, width: 20, height: 20 })).toBeUndefined()
  })

  it('lies inside its box', () => {
    for (const text of ['PKG-1', 'SF1029384756601', '包裹一']) {
      for (const bar of scannable(text, BOX).bars) {
        expect(bar.x).toBeGreaterThanOrEqual(BOX.x)
        expect(bar.x + bar.width).toBeLessThanOrEqual(BOX.x + BOX.width)
        expect(bar.y + bar.height).toBeLessThanOrEqual(BOX.y + BOX.height + 1e-6)
      }
    }
  })
})
