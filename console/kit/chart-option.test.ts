import { expect, test } from 'vitest'
import type { ChartProps } from './chart.tsx'
import { chartOption, describe } from './chart-option.ts'

const props: ChartProps = {
  question: 'How many orders come in?',
  unit: 'Day',
  steps: [
    { short: '1', long: '1 May' },
    { short: '2', long: '2 May' },
  ],
  series: [
    { name: 'Orders', kind: 'bar', axis: 'left', values: [3, 4], tell: String },
    { name: 'GBP', kind: 'line', axis: 'right', values: [1_250, 99], tell: (n) => `£${n / 100}` },
  ],
}
const colours = { ink: 'a', muted: 'b', line: 'c', raised: 'd', accent: 'e', other: 'f' }

test('what is heard is the question with every number', () => {
  expect(describe(props)).toBe(
    'How many orders come in? 1 May, Orders  3, GBP  £12.5; 2 May, Orders  4, GBP  £0.99',
  )
})

test('two rows of numbers differ by pattern, kind and axis, not by colour alone', () => {
  const option = chartOption(props, colours)
  expect(option).toMatchObject({
    animation: false,
    color: ['e', 'f'],
    aria: { enabled: true, decal: { show: true } },
    series: [
      { type: 'bar', yAxisIndex: 0 },
      { type: 'line', yAxisIndex: 1, lineStyle: { type: 'dashed' } },
    ],
  })
})

test('the axis of a unit that nothing has is not drawn', () => {
  const [orders] = props.series
  const option = chartOption({ ...props, series: orders ? [orders] : [] }, colours)
  expect(option.yAxis).toMatchObject([{ show: true }, { show: false }])
  expect(option.aria).toMatchObject({ decal: { show: false } })
})
