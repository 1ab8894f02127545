// What hands do, beside pressing and clicking.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Goes from where the focus is to a part of the page, by Tab alone; fails when it is not reached or not seen to be. */
export async function tabTo(page: Page, part: Locator, most = 80): Promise<void> {
  await part.first().waitFor()
  for (let n = 0; n < most; n++) {
    if (await part.first().evaluate((element) => element === document.activeElement)) {
      expect(await focusIsSeen(page), 'the focus is seen').toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} times Tab do not lead to ${part}`)
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
  await input.waitFor()
  await page.keyboard.type(text)
  const exactly = new RegExp(`^${text}$`)
  await page.locator('[cmdk-item][data-selected=true]', { hasText: exactly }).first().waitFor()
  await page.keyboard.press('Enter')
  await input.waitFor({ state: 'detached' })
}
