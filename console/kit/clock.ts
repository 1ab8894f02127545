// One clock for all that ticks: it runs only while somebody looks.
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null

/** Calls once a second. What is shown should compare by text, so that only what changed is drawn. */
export function onTick(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const hear of listeners) hear()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}
