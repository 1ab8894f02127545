// The order desk in a browser: all by keyboard, nothing shown before the server said it, no place lost.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/base/platform/index.ts'
import { postMovements } from '../../src/ground/stock/index.ts'
import { cause, placeMany } from '../desk.ts'
import { type House, openHouse, smallOrder, stockUp } from '../house.ts'
import { keysOf, press } from './act.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openBrowser } from './launch.ts'
import { openConsole } from './open.ts'
import { invite } from './people.ts'

let house: House
let browser: Browser
/** The newest first, as the desk shows them. */
let ids: string[]

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  await stockUp(house)
  const plenty = { cause: 'found', reference: null, quantity: 5_000 }
  await house.database.begin((tx) =>
    postMovements(tx, [{ sku: 'TEA', location: 'MAIN', ...plenty }], cause),
  )
  await invite(house.client)
  // Ids made within the same millisecond are in no order of their making.
  ids = (await placeMany(house.database, 250, smallOrder())).sort().reverse()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const desk = async (path = '/orders') => {
  const opened = await openConsole(browser, house.url, { language: 'en', path })
  await opened.page
    .locator('[data-key]')
    .or(opened.page.getByText('Nothing matches'))
    .first()
    .waitFor()
  return opened
}
/** The guards that keep the focus in a menu take it and are hidden: that is their job. */
const flaws = async (page: Page) =>
  (await violations(page)).filter((line) => !line.includes('focus-guard'))
const row = (page: Page, id: string | undefined) => page.locator(`[data-key="${id}"]`)
const activeRow = (page: Page) =>
  page.getByRole('grid').evaluate((grid) => {
    const named = grid.getAttribute('aria-activedescendant') ?? ''
    return document.getElementById(named)?.dataset.key ?? null
  })
const marked = (page: Page) => keysOf(page, { marked: true })
const statusOf = async (id: string | undefined) => {
  const [order] = await house.rows<{ status: string; holds: { code: string; note?: string }[] }>(
    sql`select status, holds from orders.orders where id = ${id}`,
  )
  return order
}

test('J, K, X and shift walk and mark; Enter opens the page, and going back finds everything as it was', async () => {
  const { page, close } = await desk('/orders?bucket=to_confirm')
  await press(page, 'j', 'j', 'j', 'k')
  await expect.poll(() => activeRow(page)).toBe(ids[1])
  await press(page, 'x', 'Shift+J', 'Shift+J')
  await expect.poll(() => marked(page)).toEqual(ids.slice(1, 4))
  await press(page, 'Shift+K')
  await expect.poll(() => marked(page)).toEqual(ids.slice(1, 3))
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ top: 1_500 }))
  await row(page, ids[45]).waitFor()
  await press(page, 'Enter')
  await page.waitForURL(new RegExp(`/orders/${ids[2]}$`))
  await page.goBack()
  await page.waitForURL(/bucket=to_confirm/)
  await row(page, ids[45]).waitFor()
  await expect.poll(() => page.getByRole('grid').evaluate((grid) => grid.scrollTop)).toBe(1_500)
  await expect.poll(() => activeRow(page)).toBe(ids[2])
  await page
    .getByRole('region', { name: 'Work on the marked orders' })
    .getByText('2 marked')
    .waitFor()
  await close()
})

test('rows beyond the first page come while one scrolls, and a page holds few elements', async () => {
  const { page, close } = await desk()
  await press(page, 'j', 'End')
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('251')
  // End goes to the last row that is loaded, and so lets more be loaded, until there are none.
  await expect
    .poll(async () => {
      await press(page, 'End')
      return await activeRow(page)
    })
    .toBe(ids.at(-1))
  await row(page, ids.at(-1)).waitFor()
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThanOrEqual(
    1_000,
  )
  await close()
})

