/** Waiting that a ring cuts short; a ring while nobody waits is remembered. */
export function makeBell() {
  let rung = false
  let wakeUp = () => {}
  return {
    ring: () => {
      rung = true
      wakeUp()
    },
    wait: async (ms: number) => {
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
