import { describe, expect, it } from 'vitest'
import { shippingLabel } from './index.ts'
import { inkShare, readCodes, readPdf } from './reading.fixture.ts'
import { leeds, lodz, sampleLabel } from './samples.fixture.ts'

const MM = 72 / 25.4

describe('a shipping label', () => {
  it('has a page of exactly 100 × 150 mm for each package, none of them blank', async () => {
    const pages = await readPdf(await shippingLabel(sampleLabel(), 'zh'))
    expect(pages).toHaveLength(3)
    for (const page of pages) {
      expect(page.width).toBeCloseTo(100 * MM, 2)
      expect(page.height).toBeCloseTo(150 * MM, 2)
      expect(inkShare(page)).toBeGreaterThan(0.05)
    }
  })

  it('carries the tracking number of each package, or its id while there is none', async () => {
    const pages = await readPdf(await shippingLabel(sampleLabel(), 'zh'))
    expect(await Promise.all(pages.map(readCodes))).toEqual([
      [{ symbology: ']C0', text: 'SF1029384756601' }],
      [{ symbology: ']C0', text: 'SF1029384756612' }],
      [{ symbology: ']C0', text: 'PKG-77122' }],
    ])
  })

  it('writes a long id as a QR code, whose squares a label printer can still draw', async () => {
    const id = '0198c1de-7a40-7b11-9d2e-5f8a0c3e4b21'
    const data = { ...sampleLabel(), packages: [{ id, grams: 500 }] }
    const [page] = await readPdf(await shippingLabel(data, 'en'))
    expect(page && (await readCodes(page))).toEqual([{ symbology: ']Q1', text: id }])
  })

  it('shows the way, the weight and the count in Chinese', async () => {
    const pages = await readPdf(await shippingLabel(sampleLabel(), 'zh'))
    for (const text of [
      '顺丰速运',
      '标快',
      '寄件一单到底深圳仓·+8675588881234',
      '收件陶喆+8613800138000',
      '浙江省杭州市西湖区',
      '310012CN中国',
      '20.433kg',
      '2/3',
      'SO-2026-100234',
      'PO4500098211',
    ]) {
      expect(pages[1]?.text).toContain(text)
    }
    expect(pages[0]?.text).toContain('1.25kg')
    expect(pages[2]?.text).toContain('0.09kg')
  })

  it('names a country abroad in English too', async () => {
    const [abroad] = await readPdf(await shippingLabel(sampleLabel(lodz), 'zh'))
    expect(abroad?.text).toContain('90-926PL波兰Poland')
    const [inland] = await readPdf(await shippingLabel(sampleLabel(leeds, leeds), 'en'))
    expect(inland?.text).toContain('LS101JXGBUnitedKingdom')
  })

  it('has the town where there is no postcode, and nothing on the label is larger', async () => {
    const to = { ...leeds, postcode: undefined, city: 'Nairobi', country: 'KE' }
    const [page] = await readPdf(await shippingLabel(sampleLabel(to), 'en'))
    const largest = page?.pieces.reduce((a, b) => (b.height > a.height ? b : a))
    expect(largest?.text).toBe('Nairobi')
  })

  it('counts the packages of the shipment when one label is printed again', async () => {
    const packages = [{ id: 'PKG-2', grams: 100, number: 2 }]
    const data = { ...sampleLabel(), packages, packageCount: 5 }
    const [page] = await readPdf(await shippingLabel(data, 'en'))
    expect(page?.text).toContain('2/5')
  })

  it('uses black and white only, which is all a thermal printer has', async () => {
    const [page] = await readPdf(await shippingLabel(sampleLabel(), 'zh'), 406)
    const data = page?.pixels.data ?? new Uint8ClampedArray()
    let coloured = 0
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) coloured++
    }
    expect(coloured).toBe(0)
  })

  it('is not made without a package', async () => {
    const label = shippingLabel({ ...sampleLabel(), packages: [] }, 'en')
    await expect(label).rejects.toThrow('a label needs a package')
  })
})
