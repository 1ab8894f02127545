// The order desk in a browser: headless Chromium, the built console, a warm server with 5,000 orders, two cores for it all.
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { type Client, createClient } from '../src/outside/client/index.ts'
import { changeTheme, violations } from '../test/browser/axe.ts'
import { launchBrowser } from '../test/browser/launch.ts'
import { type Opened, openConsole, type Wanted } from '../test/browser/open.ts'
import { invite } from '../test/browser/people.ts'
import { type House, openHouse, orderBody, stockUp } from './house.ts'
import { median, percentile } from './load.ts'
import { costOf, firstRow, framesWhile, msToAppear, noteFirstRow } from './page.ts'

const skus = Array.from({ length: 200 }, (_, n) => `SKU-${String(n).padStart(4, '0')}`)
const orders = 5_000
const row = '[role=row][data-key]'
const panel = 'aside header'
const palette = '[cmdk-input]'
const perSecond = 50
const liveSeconds = 6

export async function deskInBrowser(runs: number) {
  const house = await openHouse()
  const browser = await launchBrowser()
  try {
    const home = `http://127.0.0.1:${house.port}`
    const client = createClient({ baseUrl: home, key: house.key })
    await invite(client)
    await fill(house, client)
    const desk = (wanted: Wanted = {}) =>
      openConsole(browser, home, { language: 'en', path: '/orders', moving: true, ...wanted })
    await (await desk()).close()
    const start = await starting(browser, home, runs)
    const opened = await desk()
    const pressed = await pressing(opened)
    const scrolled = await scrolling(opened.page)
    const live = await living(opened.page, client)
    const outside = opened.problems.filter((line) => line.startsWith('asks ')).length
    await opened.context.close()
    const axeViolations = await sweep(desk)
    return { ...start, ...pressed, ...scrolled, ...live, axeViolations, outsideRequests: outside }
  } finally {
    await browser.close()
    await house.close()
  }
}

/** Orders in several states, so that rows differ. */
async function fill({ database }: House, client: Client): Promise<void> {
  await stockUp(database, skus, { quantity: 1_000_000 })
  const bodies = Array.from({ length: orders }, (_, n) => orderBody(n, skus))
  const { outcomes } = await client.call('POST /api/orders/batch', { body: { orders: bodies } })
  const ids = outcomes.map(({ order }) => order?.id ?? '')
  const hold = { command: 'hold', code: 'address' } as const
  const commands = ids
    .map((id, n) => ({ id, n }))
    .filter(({ n }) => n % 3 === 0 || n % 17 === 0)
    .map(({ id, n }) => ({ id, do: n % 3 === 0 ? ({ command: 'confirm' } as const) : hold }))
  await client.call('POST /api/orders/commands', { body: { commands } })
}

/** The scripts and styles that are loaded before anybody touches the desk, and when its first row is on the screen; every run with an empty cache. */
async function starting(browser: Browser, home: string, runs: number) {
  const firstRows: number[] = []
  let kb = { js: 0, css: 0 }
  for (let run = 0; run < runs; run++) {
    const { page, context, go } = await openConsole(browser, home, {
      language: 'en',
      path: '/docs',
    })
    await context.addInitScript(noteFirstRow, row)
    const sizes: { kind: 'js' | 'css'; size: Promise<number> }[] = []
    context.on('response', (response) => {
      const [, kind] = /\.(js|css)$/.exec(new URL(response.url()).pathname) ?? []
      const size = () => response.body().then((bytes) => gzipSync(bytes, { level: 9 }).length)
      if (kind === 'js' || kind === 'css') sizes.push({ kind, size: size() })
    })
    await go('/orders')
    firstRows.push(await page.evaluate(firstRow))
    kb = { js: 0, css: 0 }
    for (const { kind, size } of sizes) kb[kind] += (await size) / 1_000
    await context.close()
  }
  return { startKbGz: kb.js, startCssKbGz: kb.css, firstRowsMs: median(firstRows) }
}

/** The main thread's time per row that is marked, and how soon a key shows its panel. */
async function pressing({ page }: Opened) {
  await page
    .locator(row)
    .first()
    .click({ position: { x: 300, y: 10 } })
  await page.keyboard.press('Escape')
  const idle = await costs(page, async () => {})
  const marked = await costs(page, () => page.keyboard.press('x'))
  const moved = await costs(page, () => page.keyboard.press('j'))
  const palettes = await opening(page, 'Control+k', palette)
  const panels = await opening(page, 'Space', panel)
  return {
    selectionMs: median(marked) - median(idle),
    moveMs: median(moved) - median(idle),
    keyToPaletteP95Ms: percentile(palettes, 0.95),
    keyToPanelP95Ms: percentile(panels, 0.95),
  }
}

/** How long a key takes to show something, thirty times, on row after row. */
async function opening(page: Page, key: string, selector: string): Promise<number[]> {
  const found: number[] = []
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press('j')
    found.push(await msToAppear(page, key, selector))
    await page.keyboard.press('Escape')
    await page.locator(selector).waitFor({ state: 'detached' })
  }
  return found
}

async function costs(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const found: number[] = []
  for (let n = 0; n < 40; n++) found.push(await costOf(page, session, act))
  await session.detach()
  return found
}

/** Frames a second while the wheel turns through the list. */
async function scrolling(page: Page) {
  await page.locator('[role=grid]').hover()
  const frames = await framesWhile(page, async () => {
    for (let n = 0; n < 60; n++) {
      await page.mouse.wheel(0, 400)
      await sleep(16)
    }
  })
  return { scrollFps: 1_000 / (frames.reduce((sum, ms) => sum + ms, 0) / frames.length) }
}

/** The longest frame while orders of the desk change under the eye, 50 a second. */
async function living(page: Page, client: Client) {
  await page.keyboard.press('Home')
  const frames = await framesWhile(page, async () => {
    for (let tick = 0; tick < liveSeconds * 5; tick++) {
      const next = sleep(200)
      const bodies = Array.from({ length: perSecond / 5 }, (_, n) =>
        orderBody(orders + tick * 10 + n, skus),
      )
      await client.call('POST /api/orders/batch', { body: { orders: bodies } })
      await next
    }
  })
  return { liveStutterMs: Math.max(...frames), liveFrameP95Ms: percentile(frames, 0.95) }
}

/** What axe finds on the desk and on an order, in both languages and all themes. */
async function sweep(desk: (wanted: Wanted) => Promise<Opened>): Promise<number> {
  let count = 0
  for (const language of ['zh', 'en'] as const) {
    const { page, context } = await desk({ language })
    count += (await violations(page)).length
    await page
      .locator(row)
      .first()
      .click({ position: { x: 300, y: 10 } })
    count += (await violations(page)).length
    for (const theme of ['dark', 'contrast']) {
      await changeTheme(page, theme)
      count += (await violations(page, ['color-contrast'])).length
    }
    await context.close()
  }
  return count
}
