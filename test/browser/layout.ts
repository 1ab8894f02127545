import type { Page } from 'playwright-core'

/**
 * What cannot be reached at this width: the page itself must not scroll sideways, and nothing one reads or presses may lie
 * beyond its edge, unless in a part that scrolls by itself or cuts its text with an ellipsis.
 */
export async function overflowing(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 })
  await page.evaluate(
    () => new Promise((next) => requestAnimationFrame(() => setTimeout(next, 60))),
  )
  return await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - window.innerWidth
    const whole = wide > 1 ? [`the page is ${wide} px too wide`] : []
    const tags = 'button, a[href], input, select, textarea, h1, h2, h3, p, label, [role=tab]'
    const parts = [...document.querySelectorAll<HTMLElement>(tags)].filter(isCut).slice(0, 5)
    const said = parts.map(
      (part) =>
        `${part.tagName.toLowerCase()} “${(part.textContent || part.getAttribute('aria-label') || '').trim().slice(0, 40)}” lies beyond the edge`,
    )
    return [...whole, ...said]

    function isCut(part: HTMLElement): boolean {
      const { right, left, width: wideness, height } = part.getBoundingClientRect()
      const inside = right <= window.innerWidth + 1 && left >= -1
      if (inside || wideness < 2 || height < 2) return false
      return part.checkVisibility({ visibilityProperty: true }) && !isWithinReach(part)
    }

    function isWithinReach(part: HTMLElement): boolean {
      for (let at = part.parentElement; at; at = at.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(at)
        if (/auto|scroll/.test(overflowX) || textOverflow === 'ellipsis') return true
        // A drawer that waits outside the window is no part of it yet.
        if (at.inert) return true
      }
      return false
    }
  })
}
