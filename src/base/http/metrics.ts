import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What `/metrics` shows; modules add their own gauges. */
export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

const duration = new Histogram({
  name: 'throughline_http_seconds',
  help: 'Duration of answered requests by route and status',
  labelNames: ['route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
  registers: [metrics],
})

/** Observes one route; a child per status is kept so that observing allocates nothing. */
export function measure(route: string): (status: number, milliseconds: number) => void {
  const children = new Map<number, { observe(seconds: number): void }>()
  return (status, milliseconds) => {
    let child = children.get(status)
    if (!child) {
      child = duration.labels(route, String(status))
      children.set(status, child)
    }
    child.observe(milliseconds / 1000)
  }
}
