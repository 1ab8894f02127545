// The same morning by mouse: what is pressed, dragged over and chosen from menus, in both languages.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { keysOf, rowOf } from './act.ts'
import type { Company } from './company.ts'
import { openBrowser } from './launch.ts'
import { type Day, openDay } from './morning.fixture.ts'
import type { Language, Opened } from './open.ts'
import { speaker } from './say.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => await browser?.close())

const languages: Language[] = ['zh', 'en']

describe.each(languages)('a morning by mouse, in %s', (language) => {
  const say = speaker(language)
  let house: House
  let company: Company
  let opened: Opened
  let orderOf: Day['orderOf']
  beforeAll(async () => {
    ;({ house, company, opened, orderOf } = await openDay(browser, { language }))
  })
  afterAll(async () => {
    await house?.close()
  })

  const row = (id: string) => rowOf(opened.page, id)
  const keyAt = async (place: number) => {
    await opened.page.locator('[role=row][data-key]').nth(place).waitFor()
    return (await keysOf(opened.page))[place] ?? ''
  }
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
    // Other commands say why they wait for it: only its own begins so.
    const confirm = new RegExp(`^${say('desk.do_confirm')}`)
    await page.getByRole('menuitem', { name: confirm }).click()
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

  test('marks three and confirms them together', async () => {
    const { page } = opened
    const ids = [await keyAt(1), await keyAt(2), await keyAt(3)]
    for (const id of ids) await row(id).locator('[data-mark]').click()
    const bar = page.getByRole('region', { name: say('desk.marked_bar') })
    await bar.getByText(say('desk.marked', { n: 3 })).waitFor()
    await bar.getByRole('button', { name: say('desk.do_confirm'), exact: true }).click()
    const status = async () => (await Promise.all(ids.map(orderOf))).map((order) => order.status)
    await expect.poll(status).toEqual(['confirmed', 'confirmed', 'confirmed'])
    await bar.waitFor({ state: 'detached' })
  })

  test('finds an order by a part of its reference and opens it', async () => {
    const { page, go } = opened
    await go('/orders')
    const box = page.getByRole('searchbox', { name: say('desk.search') })
    await box.click()
    await box.fill('eb-1007')
    await expect.poll(() => keysOf(page)).toEqual([company.orders[7]])
    await row(company.orders[7] ?? '').dblclick(inRow)
    await page.waitForURL(`**/orders/${company.orders[7]}`)
    await page.locator('main h1', { hasText: '100008' }).waitFor()
  })

  test('writes a comment on it', async () => {
    const { page } = opened
    await page.getByRole('textbox', { name: say('order.comment') }).fill('请改成红色的杯子')
    await page.getByRole('button', { name: say('order.comment_send') }).click()
    const story = page.getByRole('list', { name: say('order.timeline') })
    await story.getByText('请改成红色的杯子').waitFor()
    const params = { id: company.orders[7] ?? '' }
    const { items } = await house.client.call('GET /api/orders/{id}/comments', { params })
    expect(items.map(({ text }) => text)).toEqual(['请改成红色的杯子'])
  })

  test('pulls the slider to how an order was at first, and comes back to now', async () => {
    const { page, go } = opened
    await go(`/orders/${company.shipped}`)
    const states = page.getByRole('list', { name: say('order.axes') })
    const now = await states.textContent()
    await pull(page, page.getByRole('slider', { name: say('order.history') }))
    await page.getByText(say('order.as_of_banner', { version: '1' })).waitFor()
    const then = { params: { id: company.shipped }, query: { asOf: 1 } }
    expect((await house.client.call('GET /api/orders/{id}', then)).status).toBe('received')
    await states.getByText(say('codes.status_received')).waitFor()
    await page
      .getByRole('button', { name: say('order.back_to_now') })
      .first()
      .click()
    await expect.poll(() => states.textContent()).toBe(now)
  })

  test('enters an order of two lines for a known customer', async () => {
    const { page } = opened
    await page.getByRole('link', { name: say('shell.entry'), exact: true }).click()
    await page.getByRole('heading', { name: say('entry.title'), level: 1 }).waitFor()
    await choose(page, page.locator('[data-buyer] input').first(), 'Emmy')
    await page.getByText(say('entry.buyer_known')).waitFor()
    for (const [index, sku, quantity] of [[0, 'TEA', '3'] as const, [1, 'CUP', '2'] as const]) {
      const line = page.locator('[data-line]').nth(index)
      await choose(page, line.locator('[data-cell=sku] input').first(), sku)
      await line.locator('[data-cell=quantity] input').click()
      await line.locator('[data-cell=quantity] input').fill(quantity)
    }
    await page.getByRole('button', { name: say('entry.place') }).click()
    const told = page.locator('[role=status]', { hasText: /1000\d\d/ })
    await told.waitFor()
    const { items } = await house.client.call('GET /api/orders', { query: { limit: 1 } })
    const placed = await orderOf(items[0]?.id ?? '')
    expect(await told.textContent()).toContain(String(placed.number))
    expect(placed.lines.map(({ sku, ordered }) => [sku, ordered])).toEqual([
      ['TEA', 3],
      ['CUP', 2],
    ])
    expect(placed.customer).toMatchObject({ name: 'Emmy Noether', email: 'buyer2@example.com' })
    expect(placed.shipTo.street).not.toContain('*')
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
    await page.getByRole('button', { name: there('shell.look') }).click()
    const own = language === 'zh' ? '简体中文' : 'English'
    await page
      .getByRole('menuitem', { name: own })
      .or(page.getByRole('menuitemradio', { name: own }))
      .click()
    await page.getByRole('heading', { name: say('desk.title'), level: 1 }).waitFor()
  })

  test('signs out, and the session is no more', async () => {
    const { page, forgive } = opened
    forgive(/^401 GET .api.session$/)
    await page.getByRole('button', { name: new RegExp(say('shell.account')) }).click()
    await page.getByRole('menuitem', { name: say('shell.sign_out') }).click()
    await page.getByRole('button', { name: say('signin.enter') }).waitFor()
    expect((await page.request.get(`${house.url}/api/session`)).status()).toBe(401)
    await opened.close()
  })
})

/** Types into a field that finds, and presses what it found first. */
async function choose(page: Page, field: Locator, text: string): Promise<void> {
  await field.click()
  await page.keyboard.type(text)
  await page.getByRole('option').filter({ hasText: text }).first().click()
}

/** Pulls a slider from its end to its beginning. */
async function pull(page: Page, slider: Locator): Promise<void> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await slider.boundingBox()) ?? {}
  await page.mouse.move(x + width - 8, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.move(x + 1, y + height / 2)
  await page.mouse.up()
}
