import { describe, expect, it } from 'vitest'
import { packingSlip } from './index.ts'
import { inkShare, readCodes, readPdf } from './reading.fixture.ts'
import { leeds, lodz, sampleSlip } from './samples.fixture.ts'

describe('a packing slip', () => {
  it('shows the order, the receiver, the goods and their places in Chinese', async () => {
    const pages = await readPdf(await packingSlip(sampleSlip(), 'zh'))
    expect(pages).toHaveLength(1)
    for (const text of [
      '装箱单',
      'SO-2026-100234',
      'FO-2026-100234-1',
      '2026年3月9日',
      'PO4500098211',
      '包裹数2',
      '陶喆',
      '浙江省杭州市西湖区文三路478号华星时代广场A座1203室310012中国',
      '1A-03-12TS-BLK-XL纯棉圆领短袖T恤黑色XL2',
      '明前龙井50克1,250',
      '生日快乐！',
      '第1/1页',
    ]) {
      expect(pages[0]?.text).toContain(text)
    }
  })

  it('shows them in English, with the letters of the receiver', async () => {
    const pages = await readPdf(await packingSlip(sampleSlip(5, lodz), 'en'))
    for (const text of [
      'Packingslip',
      '9March2026',
      'MałgorzataŻółkiewska',
      '90-926ŁódźPoland',
      'Cottoncrew-neckT-shirt,black,XL2',
      'Page1/1',
    ]) {
      expect(pages[0]?.text).toContain(text)
    }
  })

  it('is A4 and not blank', async () => {
    const [page] = await readPdf(await packingSlip(sampleSlip(), 'zh'))
    expect([page?.width, page?.height]).toEqual([595.28, 841.89])
    expect(page && inkShare(page)).toBeGreaterThan(0.01)
  })

  it.each(['zh', 'en'] as const)('can be scanned (%s)', async (language) => {
    const [page] = await readPdf(await packingSlip(sampleSlip(5, leeds), language))
    const codes = page ? await readCodes(page) : []
    expect(codes).toHaveLength(2)
    expect(codes).toContainEqual({ symbology: ']C0', text: 'FO-2026-100234-1' })
    expect(codes).toContainEqual({ symbology: ']Q1', text: 'SO-2026-100234' })
  })

  it('writes numbers that are no ASCII as QR codes', async () => {
    const data = { ...sampleSlip(), orderNumber: '订单-7', fulfilmentOrderNumber: '发货-7' }
    const [page] = await readPdf(await packingSlip(data, 'zh'))
    const codes = page ? await readCodes(page) : []
    expect(codes.map((code) => code.text).sort()).toEqual(['发货-7', '订单-7'].sort())
    expect(new Set(codes.map((code) => code.symbology))).toEqual(new Set([']Q1']))
  })

  it('has every one of 500 lines, a head on each page and the pages counted', async () => {
    const pages = await readPdf(await packingSlip(sampleSlip(500), 'en'), 20)
    expect(pages.length).toBeGreaterThan(15)
    const all = pages.map((page) => page.text).join('')
    for (let line = 6; line <= 500; line++) expect(all).toMatch(new RegExp(`-${line}(?!\\d)`))
    pages.forEach((page, index) => {
      expect(page.text).toContain('SKUItemQty')
      expect(page.text).toContain('FO-2026-100234-1')
      expect(page.text).toContain(`Page${index + 1}/${pages.length}`)
    })
    expect(pages.at(-1)?.text).toContain('Lines500·Units126,700')
  })

  it('takes the name in the other language when its own is missing', async () => {
    const lines = [
      { sku: 'A', name: { zh: '只有中文' }, quantity: 1 },
      { sku: 'B', name: { zh: ' ', en: 'English only' }, quantity: 1 },
    ]
    const data = { ...sampleSlip(), lines }
    const [english] = await readPdf(await packingSlip(data, 'en'))
    const [chinese] = await readPdf(await packingSlip(data, 'zh'))
    expect(english?.text).toContain('只有中文')
    expect(chinese?.text).toContain('Englishonly')
  })

  it('leaves out what there is not', async () => {
    const { customerReference: _, packages: __, note: ___, ...data } = sampleSlip(0)
    const [page] = await readPdf(await packingSlip(data, 'en'))
    expect(page?.text).toContain('Nogoods')
    for (const caption of ['Yourreference', 'Packages', 'Note', 'undefined', 'SKU']) {
      expect(page?.text).not.toContain(caption)
    }
  })

  it('is the same file for the same data', async () => {
    const [first, second] = [sampleSlip(), sampleSlip()].map((data) => packingSlip(data, 'zh'))
    expect((await first)?.equals((await second) ?? Buffer.alloc(0))).toBe(true)
  })
})
