// What a chart looks like, as ECharts wants to be told. Pure, but for the colours that are read from the page.
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartProps, Series, SizedChart } from './chart.tsx'

export type Colours = Record<'ink' | 'muted' | 'line' | 'raised' | 'accent', string>

/** The theme's own colours, so that charts change with it. */
export function coloursOf(style: CSSStyleDeclaration): Colours {
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: token('--ink'),
    muted: token('--muted'),
    line: token('--line'),
    raised: token('--raised'),
    accent: token('--accent'),
  }
}

const family = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
const nameHeight = 24
const stepsHeight = 24
/** Between the end of a pane and the name of the next. */
const gap = 12
/** The values' labels beside every pane: as wide for all of them, so that the steps stand below each other. */
const labelsWidth = 48

/**
 * Each row of numbers has a pane and a scale of its own, one below the other over the same steps: nothing is told by colour,
 * and no two scales share a line. Nothing moves; the question with its numbers is what is read aloud.
 */
export function chartOption(props: SizedChart, colours: Colours): EChartsCoreOption {
  const { steps, series, onOpen, height } = props
  const text = { color: colours.muted, fontFamily: family, fontSize: 12 }
  const room = (height - stepsHeight) / Math.max(1, series.length)
  const tops = series.map((_, pane) => pane * room + nameHeight)
  return {
    animation: false,
    textStyle: text,
    color: [colours.accent],
    aria: { enabled: true, label: { description: describe(props) } },
    title: series.map(({ name }, pane) => ({
      text: name,
      left: 0,
      top: (tops[pane] ?? 0) - nameHeight,
      padding: 0,
      textStyle: { ...text, fontWeight: 'normal' },
    })),
    grid: tops.map((top) => ({
      left: labelsWidth,
      right: 4,
      top,
      height: room - nameHeight - gap,
    })),
    tooltip: tooltipOf(props, colours, text),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: series.map((_, pane) => ({
      type: 'category',
      gridIndex: pane,
      data: steps.map(({ short }) => short),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...text, hideOverlap: true, show: pane === series.length - 1 },
    })),
    yAxis: series.map((one, pane) => valueAxis(one, pane, colours, text)),
    series: series.map(({ name, values }, pane) => ({
      name,
      type: 'bar',
      xAxisIndex: pane,
      yAxisIndex: pane,
      data: [...values],
      cursor: onOpen ? 'pointer' : 'default',
      emphasis: { disabled: true },
      barMaxWidth: 26,
      barCategoryGap: '30%',
    })),
  }
}

function tooltipOf(props: ChartProps, colours: Colours, text: object) {
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.raised,
    borderColor: colours.line,
    textStyle: { ...text, color: colours.ink },
    axisPointer: { type: 'shadow', animation: false },
    formatter: (points: { dataIndex: number }[]) => told(props, points[0]?.dataIndex ?? 0),
  }
}

function valueAxis({ short, tell }: Series, pane: number, colours: Colours, text: object) {
  return {
    type: 'value',
    gridIndex: pane,
    minInterval: 1,
    splitNumber: 3,
    axisLabel: { ...text, formatter: short ?? tell },
    splitLine: { lineStyle: { color: colours.line } },
  }
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
