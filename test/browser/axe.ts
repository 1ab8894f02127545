import axe from 'axe-core'
import type { Page } from 'playwright-core'

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** After a change of theme nothing but this can have changed. */
export const inColours = ['color-contrast']

/** What can be broken in one language alone: its mark, a name that has no words in it, and the room that words take. */
export const inWords = [
  ...['html-has-lang', 'html-lang-valid', 'valid-lang', 'document-title'],
  ...['button-name', 'input-button-name', 'link-name', 'label', 'select-name', 'summary-name'],
  ...['area-alt', 'image-alt', 'input-image-alt', 'object-alt', 'role-img-alt', 'svg-img-alt'],
  ...['aria-command-name', 'aria-input-field-name', 'aria-meter-name', 'aria-progressbar-name'],
  ...['aria-tab-name', 'aria-toggle-field-name', 'aria-tooltip-name', 'frame-title'],
  ...['scrollable-region-focusable', 'target-size'],
]

/** What breaks the rules of WCAG A and AA on the page as it is, or `only` some of them; one line per element. */
export async function violations(page: Page, only?: readonly string[]): Promise<string[]> {
  // As an expression of the test and not as an element of the page, whose policy would refuse it.
  const known = await page.evaluate('typeof axe')
  if (known === 'undefined') await page.evaluate(axe.source)
  const asked = only ? { type: 'rule', values: only } : { type: 'tag', values: levels }
  return await page.evaluate(async (runOnly) => {
    type Node = { target: unknown[]; failureSummary?: string }
    const run = (window as unknown as { axe: typeof axe }).axe.run
    const { violations: found } = await run(document, {
      runOnly: runOnly as never,
      resultTypes: ['violations'],
    })
    return found.flatMap(({ id, nodes }) =>
      (nodes as Node[]).map(
        ({ target, failureSummary = '' }) =>
          `${id}: ${target.join(' ')} — ${failureSummary.split('\n').slice(1).join(' ').trim().slice(0, 200)}`,
      ),
    )
  }, asked)
}

/** Changes the theme of an open page, and waits until its colours have: what inherits a colour follows frames later. */
export async function changeTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(async (next) => {
    document.documentElement.dataset.theme = next
    for (let still = 0; still < 3; still++) {
      await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)))
      if (document.getAnimations().length > 0) still = 0
    }
  }, theme)
}
