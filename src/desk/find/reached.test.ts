import { expect, test } from 'vitest'
import { fulfilmentsAt } from './reached.ts'

test('who reached a step is counted at the steps before it too', () => {
  expect(fulfilmentsAt('delivered')).toEqual(['delivered'])
  expect(fulfilmentsAt('shipped')).toEqual([
    'partly_shipped',
    'shipped',
    'partly_delivered',
    'delivered',
  ])
  expect(fulfilmentsAt('released')).toHaveLength(8)
  expect(fulfilmentsAt('allocated')).not.toContain('partly_allocated')
})
