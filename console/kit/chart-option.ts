// What a chart looks like, as ECharts wants to be told. Pure, but for the colours that are read from the page.
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartProps, Series } from './chart.tsx'

export type Colours = Record<'ink' | 'muted' | 'line' | 'raised' | 'accent' | 'other', string>

/** The theme's own colours, so that charts change with it. */
export function coloursOf(style: CSSStyleDeclaration): Colours {
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: token('--ink'),
    muted: token('--muted'),
    line: token('--line'),
    raised: token('--raised'),
    accent: token('--accent'),
    other: token('--series'),
  }
}

const family = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

/** Bars and lines over the same steps: patterns beside colours, nothing moves, the question is what is read aloud. */
export function chartOption(props: ChartProps, colours: Colours): EChartsCoreOption {
  const { question, steps, series, onOpen } = props
  const text = { color: colours.muted, fontFamily: family, fontSize: 12 }
  return {
    animation: false,
    textStyle: text,
    color: [colours.accent, colours.other],
    aria: {
      enabled: true,
      label: { description: describe(props) },
      decal: { show: series.length > 1 },
    },
    grid: { left: 4, right: 4, top: series.length > 1 ? 30 : 10, bottom: 4, containLabel: true },
    legend: { show: series.length > 1, top: 0, left: 0, itemHeight: 10, textStyle: text },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.raised,
      borderColor: colours.line,
      textStyle: { ...text, color: colours.ink },
      axisPointer: { type: 'shadow', animation: false },
      formatter: (points: { dataIndex: number }[]) => told(props, points[0]?.dataIndex ?? 0),
    },
    xAxis: {
      type: 'category',
      data: steps.map(({ short }) => short),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: (['left', 'right'] as const).map((axis) => valueAxis(series, axis, colours, text)),
    series: series.map((one) => drawn(one, onOpen !== undefined)),
    title: { show: false, text: question },
  }
}

function valueAxis(
  series: readonly Series[],
  axis: Series['axis'],
  colours: Colours,
  text: object,
) {
  const first = series.find((one) => one.axis === axis)
  return {
    type: 'value',
    position: axis,
    show: first !== undefined,
    minInterval: 1,
    splitNumber: 4,
    axisLabel: { ...text, formatter: first?.short ?? first?.tell },
    splitLine: { show: axis === 'left', lineStyle: { color: colours.line } },
  }
}

function drawn({ name, kind, axis, values }: Series, opens: boolean) {
  return {
    name,
    type: kind,
    yAxisIndex: axis === 'left' ? 0 : 1,
    data: [...values],
    cursor: opens ? 'pointer' : 'default',
    emphasis: { disabled: true },
    ...(kind === 'bar' ? { barMaxWidth: 26, barCategoryGap: '30%' } : line),
  }
}

const line = {
  symbol: 'circle',
  symbolSize: 5,
  showSymbol: true,
  lineStyle: { width: 2, type: 'dashed' },
}

/** One step in words: what stands at the pointer. */
function told({ steps, series }: ChartProps, step: number): string {
  const lines = series.map(({ name, values, tell }) => `${name}  ${tell(values[step] ?? 0)}`)
  return [steps[step]?.long ?? '', ...lines].join('\n')
}

/** The question with every number that answers it, for those who hear the chart. */
export function describe(props: ChartProps): string {
  const each = props.steps.map((_, step) => told(props, step).replaceAll('\n', ', '))
  return `${props.question} ${each.join('; ')}`
}