test('marking a row draws that row again and the one that was active, no other', async () => {
  const { page, close } = await desk()
  await press(page, 'j')
  const drawn = await page.evaluate(async () => {
    const rows = new Set<string>()
    const watching = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const place = (target as Element).closest<HTMLElement>('[data-key]')
        if (place?.dataset.key) rows.add(place.dataset.key)
      }
    })
    const grid = document.querySelector('[role=grid]') as HTMLElement
    watching.observe(grid, { subtree: true, childList: true, attributes: true })
    const places = [...grid.querySelectorAll<HTMLElement>('[data-key]')]
    places[6]?.querySelector<HTMLElement>('[data-mark]')?.click()
    await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume, 50)))
    return rows.size
  })
  expect(drawn).toBe(2)
  await close()
})

test('H holds with a note, the row says so when the server did, and undo lifts it', async () => {
  const { page, close } = await desk()
  const id = ids[5]
  await row(page, id).getByText('Unpaid').click()
  await press(page, 'Escape', 'h')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Note').fill('call first')
  expect(await flaws(page)).toEqual([])
  await press(page, 'Control+Enter')
  await row(page, id).getByText('Check address').waitFor()
  expect((await statusOf(id))?.holds).toMatchObject([{ code: 'address_check', note: 'call first' }])
  await page.getByRole('button', { name: 'Undo' }).click()
  await row(page, id).getByText('Check address').waitFor({ state: 'detached' })
  expect((await statusOf(id))?.holds).toEqual([])
  await close()
})

test('what is refused says why, keeps its mark and changes nothing; what is done loses it', async () => {
  const held = ids[9] as string
  await house.client.call('POST /api/orders/{id}/hold', {
    params: { id: held },
    body: { code: 'price_check' },
  })
  const { page, close } = await desk()
  await row(page, held).getByText('Check price').waitFor()
  await row(page, held).locator('[data-mark]').click()
  await row(page, ids[10]).locator('[data-mark]').click()
  await press(page, 'a')
  const told = page.getByRole('alert')
  await told.getByText('1 order was refused').waitFor()
  await expect.poll(() => marked(page)).toEqual([held])
  expect(await statusOf(held)).toMatchObject({ status: 'received' })
  expect(await statusOf(ids[10])).toMatchObject({ status: 'confirmed' })
  await told.getByRole('button', { name: 'Close' }).click()
  await told.waitFor({ state: 'detached' })
  await close()
})

test('a new order is told and moves nothing; it is shown when asked for', async () => {
  const { page, close } = await desk()
  const before = await page.locator('[data-key]').first().getAttribute('data-key')
  const [fresh] = await placeMany(house.database, 1, smallOrder())
  const news = page.getByRole('button', { name: '1 new order: show' })
  await news.waitFor()
  expect(await page.locator('[data-key]').first().getAttribute('data-key')).toBe(before)
  expect(await row(page, fresh).count()).toBe(0)
  await news.click()
  await row(page, fresh).waitFor()
  expect(await page.locator('[data-key]').first().getAttribute('data-key')).toBe(fresh)
  await close()
  ids.unshift(fresh as string)
})

test('what others do to a row in sight is seen where it stands', async () => {
  const { page, close } = await desk('/orders?bucket=to_confirm')
  const id = ids[20] as string
  const at = await row(page, id).evaluate((one) => (one as HTMLElement).style.transform)
  await house.client.call('POST /api/orders/{id}/confirm', { params: { id }, body: {} })
  await row(page, id).getByText('To release').waitFor()
  expect(await row(page, id).evaluate((one) => (one as HTMLElement).style.transform)).toBe(at)
  await page.getByRole('button', { name: '1 moved on: show' }).click()
  await row(page, id).waitFor({ state: 'detached' })
  await close()
})

