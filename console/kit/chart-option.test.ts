import { expect, test } from 'vitest'
import type { SizedChart } from './chart.tsx'
import { chartOption, describe } from './chart-option.ts'

const props: SizedChart = {
  height: 300,
  question: 'How many orders come in?',
  unit: 'Day',
  steps: [
    { short: '1', long: '1 May' },
    { short: '2', long: '2 May' },
  ],
  series: [
    { name: 'Orders', values: [3, 4], tell: String },
    { name: 'GBP', values: [1_250, 99], tell: (n) => `£${n / 100}` },
  ],
}
const colours = { ink: 'a', muted: 'b', line: 'c', raised: 'd', accent: 'e' }

test('what is heard is the question with every number', () => {
  expect(describe(props)).toBe(
    'How many orders come in? 1 May, Orders  3, GBP  £12.5; 2 May, Orders  4, GBP  £0.99',
  )
})

test('two rows of numbers stand below each other with their names, not beside each other in colours', () => {
  const option = chartOption(props, colours)
  expect(option).toMatchObject({
    animation: false,
    color: ['e'],
    aria: { enabled: true },
    title: [{ text: 'Orders' }, { text: 'GBP' }],
    series: [{ yAxisIndex: 0 }, { yAxisIndex: 1 }],
    xAxis: [{ axisLabel: { show: false } }, { axisLabel: { show: true } }],
  })
  const [upper, lower] = option.grid as { left: number; top: number; height: number }[]
  expect(lower?.left).toBe(upper?.left)
  expect(lower?.top).toBeGreaterThan((upper?.top ?? 0) + (upper?.height ?? 0))
  expect((lower?.top ?? 0) + (lower?.height ?? 0)).toBeLessThan(300)
})

test('one row of numbers has the whole height, and its steps below it', () => {
  const option = chartOption({ ...props, series: props.series.slice(0, 1) }, colours)
  expect(option.grid).toHaveLength(1)
  expect(option.xAxis).toMatchObject([{ axisLabel: { show: true } }])
})
