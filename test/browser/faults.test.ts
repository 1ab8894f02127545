// What goes wrong while people work: the server goes, a session ends, two meet on one order, somebody may not.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, smallOrder } from '../house.ts'
import { builtConsole } from './build.ts'
import { type Company, openCompany } from './company.ts'
import { openBrowser } from './launch.ts'
import { openConsole, type Wanted } from './open.ts'
import { password } from './people.ts'
import { speaker } from './say.ts'

let house: House
let company: Company
let browser: Browser
const say = speaker('en')
const open = (wanted: Wanted = {}) => openConsole(browser, house.url, { language: 'en', ...wanted })

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  company = await openCompany(house)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('the server goes and comes back: a banner says so, what was typed stays, and what came meanwhile appears', async () => {
  const { page, close, forgive } = await open({ path: '/orders' })
  // A server that is closing says so to whoever still asks.
  forgive(/ERR_|fetch|network|^503 GET/i)
  const box = page.locator('main input').first()
  await box.fill('WEB-10')
  await house.pause()
  await page.getByText(say('shell.lost')).waitFor()
  await house.resume()
  const placed = await house.client.call('POST /api/orders', {
    body: { ...smallOrder(), externalRef: 'WEB-10-after' },
  })
  await page.getByText(say('shell.lost')).waitFor({ state: 'detached' })
  expect(await box.inputValue()).toBe('WEB-10')
  await box.fill('')
  await page
    .locator(`[role=row][data-key="${placed.id}"]`)
    .or(page.getByText(say('desk.news_show')))
    .first()
    .waitFor()
  await close()
})

test('a session that ends in the middle of a form is begun again over it, and nothing typed is lost', async () => {
  const { page, context, close, forgive } = await open({ path: `/orders/${company.orders[1]}` })
  forgive(/^401 /)
  const box = page.getByRole('textbox', { name: say('order.comment') })
  await box.fill('typed before the session ended')
  await context.clearCookies()
  await box.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: say('signin.again') })
  await dialog.waitFor()
  // Behind the dialog it is out of reach, and still there.
  expect(await page.locator('main textarea').first().inputValue()).toBe(
    'typed before the session ended',
  )
  await dialog.getByLabel(say('signin.password')).fill(password)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  // The call that was refused is sent once more behind the dialog: it is there when the server has it, and only once.
  const said = async () => {
    const params = { id: company.orders[1] ?? '' }
    const { items } = await house.client.call('GET /api/orders/{id}/comments', { params })
    return items.map(({ text }) => text)
  }
  await expect.poll(said).toEqual(['typed before the session ended'])
  await page.getByRole('listitem').getByText('typed before the session ended').waitFor()
  expect(await said()).toHaveLength(1)
  await close()
})

test('a viewer sees no command, and an address of a screen that is not theirs answers in words', async () => {
  const { page, close, go } = await open({ as: 'viewer', path: `/orders/${company.orders[2]}` })
  await page.locator('main h1', { hasText: /1000\d\d/ }).waitFor()
  expect(await page.getByRole('button', { name: say('order.do_confirm') }).count()).toBe(0)
  await go('/orders')
  await page
    .locator('[role=row][data-key]')
    .first()
    .click({ position: { x: 300, y: 10 } })
  await page.keyboard.press('a')
  for (const path of ['/system', '/entry']) {
    await go(path)
    await page.getByText(say('shell.not_allowed')).waitFor()
  }
  const { status } = await house.client.call('GET /api/orders/{id}', {
    params: { id: company.orders[2] ?? '' },
  })
  expect(status).toBe('received')
  await close()
})

test('an order of 5,000 lines opens and scrolls with few elements, and none of its pieces go beside a wrong number', async () => {
  const skus = ['TEA', 'CUP', 'POT']
  const lines = Array.from({ length: 5_000 }, (_, n) => ({ sku: skus[n % 3] ?? '', quantity: 1 }))
  await house.client.call('PUT /api/variants', {
    body: {
      variants: ['TEA', 'CUP'].map((sku) => ({ sku, name: { en: sku }, policy: 'backorder' })),
    },
  })
  const large = await house.client.call('POST /api/orders', { body: { ...smallOrder(), lines } })
  const { page, close } = await open({ path: `/orders/${large.id}` })
  await page.getByText(say('order.lines_n', { n: 5_000 })).waitFor()
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(3_000)
  await page.mouse.move(500, 600)
  for (let n = 0; n < 10; n++) await page.mouse.wheel(0, 2_000)
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(3_000)

  // A number that cannot be meant keeps the others from being sent, also where it scrolled out of sight.
  await page.getByRole('button', { name: say('order.commands') }).click()
  await page.getByRole('menuitem', { name: say('order.do_cancel') }).click()
  const dialog = page.locator('[data-modal]')
  await dialog.getByLabel(say('order.some_pieces')).check()
  const pieces = dialog.locator('li input')
  await pieces.first().fill('99')
  await dialog.locator('ul').evaluate((list) => list.parentElement?.scrollTo(0, 1e6))
  await dialog.locator('li[aria-posinset="5000"] input').fill('1')
  await dialog.getByRole('button', { name: say('order.do_cancel') }).click()
  const seen = () =>
    page.evaluate(() => {
      const field = document.activeElement as HTMLInputElement
      const { top, bottom } = field.getBoundingClientRect()
      const list = field.closest('ul')?.parentElement?.getBoundingClientRect()
      const inSight = list && top >= list.top - 1 && bottom <= list.bottom + 1
      return [field.value, inSight]
    })
  await expect.poll(seen).toEqual(['99', true])
  const { lines: kept } = await house.client.call('GET /api/orders/{id}', {
    params: { id: large.id },
  })
  expect(kept.some(({ cancelled }) => cancelled > 0)).toBe(false)
  await close()
})
