import { expect, test } from 'vitest'
import { findRegions, regionText } from './region-tree.ts'
import { loadRegions } from './regions.ts'

test('the divisions that are shipped have every province, and no group stands in the place of a city', async () => {
  const regions = await loadRegions()
  expect(regions.provinces).toHaveLength(34)
  expect(regions.all.length).toBeGreaterThan(2_800)
  const cities = regions.provinces.flatMap((province) => province.cities.map(({ name }) => name))
  expect(cities.filter((name) => /直辖|^县$/.test(name))).toEqual([])
  expect(findRegions(regions, '深圳 南山').map(regionText)).toEqual(['广东省 深圳市 南山区'])
  expect(findRegions(regions, '朝阳区').length).toBeGreaterThan(1)
})
