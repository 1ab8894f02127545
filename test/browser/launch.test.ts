import type { Browser, BrowserServer, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserBehind, openBrowser } from './browser.ts'
import { launchBrowser, launchBrowserServer } from './launch.ts'
import { openDoor } from './shared.ts'

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

test('files that share a browser see nothing of each other, and what one leaves open goes with it', async () => {
  const [one, two] = await Promise.all([openBrowser(), openBrowser()])
  const left = await one.newPage()
  expect([one.contexts().length, two.contexts().length]).toEqual([1, 0])
  await one.close()
  expect(left.isClosed()).toBe(true)
  expect(await (await two.newPage()).title()).toBe('')
  await two.close()
})

test('who waits for a browser that dies is told, and the next one who asks has a new one', async () => {
  const started: BrowserServer[] = []
  const door = await openDoor(async () => {
    const server = await launchBrowserServer()
    started.push(server)
    return server
  })
  const first = await browserBehind(door.url)
  const waiting = (await first.newPage()).waitForEvent('popup')
  const died = new Promise<void>((resolve) => started[0]?.once('close', () => resolve()))
  started[0]?.process().kill('SIGKILL')
  await expect(waiting).rejects.toThrow('has been closed')
  await died
  const next = await browserBehind(door.url)
  expect(await (await next.newPage()).title()).toBe('')
  expect(started).toHaveLength(2)
  await next.close()
  await door.close()
  expect(started[1]?.process().exitCode).not.toBeNull()
})

test('where no browser can be started, whoever asks is told why', async () => {
  const door = await openDoor(() => Promise.reject(new Error('CHROMIUM names no program')))
  await expect(browserBehind(door.url)).rejects.toThrow('CHROMIUM names no program')
  await door.close()
})
