// What hands do, beside pressing and clicking.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Goes from where the focus is to a part of the page, by Tab alone; fails when it is not reached or not seen to be. */
export async function tabTo(page: Page, part: Locator, most = 80): Promise<void> {
  await part.first().waitFor()
  const trail: string[] = []
  for (let n = 0; n < most; n++) {
    const elsewhere = await part.first().evaluate((element) => {
      const at = document.activeElement
      // Its own tag: with all that is inside, that of the whole page is a long text.
      return element === at
        ? null
        : ((at?.cloneNode(false) as Element | undefined)?.outerHTML ?? '')
    })
    if (elsewhere === null) {
      expect(await focusIsSeen(page), 'the focus is seen').toBe(true)
      return
    }
    trail.push(elsewhere.slice(0, 60))
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} times Tab do not lead to ${part}:\n${trail.join('\n')}`)
}

/** Whether a person sees where the focus is: an outline, a ring, or a border that differs from its neighbours'. */
export async function focusIsSeen(page: Page): Promise<boolean> {
  return await page.evaluate(() => {
    for (let at = document.activeElement, up = 0; at && up < 3; at = at.parentElement, up++) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) return true
      if (boxShadow !== 'none') return true
    }
    return false
  })
}

/** Opens the palette, types what is wanted, waits until just that is chosen, and takes it. */
export async function command(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const input = page.locator('[cmdk-input]')
  await page.locator('[cmdk-input]:focus').waitFor()
  // As fast as a hand: in rooms with a scanner, what comes faster is taken for a scan.
  await page.keyboard.type(text, { delay: 50 })
  const exactly = new RegExp(`^${text}$`)
  await page.locator('[cmdk-item][data-selected=true]', { hasText: exactly }).first().waitFor()
  await page.keyboard.press('Enter')
  await input.waitFor({ state: 'detached' })
}

/** The row of an order, a fulfilment order or whatever a list has by id. */
export function rowOf(page: Page, id: string): Locator {
  return page.locator(`[role=row][data-key="${id}"]`)
}

/** The ids of the rows in sight, from above; of those that are marked, where asked for. */
export async function keysOf(page: Page, { marked = false } = {}): Promise<string[]> {
  return await page
    .locator(`[role=row][data-key]${marked ? '[aria-selected=true]' : ''}`)
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.key ?? ''))
}

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Pastes a text into what has the focus. The clipboard itself is the person's, and other tests paste at the same time. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const how = { clipboardData, bubbles: true, cancelable: true }
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new ClipboardEvent('paste', how))
  }, text)
}

/** Chooses a file in the dialog that the browser opens when `open` asks for one; a key that it missed is pressed again. */
export async function chooseFile(
  page: Page,
  { name, text }: { name: string; text: string },
  open: () => Promise<void>,
): Promise<void> {
  const files = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  for (let tries = 0; tries < 5; tries++) {
    const asked = page.waitForEvent('filechooser', { timeout: 3_000 }).catch(() => null)
    await open()
    const chooser = await asked
    if (chooser) return await chooser.setFiles(files)
  }
  throw new Error('no dialog for files opened')
}

/** Asks again until there is an answer. */
export async function eventually<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await ask()
    if (found !== null) return found
    await new Promise((resume) => setTimeout(resume, 50))
  }
}