test('a filter stands in the address and can be taken away; the words find by a part', async () => {
  const { page, close } = await desk('/orders?payment=paid')
  await page.getByText('Nothing matches').waitFor()
  await page.getByRole('button', { name: 'Payment: Paid' }).click()
  await row(page, ids[0]).waitFor()
  const number = (await row(page, ids[3]).locator('a').textContent()) ?? ''
  await press(page, '/')
  await page.keyboard.type(number.slice(1))
  await page.waitForURL(/q=/)
  await expect.poll(() => page.locator('[data-key]').count()).toBe(1)
  await press(page, 'Enter')
  await expect.poll(() => activeRow(page)).toBe(ids[3])
  await page.getByRole('searchbox').fill(number)
  await row(page, ids[3]).getByText('Exact match').waitFor()
  await close()
})

test('columns are chosen, widened by keyboard, and kept', async () => {
  const { page, close, go } = await desk()
  const head = page.getByRole('columnheader', { name: /^Channel/ })
  const width = async () => (await head.boundingBox())?.width ?? 0
  const before = await width()
  await head.getByRole('button').focus()
  await press(page, 'Shift+ArrowRight', 'Shift+ArrowRight')
  await expect.poll(width).toBe(Math.round(before) + 32)
  await press(page, 'ArrowDown')
  const menu = page.getByRole('menu')
  await menu.getByRole('menuitemcheckbox', { name: 'Units' }).click()
  expect(await flaws(page)).toEqual([])
  await press(page, 'Escape')
  await page.getByRole('columnheader', { name: /^Units/ }).waitFor()
  await go('/orders')
  await page.getByRole('columnheader', { name: /^Units/ }).waitFor()
  await expect.poll(width).toBe(Math.round(before) + 32)
  await close()
})

test('the palette does commands on what is marked, finds orders by a part, and goes there', async () => {
  const { page, close } = await desk()
  await row(page, ids[12]).locator('[data-mark]').click()
  await press(page, 'Control+k')
  const palette = page.getByRole('dialog')
  await palette.getByText('Confirm: 1 marked').waitFor()
  expect(await flaws(page)).toEqual([])
  await page.locator('[cmdk-item][data-selected=true]', { hasText: 'Confirm: 1 marked' }).waitFor()
  await press(page, 'Enter')
  await row(page, ids[12]).getByText('To release').waitFor()
  // Goods that are found before the orders wait for them: Enter opens what stands first.
  let goOn = () => {}
  const slow = new Promise<void>((resolve) => {
    goOn = resolve
  })
  await page.route(/\/api\/orders\?.*q=TEA/, async (route) => {
    await slow
    await route.continue()
  })
  await press(page, 'Control+k')
  await page.locator('[cmdk-input]:focus').waitFor()
  const goods = page.waitForResponse(/\/api\/variants\?.*q=TEA/)
  await page.keyboard.type('TEA')
  await (await goods).finished()
  goOn()
  await palette.getByText('Goods', { exact: true }).waitFor()
  const first = page.locator('[cmdk-item]').first()
  expect(await first.getAttribute('data-value')).toMatch(/^ord_/)
  await expect.poll(() => first.getAttribute('data-selected')).toBe('true')
  await press(page, 'Escape')
  const number = (await row(page, ids[4]).locator('a').textContent()) ?? ''
  await press(page, 'Control+k')
  await page.locator('[cmdk-input]:focus').waitFor()
  await page.keyboard.type(number)
  await palette.getByText(number, { exact: true }).waitFor()
  await palette.getByText(number, { exact: true }).click()
  await page.waitForURL(new RegExp(`/orders/${ids[4]}$`))
  await close()
})

test('Delete asks before it cancels, and Escape leaves the order as it was', async () => {
  const { page, close } = await desk()
  await row(page, ids[15]).locator('[data-mark]').click()
  await press(page, 'Delete')
  const asked = page.getByRole('dialog', { name: 'Cancel 1 order' })
  const number = (await row(page, ids[15]).locator('a').textContent()) ?? ''
  await asked.getByText(`Order ${number}`).waitFor()
  await press(page, 'Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await statusOf(ids[15])).toMatchObject({ status: 'received' })
  await press(page, 'Delete')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click()
  await expect.poll(async () => (await statusOf(ids[15]))?.status).toBe('cancelled')
  await close()
})
