import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packingSlip, shippingLabel } from './index.ts'
import { type ReadPage, readPdf } from './reading.fixture.ts'
import { sampleLabel, sampleSlip } from './samples.fixture.ts'

const MM = 72 / 25.4

function address(text: string) {
  return {
    name: text,
    company: text,
    phone: text,
    street: [text, text, text, text, text],
    district: text,
    city: text,
    region: text,
    postcode: text,
    country: text,
  }
}

function slipOf(text: string) {
  const line = { sku: text, name: { zh: text, en: text }, quantity: 1e21, location: text }
  return {
    sender: text,
    orderNumber: text,
    fulfilmentOrderNumber: text,
    date: text,
    shipTo: address(text),
    customerReference: text,
    packages: 1e9,
    lines: [line, line],
    note: text,
  }
}

function labelOf(text: string) {
  return {
    orderNumber: text,
    date: text,
    from: address(text),
    to: address(text),
    carrier: { zh: text, en: text },
    service: { zh: text, en: text },
    reference: text,
    packages: [{ id: text, trackingNumber: text, grams: 1e21, number: 1e9 }],
  }
}

/** No text and no dot of ink in the outer `margin` millimetres of the page. */
function expectInside(page: ReadPage, margin: number): void {
  const edge = margin * MM
  for (const piece of page.pieces) {
    expect(piece.x, piece.text).toBeGreaterThanOrEqual(edge)
    expect(piece.x + piece.width, piece.text).toBeLessThanOrEqual(page.width - edge + 0.5)
    expect(piece.y, piece.text).toBeGreaterThanOrEqual(edge)
    expect(piece.y, piece.text).toBeLessThanOrEqual(page.height - edge)
  }
  const { data, width, height } = page.pixels
  const dots = Math.floor((edge / page.width) * width)
  let outside = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inner = x >= dots && x < width - dots && y >= dots && y < height - dots
      if (!inner && (data[(y * width + x) * 4] ?? 255) < 128) outside++
    }
  }
  expect(outside).toBe(0)
}

const TEXTS: [string, string][] = [
  ['10,000 letters without a space', 'W'.repeat(10_000)],
  ['10,000 Chinese characters', '万'.repeat(10_000)],
  ['control characters and newlines', `a\u0000b\r\nc\u001b[2J\u0007\u0085${'\n'.repeat(500)}z`],
  ['writing from right to left', 'שלום مرحبا \u202e123\u202c '.repeat(40)],
  ['emoji and piled marks', `👨‍👩‍👧🏴‍☠️ ${'Z\u0300\u0301\u0302\u0304'.repeat(300)}`],
  ['halves of characters', '\ud800\udc00\udfff\ud83d'.repeat(50)],
  ['PDF syntax', ') Tj ET endstream endobj <</JS (app.alert(1))>> '.repeat(30)],
  ['nothing', ''],
  ['spaces', '   \u3000\u00a0 '],
]

describe('papers with hostile texts', () => {
  it.each(TEXTS)('keep %s inside a slip', async (_, text) => {
    const pages = await readPdf(await packingSlip(slipOf(text), 'zh'), 72)
    expect(pages.length).toBeGreaterThanOrEqual(1)
    for (const page of pages) expectInside(page, 10)
  })

  it.each(TEXTS)('keep %s inside a label', async (_, text) => {
    const pages = await readPdf(await shippingLabel(labelOf(text), 'en'), 110)
    expect(pages).toHaveLength(1)
    for (const page of pages) expectInside(page, 2)
  })

  it('say with an ellipsis that a text was cut', async () => {
    const data = { ...sampleSlip(1), note: '万'.repeat(10_000) }
    const [page] = await readPdf(await packingSlip(data, 'zh'), 72)
    expect(page?.text).toContain('万…')
  })

  it('keep the parts of a label apart however long the address is', async () => {
    const to = address('Very long Road Name of the Northern Quarter '.repeat(20))
    const [page] = await readPdf(await shippingLabel(sampleLabel({ ...to, country: 'DE' }), 'en'))
    const sorting = page?.pieces.find((piece) => piece.text === 'DE')
    const pieces = page?.pieces ?? []
    const addressLines = pieces.filter((piece) => piece.height < 20 && piece.x > 45)
    const lowest = addressLines.filter((piece) => piece.y > (sorting?.y ?? 0) + 20)
    expect(lowest.length).toBeGreaterThan(6)
    const tops = [...new Set(lowest.map((piece) => Math.round(piece.y)))].sort((a, b) => a - b)
    tops.slice(1).forEach((y, index) => {
      expect(y - (tops[index] ?? 0)).toBeGreaterThanOrEqual(8)
    })
  })

  it('are made of any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const slip = await packingSlip(slipOf(text), 'en')
        const label = await shippingLabel(labelOf(text), 'zh')
        expect(slip.subarray(0, 5).toString()).toBe('%PDF-')
        expect(label.subarray(0, 5).toString()).toBe('%PDF-')
      }),
      { numRuns: 25 },
    )
  })
})
