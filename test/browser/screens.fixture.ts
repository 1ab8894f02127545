// A look at every screen in one language: what is not in words, what axe says, in every theme, what does not fit the window.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../house.ts'
import { eventually } from './act.ts'
import { changeTheme, inColours, inWords, violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openCompany } from './company.ts'
import { openBrowser } from './launch.ts'
import { overflowing } from './layout.ts'
import { type Language, type Opened, openConsole } from './open.ts'
import { type Room, rooms, type Shown } from './rooms.ts'
import { speaker } from './say.ts'
import { badWords } from './spoken.ts'

let house: House
let browser: Browser
let shown: Shown

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  const company = await openCompany(house)
  const customer = await eventually(async () => {
    const { items } = await house.client.call('GET /api/customers', { query: { limit: 1 } })
    return items[0]?.id ?? null
  })
  const { document } = company
  shown = { ...company, fresh: company.orders[0] ?? '', repair: document, sku: 'TEA', customer }
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const orders = { fresh: '', held: '', confirmed: '', shipped: '' }
const nothing: Shown = { ...orders, document: '', repair: '', sku: '', customer: '' }
const names = rooms(nothing).map(({ name }) => name)

const widths = [1920, 1366, 768, 390]

/** The languages have a file each, so that the two halves of the longest test run beside each other. */
export function lookAtScreens(language: Language): void {
  // The other language has the same elements in the same colours, and words of its own.
  const whole = language === 'zh'
  const flaws = (page: Page) => violations(page, whole ? undefined : inWords)
  // One window for all screens of a language: a new one for each would read the whole application again.
  let opened: Opened

  beforeAll(async () => {
    opened = await openConsole(browser, house.url, { language })
  })

  afterAll(() => opened.close())

  test.each(names)('%s', async (name) => {
    const { page, go, problems } = opened
    const { path, keys } = rooms(shown).find((room) => room.name === name) as Room
    await page.setViewportSize({ width: 1440, height: 900 })
    await go(path, keys)
    // The page of parts shows what a code without words looks like.
    if (name !== 'kit') expect(await badWords(page, language), 'words').toEqual([])
    expect(await flaws(page), 'axe').toEqual([])
    for (const theme of ['dark', 'contrast']) {
      await changeTheme(page, theme)
      if (whole) expect(await violations(page, inColours), theme).toEqual([])
    }
    for (const width of widths)
      expect(await overflowing(page, width), `${width} px wide`).toEqual([])
    expect(problems.splice(0)).toEqual([])
  })

  test('the day of a courier is what to deliver', async () => {
    const say = speaker(language)
    const { page, go, close } = await openConsole(browser, house.url, { language, as: 'courier' })
    await page.setViewportSize({ width: 390, height: 844 })
    await go('/')
    await page.getByRole('heading', { name: say('home.next_shipped') }).waitFor()
    expect(await page.getByRole('heading', { name: say('home.chart_question') }).count()).toBe(0)
    expect(await flaws(page)).toEqual([])
    // Neither papers nor the company's settings; only their password, from their own menu.
    await page.getByRole('button', { name: say('shell.menu') }).click()
    const places = await page.locator('nav a').allTextContents()
    const kit = say('shell.kitpage')
    expect(places.filter((place) => place !== kit)).toEqual([say('shell.home'), say('shell.desk')])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: new RegExp(`^${say('shell.account')}`) }).click()
    await page.getByRole('menuitem', { name: say('shell.password') }).click()
    await page.getByLabel(say('settings.password_current')).waitFor()
    expect(await page.locator('main nav a').allTextContents()).toEqual([say('settings.password')])
    await close()
  })

  test('a page begins at its top, though tabs far below it bring themselves in sight', async () => {
    const { page, go } = opened
    await page.setViewportSize({ width: 390, height: 500 })
    await go('/')
    const scrolled = () =>
      page
        .locator('main .overflow-y-auto')
        .first()
        .evaluate((e) => e.scrollTop)
    expect(await scrolled()).toBe(0)
  })

  test('the places of a phone open by keyboard and give the focus back', async () => {
    const { page, go } = opened
    await page.setViewportSize({ width: 390, height: 844 })
    await go('/system')
    const button = page.getByRole('button', { name: speaker(language)('shell.menu') })
    await button.press('Enter')
    await page.locator('nav a:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('nav').waitFor({ state: 'hidden' })
    await expect.poll(() => button.evaluate((e) => e === document.activeElement)).toBe(true)
  })

  test('signing in', async () => {
    const { page, close } = await openConsole(browser, house.url, { language, as: null })
    expect(await badWords(page, language)).toEqual([])
    expect(await flaws(page)).toEqual([])
    for (const width of widths) expect(await overflowing(page, width)).toEqual([])
    await close()
  })
}
