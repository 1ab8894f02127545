export type Bell = { ring(): void; wait(ms: number): Promise<void> }

/** Waiting that a ring cuts short; a ring while nobody waits is remembered. */
export function makeBell(): Bell {
  let rung = false
  let wakeUp = () => {}
  return {
    ring: () => {
      rung = true
      wakeUp()
    },
    wait: async (ms) => {
      if (!rung)
        await new Promise<void>((resume) => {
          const timer = setTimeout(resume, ms)
          wakeUp = () => {
            clearTimeout(timer)
            resume()
          }
        })
      rung = false
    },
  }
}

/** A bell for any number that wait at once; a ring while nobody waits is forgotten. */
export function makeRing(): Bell {
  const waiting = new Set<() => void>()
  return {
    ring: () => {
      for (const wake of waiting) wake()
    },
    wait: (ms: number) =>
      new Promise<void>((resume) => {
        const wake = () => {
          clearTimeout(timer)
          waiting.delete(wake)
          resume()
        }
        const timer = setTimeout(wake, ms)
        waiting.add(wake)
      }),
  }
}
