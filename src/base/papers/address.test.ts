import { describe, expect, it } from 'vitest'
import { countryName, postalLines } from './address.ts'
import { hangzhou, leeds, lodz } from './samples.fixture.ts'

describe('an address on paper', () => {
  it('goes from the large to the small where Chinese is written', () => {
    expect(postalLines(hangzhou)).toEqual({
      who: ['陶喆', '杭州青禾文化传媒有限公司'],
      where: ['浙江省 杭州市 西湖区', '文三路 478 号华星时代广场 A 座 1203 室', '310012'],
    })
  })

  it('says once what is province and city in one', () => {
    const beijing = { ...hangzhou, region: '北京市', city: '北京市', district: '朝阳区' }
    expect(postalLines(beijing).where[0]).toBe('北京市 朝阳区')
  })

  it('is written the western way for a Chinese place in Latin letters', () => {
    const abroad = {
      name: 'Tao Zhe',
      street: ['Room 1203, 478 Wensan Road'],
      district: 'Xihu',
      city: 'Hangzhou',
      region: 'Zhejiang',
      postcode: '310012',
      country: 'CN',
    }
    expect(postalLines(abroad).where).toEqual([
      'Room 1203, 478 Wensan Road',
      'Xihu',
      'Hangzhou Zhejiang 310012',
    ])
  })

  it('has the postcode before the town on the Continent', () => {
    expect(postalLines(lodz).where).toEqual(['ul. Piotrkowska 104 m. 7', '90-926 Łódź'])
  })

  it('has the postcode on a line of its own in Britain', () => {
    expect(postalLines(leeds).where).toEqual(['Unit 4, Crown Point Road', 'Leeds', 'LS10 1JX'])
  })

  it('has town, state and code on one line in America', () => {
    const place = { city: 'Portland', region: 'OR', postcode: '97205', country: 'us' }
    const address = { name: 'Ann', street: ['1 Main St'], ...place }
    expect(postalLines(address).where).toEqual(['1 Main St', 'Portland, OR 97205'])
  })

  it('puts the fourth street line and those after it behind the third', () => {
    const street = ['Flat 2', 'Rose Court', ' ', '3 Back Lane', 'Mill End']
    expect(postalLines({ ...leeds, street }).where.slice(0, 3)).toEqual([
      'Flat 2',
      'Rose Court',
      '3 Back Lane, Mill End',
    ])
  })
})

describe('a country', () => {
  it('has its name in both languages', () => {
    expect([countryName('de', 'zh'), countryName('DE', 'en')]).toEqual(['德国', 'Germany'])
  })

  it('is printed as it came when it is no country', () => {
    expect(countryName('Atlantis', 'en')).toBe('Atlantis')
    expect(countryName('', 'zh')).toBe('')
  })
})
