import { describe, expect, test } from 'vitest'
import { addressKeys, readAddress } from './address-text.ts'
import { buildRegions, findRegions, regionText } from './region-tree.ts'

const regions = buildRegions({
  province_list: {
    110000: '北京市',
    420000: '湖北省',
    440000: '广东省',
    500000: '重庆市',
    650000: '新疆维吾尔自治区',
    810000: '香港特别行政区',
  },
  city_list: {
    110100: '北京市',
    420100: '武汉市',
    429000: '省直辖县',
    440100: '广州市',
    440300: '深圳市',
    441900: '东莞市',
    500100: '重庆市',
    500200: '县',
    652300: '昌吉回族自治州',
    810200: '九龙',
  },
  county_list: {
    110101: '东城区',
    110105: '朝阳区',
    420102: '江岸区',
    429004: '仙桃市',
    440106: '天河区',
    440305: '南山区',
    440304: '福田区',
    441901: '中堂镇',
    441904: '长安镇',
    500103: '渝中区',
    500229: '城口县',
    652301: '昌吉市',
    810203: '油尖旺区',
  },
})

const cn = (text: string) => readAddress(text, { regions, country: 'CN' })
const gb = (text: string) => readAddress(text, { regions, country: 'GB' })

describe('a Chinese address', () => {
  const wanted = {
    name: '张三',
    phone: '13800138000',
    country: 'CN',
    region: '广东省',
    city: '深圳市',
    district: '南山区',
    street: '科技园南路1号',
  }

  test.each([
    '张三 13800138000 广东省深圳市南山区科技园南路1号',
    '广东省深圳市南山区科技园南路1号 张三 13800138000',
    '广东省 深圳市 南山区 科技园南路1号,张三,138-0013-8000',
    '收货人:张三\n手机号:+86 138 0013 8000\n所在地区:广东省深圳市南山区\n详细地址:科技园南路1号',
    '张三,１３８００１３８０００,广东省深圳市南山区,科技园南路1号',
  ])('%j is read whole and surely', (text) => {
    expect(cn(text)).toEqual({ fields: wanted, uncertain: [] })
  })

  test('levels that were left out are filled in and named as uncertain', () => {
    const read = cn('张三 13800138000 深圳南山区科技园南路1号 518057')
    expect(read.fields).toEqual({ ...wanted, postcode: '518057' })
    expect(read.uncertain).toEqual(['region'])
  })

  test('a city that is its own province is named once', () => {
    const read = cn('李梅 13900139000 北京市朝阳区建国路 88 号 A 座 12 层')
    expect(read.fields).toMatchObject({
      region: '北京市',
      city: '北京市',
      district: '朝阳区',
      street: '建国路 88 号 A 座 12 层',
    })
    expect(read.uncertain).toEqual([])
  })

  test('a county without a city is a city', () => {
    expect(cn('王五 13700137000 湖北省仙桃市沔州大道 5 号').fields).toMatchObject({
      region: '湖北省',
      city: '仙桃市',
      street: '沔州大道 5 号',
    })
  })

  test('a place that is not known leaves the text in the street and says so', () => {
    const read = cn('赵六 13700137000 远方镇无名路 3 号')
    expect(read.fields).toMatchObject({ name: '赵六', street: '远方镇无名路 3 号' })
    expect(read.uncertain).toEqual(expect.arrayContaining(['region', 'city', 'street']))
  })

  test('without the divisions the endings tell, and all of it is a guess', () => {
    const read = readAddress('张三 13800138000 广东省深圳市南山区科技园南路1号', {
      regions: null,
      country: 'CN',
    })
    expect(read.fields).toEqual(wanted)
    expect(read.uncertain).toEqual(['region', 'city', 'district'])
  })

  test('a name of two parts is a name', () => {
    const read = cn('新疆昌吉州昌吉市人民路 5 号 阿依古丽·买买提 15012345678')
    expect(read.fields).toMatchObject({ name: '阿依古丽·买买提', city: '昌吉回族自治州' })
  })

  test('Hong Kong has a code of its own, which wants a look', () => {
    const read = cn('香港九龙油尖旺区弥敦道 100 号 郑十 13312345678')
    expect(read.fields).toMatchObject({ country: 'HK', city: '九龙', district: '油尖旺区' })
    expect(read.uncertain).toContain('country')
  })

  test('a mail address is taken out', () => {
    const read = cn('张三 zhang.san@example.com 13800138000 广东省深圳市南山区科技园南路1号')
    expect(read).toEqual({ fields: wanted, uncertain: [], email: 'zhang.san@example.com' })
  })
})

describe('an address by lines', () => {
  test('in Britain', () => {
    const read = gb(
      'Ada Lovelace\n12 St James’s Square\nLondon SW1Y 4LE\nUnited Kingdom\n+44 20 7946 0000',
    )
    expect(read).toEqual({
      fields: {
        name: 'Ada Lovelace',
        street: '12 St James’s Square',
        city: 'London',
        postcode: 'SW1Y 4LE',
        country: 'GB',
        phone: '+44 20 7946 0000',
      },
      uncertain: [],
    })
  })

  test('with commas, and the town above the postcode', () => {
    const read = gb('Ada Lovelace, Flat 2, 3 Canal Street, Leeds, LS11 5TD')
    expect(read.fields).toEqual({
      name: 'Ada Lovelace',
      street: 'Flat 2, 3 Canal Street',
      city: 'Leeds',
      postcode: 'LS11 5TD',
      country: 'GB',
    })
    expect(read.uncertain).toEqual(['city'])
  })

  test('in America, with the state', () => {
    expect(gb('Grace Hopper\nNavy Ltd\n1 Main St\nArlington, VA 22201\nUSA').fields).toMatchObject({
      name: 'Grace Hopper',
      company: 'Navy Ltd',
      region: 'VA',
      city: 'Arlington',
      postcode: '22201',
      country: 'US',
    })
  })

  test('in Germany, the postcode before the town', () => {
    expect(gb('Emmy Noether\nHauptstraße 5\n91054 Erlangen\nGermany').fields).toMatchObject({
      city: 'Erlangen',
      postcode: '91054',
      country: 'DE',
    })
  })

  test('what is not said is a guess', () => {
    const read = gb('12 Some Road')
    expect(read.fields).toEqual({ street: '12 Some Road', country: 'GB' })
    expect(read.uncertain).toEqual(expect.arrayContaining(['name', 'city', 'country']))
  })
})

test('rubbish is read without falling over, and every field stands for itself', () => {
  const rubbish = [
    '',
    ' ',
    '\n\n',
    ',,,,',
    '😀'.repeat(3_000),
    '省市区',
    '1'.repeat(50_000),
    '（）：',
  ]
  for (const text of rubbish)
    for (const read of [cn(text), gb(text)])
      for (const key of Object.keys(read.fields)) expect(addressKeys).toContain(key)
})

test('a region is found by parts of its names, whole parts first', () => {
  const found = (typed: string) => findRegions(regions, typed).map(regionText)
  expect(found('南山')).toEqual(['广东省 深圳市 南山区'])
  expect(found('深 南')).toEqual(['广东省 深圳市 南山区'])
  expect(found('深南')).toEqual(['广东省 深圳市 南山区'])
  expect(found('城口')).toEqual(['重庆市 城口县'])
  expect(found('仙桃')).toEqual(['湖北省 仙桃市'])
  expect(found('')).toEqual([])
})
