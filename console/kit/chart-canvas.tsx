import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TitleComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useLook } from '../base/look.ts'
import type { SizedChart } from './chart.tsx'
import { chartOption, coloursOf } from './chart-option.ts'

use([AriaComponent, BarChart, CanvasRenderer, GridComponent, TitleComponent, TooltipComponent])

type Drawing = ReturnType<typeof init>

/** Draws into its place, again when its size, its numbers or the theme change. */
export function ChartCanvas(props: SizedChart) {
  const { theme } = useLook()
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing | null>(null)
  const open = useRef(props.onOpen)
  const panes = useRef(props.series)
  useEffect(() => {
    open.current = props.onOpen
    panes.current = props.series
  })
  useEffect(() => {
    const element = place.current as HTMLDivElement
    const chart = init(element)
    drawing.current = chart
    // Anywhere above a step opens it: bars of a quiet day are too low to hit.
    chart.getZr().on('click', ({ offsetX, offsetY }) => {
      const at = [offsetX, offsetY]
      const pane = panes.current.findIndex((_, gridIndex) => chart.containPixel({ gridIndex }, at))
      if (pane < 0) return
      const [step] = chart.convertFromPixel({ gridIndex: pane }, at) as number[]
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
  // Where the system chooses the colours, it cannot choose those of a drawing: it keeps its own ground.
  return <div ref={place} className="h-full w-full bg-surface forced-color-adjust-none" />
}
