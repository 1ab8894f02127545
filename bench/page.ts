// Stopwatches inside a page: what a person at the screen would see, not what the driver of the browser hears later.
import type { CDPSession, Page } from 'playwright-core'

type Noted = { firstRow: Promise<number>; seen: Promise<number | null>; frames?: number[] }

/** Runs before the page does: notes when the first row was painted, in milliseconds since the page was asked for. */
export function noteFirstRow(selector: string): void {
  const noted = window as unknown as Noted
  noted.firstRow = new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(selector)) return requestAnimationFrame(look)
      // Painted is after the frame that holds it.
      return requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
    }
    requestAnimationFrame(look)
  })
}

/** What `noteFirstRow` noted. */
export function firstRow(): Promise<number> {
  return (window as unknown as Noted).firstRow
}

/** Milliseconds of the main thread for one act and the two frames after it. */
export async function costOf(
  page: Page,
  session: CDPSession,
  act: () => Promise<unknown>,
): Promise<number> {
  const before = await busy(session)
  await act()
  await page.evaluate(
    () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
  )
  return ((await busy(session)) - before) * 1_000
}

async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

/** Milliseconds from a key to the frame in which something is seen; throws when it is not seen within ten seconds. */
export async function msToAppear(page: Page, key: string, selector: string): Promise<number> {
  // Armed first and asked afterwards: keys take another way into the page than scripts, and would overtake them.
  await page.evaluate((wanted) => {
    const noted = window as unknown as Noted
    noted.seen = new Promise((resolve) => {
      addEventListener('keydown', begin, { capture: true, once: true })
      function begin({ timeStamp }: KeyboardEvent): void {
        const painted = () => resolve(performance.now() - timeStamp)
        const look = () => {
          if (!document.querySelector(wanted)?.checkVisibility()) requestAnimationFrame(look)
          else requestAnimationFrame(() => setTimeout(painted))
        }
        setTimeout(() => resolve(null), 10_000)
        look()
      }
    })
  }, selector)
  await page.keyboard.press(key)
  const ms = await page.evaluate(() => (window as unknown as Noted).seen)
  if (ms === null) throw new Error(`${key} shows no ${selector}`)
  return ms
}

/** The lengths of all frames while something goes on, in milliseconds. */
export async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const noted = window as unknown as Noted
    const frames: number[] = []
    noted.frames = frames
    let last = performance.now()
    const tick = (now: number) => {
      frames.push(now - last)
      last = now
      if (noted.frames === frames) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await act()
  return await page.evaluate(() => {
    const noted = window as unknown as Noted
    const { frames = [] } = noted
    delete noted.frames
    return frames.slice(1)
  })
}
