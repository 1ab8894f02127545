import { expect, test } from 'vitest'
import { seeAsText } from './see-as-text.ts'

test('a role, with its limits where it has some', () => {
  expect(seeAsText('desk', { channels: null, locations: null })).toBe('desk')
  expect(seeAsText('warehouse', { channels: ['a,b'], locations: ['杭州仓', 'N'] })).toBe(
    'warehouse;channels=a%2Cb;locations=%E6%9D%AD%E5%B7%9E%E4%BB%93,N',
  )
})
