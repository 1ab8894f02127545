import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openBrowser } from './launch.ts'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
})

afterAll(async () => {
  await browser?.close()
})

/** A character as it is drawn in the font stack of the console. */
async function drawn(character: string, style = ''): Promise<string> {
  const font = 'font: 40px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif'
  await page.setContent(`<p style='${font};${style};margin:0;width:80px'>${character}</p>`)
  return (await page.locator('p').screenshot()).toString('base64')
}

/** A code point that no standard assigns: every font draws its box for what it lacks. */
const unassigned = '\u0378'

test('Chinese, Latin and money are drawn, on a machine without fonts too', async () => {
  const box = await drawn(unassigned)
  const seen = new Set([box])
  for (const character of ['订', '单', '挂', '签', 'A', 'é', '£', '¥', '…']) {
    const picture = await drawn(character)
    expect(seen.has(picture), `${character} is drawn as a box, or as its neighbour`).toBe(false)
    seen.add(picture)
  }
})

test('bold Chinese is bold', async () => {
  expect(await drawn('订', 'font-weight:600')).not.toBe(await drawn('订'))
})

test('two browsers may be started at once', async () => {
  const others = await Promise.all([launchBrowser(), launchBrowser()])
  const titles = others.map(async (other) => {
    const shown = await other.newPage()
    await shown.setContent('<title>here</title>')
    return await shown.title()
  })
  expect(await Promise.all(titles)).toEqual(['here', 'here'])
  for (const other of others) await other.close()
})
