import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useLook } from '../app/look.ts'
import type { ChartProps } from './chart.tsx'
import { chartOption, coloursOf } from './chart-option.ts'

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GridComponent,
  LegendComponent,
  LineChart,
  TooltipComponent,
])

type Drawing = ReturnType<typeof init>

/** Draws into its place, again when its size, its numbers or the theme change. */
export function ChartCanvas(props: ChartProps) {
  const { theme } = useLook()
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing | null>(null)
  const open = useRef(props.onOpen)
  useEffect(() => {
    open.current = props.onOpen
  })
  useEffect(() => {
    const element = place.current as HTMLDivElement
    const chart = init(element)
    drawing.current = chart
    // Anywhere above a step opens it: bars of a quiet day are too low to hit.
    chart.getZr().on('click', ({ offsetX, offsetY }) => {
      const at = [offsetX, offsetY]
      if (!chart.containPixel('grid', at)) return
      const [step] = chart.convertFromPixel('grid', at) as number[]
      open.current?.(Math.round(step ?? 0))
    })
    const sizes = new ResizeObserver(() => chart.resize())
    sizes.observe(element)
    return () => {
      sizes.disconnect()
      chart.dispose()
      drawing.current = null
    }
  }, [])
  useEffect(() => {
    const colours = coloursOf(getComputedStyle(document.documentElement))
    drawing.current?.setOption(chartOption(props, colours), { notMerge: true })
  }, [props, theme])
  return <div ref={place} className="h-full w-full" />
}
