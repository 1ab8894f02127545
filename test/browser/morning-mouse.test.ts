// The same morning by mouse: what is pressed, dragged over and chosen from menus, in both languages.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse } from '../house.ts'
import { builtConsole } from './build.ts'
import { openCompany } from './company.ts'
import { launchBrowser } from './launch.ts'
import { type Language, type Opened, openConsole } from './open.ts'
import { speaker } from './say.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser?.close())

const languages: Language[] = ['zh', 'en']

describe.each(languages)('a morning by mouse, in %s', (language) => {
  const say = speaker(language)
  let house: House
  let opened: Opened
  beforeAll(async () => {
    house = await openHouse({ consoleFolder: await builtConsole() })
    await openCompany(house)
    opened = await openConsole(browser, house.url, { language })
  })
  afterAll(async () => {
    await house?.close()
  })

  const row = (id: string) => opened.page.locator(`[role=row][data-key="${id}"]`)
  const keyAt = async (place: number) => {
    const one = opened.page.locator('[role=row][data-key]').nth(place)
    return (await one.getAttribute('data-key')) ?? ''
  }
  const orderOf = (id: string) => house.client.call('GET /api/orders/{id}', { params: { id } })
  const inRow = { position: { x: 300, y: 10 } }

  test('presses the number of late orders and comes to them', async () => {
    const { page } = opened
    await page.locator('main a[href^="/orders?bucket=late"]').first().click()
    await page.waitForURL(/bucket=late/)
    await page.locator('[role=row][data-key]').first().waitFor()
  })

  test('confirms an order from its menu', async () => {
    const { page, go } = opened
    await go('/orders?bucket=to_confirm&sort=oldest')
    const id = await keyAt(0)
    await row(id).click({ ...inRow, button: 'right' })
    await page.getByRole('menuitem', { name: say('desk.do_confirm') }).click()
    await expect.poll(async () => (await orderOf(id)).status).toBe('confirmed')
  })

  test('holds the next one with a reason', async () => {
    const { page } = opened
    const id = await keyAt(4)
    await row(id).click({ ...inRow, button: 'right' })
    await page.getByRole('menuitem', { name: say('desk.do_hold') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(say('desk.hold_note')).fill('请核对地址')
    await dialog.getByRole('button', { name: say('desk.do_hold') }).click()
    await expect.poll(async () => (await orderOf(id)).holds[0]?.note).toBe('请核对地址')
    await dialog.waitFor({ state: 'detached' })
  })

  test('looks at an order beside the list and closes it', async () => {
    const { page } = opened
    await row(await keyAt(6)).click(inRow)
    await page.locator('aside header').waitFor()
    await page
      .locator('aside')
      .getByRole('button', { name: say('kit.close') })
      .click()
    await page.locator('aside header').waitFor({ state: 'detached' })
  })

  test('changes to the other language and back without losing the page', async () => {
    const { page, go } = opened
    await go('/orders?bucket=held')
    const other = language === 'zh' ? 'English' : '简体中文'
    await page.getByRole('button', { name: say('shell.look') }).click()
    await page
      .getByRole('menuitem', { name: other })
      .or(page.getByRole('menuitemradio', { name: other }))
      .click()
    const there = speaker(language === 'zh' ? 'en' : 'zh')
    await page.getByRole('heading', { name: there('desk.title'), level: 1 }).waitFor()
    expect(page.url()).toContain('bucket=held')
    await opened.close()
  })
})
