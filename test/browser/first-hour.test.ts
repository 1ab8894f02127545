// The first hour of a new house, in the console alone: from nothing at all to the first order, by keyboard where hands are on it.
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../house.ts'
import { command, paste, tabTo } from './act.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openBrowser } from './launch.ts'
import { type Opened, openConsole, settled } from './open.ts'
import { invite } from './people.ts'
import { speaker } from './say.ts'

const say = speaker('zh')

let house: House
let browser: Browser
let opened: Opened
beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  await invite(house.client)
  browser = await openBrowser()
  opened = await openConsole(browser, house.url)
  // Whether goods are known is asked by their name.
  opened.forgive(/^404 GET .api.variants./)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  await house?.close()
})

const steps = () => opened.page.getByRole('list', { name: say('home.steps') })
const ticks = () => steps().getByLabel(say('home.step_done')).count()
const dialog = (name: string) => opened.page.getByRole('dialog', { name, exact: true })
const enter = async (field: Locator, text: string) => {
  await field.fill(text)
  await field.press('Enter')
}

test('stock that has nowhere to lie leads to the place that is to be made, and back home it is ticked', async () => {
  const { page } = opened
  await steps().waitFor()
  expect([await steps().getByRole('listitem').count(), await ticks()]).toEqual([5, 0])
  expect(await violations(page)).toEqual([])
  await tabTo(page, page.getByRole('button', { name: say('home.step_stock_do') }))
  await page.keyboard.press('Enter')
  const way = dialog(say('stock.move')).getByRole('link', { name: say('stock.make_place') })
  await way.waitFor()
  await tabTo(page, way)
  await page.keyboard.press('Enter')
  await page.getByLabel(say('settings.code')).fill('MAIN')
  await enter(page.getByLabel(say('settings.place_name_zh')), '主仓')
  await page.getByRole('cell', { name: '主仓' }).first().waitFor()
  await command(page, say('shell.home'))
  await expect.poll(ticks).toBe(1)
})

test('goods are made with their price, and its price list with it', async () => {
  const { page } = opened
  const standard = { country: 'CN', taxClass: 'standard', ratePpm: 130_000, ifVersion: 0 }
  await house.client.call('PUT /api/tax-rates', { body: { rates: [standard] } })
  const button = page.getByRole('button', { name: say('home.step_goods_do') })
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  const form = dialog(say('stock.new_variant'))
  await form.getByLabel(say('stock.sku')).fill('MUG')
  await form.getByLabel(say('stock.name_zh')).fill('马克杯')
  const price = form.getByRole('textbox', { name: say('stock.price'), exact: true })
  // A price that cannot be meant is no price that is left for later.
  await price.fill('twenty')
  await price.press('Enter')
  await form.getByText(say('kit.money_not_a_number')).waitFor()
  expect(await house.client.call('GET /api/variants')).toMatchObject({ items: [] })
  await price.fill('25.5')
  // A class that has no rate is said to go untaxed before it does.
  await form.getByLabel(say('stock.tax_class')).fill('books')
  await form.getByText(say('stock.tax_class_untaxed')).waitFor()
  expect(await violations(page)).toEqual([])
  await form.getByLabel(say('stock.tax_class')).fill('standard')
  await form.getByText(say('stock.tax_class_untaxed')).waitFor({ state: 'detached' })
  await price.press('Enter')
  await form.waitFor({ state: 'detached' })
  await expect.poll(ticks).toBe(3)
  const { items } = await house.client.call('GET /api/prices')
  expect(items).toEqual([{ sku: 'MUG', priceList: 'cny', amount: 2_550 }])
  await expect
    .poll(() => button.evaluate((element) => element === document.activeElement))
    .toBe(true)
})

test('goods that are on no shelf yet are found in the stock room, with their price', async () => {
  const { page } = opened
  await command(page, say('shell.stock'))
  const goods = page.getByRole('region', { name: say('stock.goods_without') })
  await tabTo(page, goods.getByRole('button', { name: 'MUG' }))
  await page.keyboard.press('Enter')
  await page.getByRole('complementary').getByText('¥25.50').waitFor()
  expect(await violations(page)).toEqual([])
  await command(page, say('shell.home'))
  await steps().waitFor()
})

test('what comes in and is not known is made on the way, and its pieces are on the shelf', async () => {
  const { page } = opened
  await tabTo(page, page.getByRole('button', { name: say('home.step_stock_do') }))
  await page.keyboard.press('Enter')
  const posting = dialog(say('stock.move'))
  await enter(posting.getByLabel(say('stock.scan')), 'TEA-1')
  await posting.getByRole('button', { name: say('stock.new_variant_of', { sku: 'TEA-1' }) }).click()
  const form = dialog(say('stock.new_variant'))
  expect(await form.getByLabel(say('stock.sku')).inputValue()).toBe('TEA-1')
  await enter(form.getByLabel(say('stock.name_zh')), '绿茶')
  await form.waitFor({ state: 'detached' })
  await enter(posting.getByRole('textbox', { name: say('stock.pieces') }), '10')
  await page.getByText(say('stock.posted', { kind: '收货', sku: 'TEA-1', n: 10 })).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(ticks).toBe(4)
})

test('the first order is entered, its price set where it is missing, and confirmed with the right total', async () => {
  const { page } = opened
  await tabTo(page, page.getByRole('link', { name: say('home.step_order_do') }))
  await page.keyboard.press('Enter')
  await page.locator('[data-buyer] input:focus').waitFor()
  await page.keyboard.type('赵敏')
  await page.keyboard.press('Enter')
  await page.locator('[data-address] textarea:focus').waitFor()
  await paste(page, '赵敏 13800138000 浙江省杭州市西湖区文三路 90 号')
  await page.locator('[data-cell=sku] input:focus').waitFor()
  await page.keyboard.type('TEA-1')
  await page.keyboard.press('Enter')
  await page.locator('[data-cell=quantity] input:focus').waitFor()
  await page.keyboard.type('3')
  // What is typed as its price and cannot be meant does not become the list's.
  const agreed = page.locator('[data-cell=price] input').first()
  await agreed.fill('eight')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => agreed.evaluate((field) => field === document.activeElement)).toBe(true)
  expect((await house.client.call('GET /api/orders')).items).toEqual([])
  await agreed.fill('')
  const way = page.getByRole('button', { name: say('stock.set_price_of', { sku: 'TEA-1' }) })
  await way.waitFor()
  await way.press('Enter')
  const form = dialog(say('stock.set_price_of', { sku: 'TEA-1' }))
  await enter(form.getByRole('textbox', { name: say('stock.price'), exact: true }), '8.8')
  await form.waitFor({ state: 'detached' })
  await way.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('link', { name: say('entry.placed_open') }).press('Enter')
  await page.getByRole('heading', { level: 1, name: /1000\d\d/ }).waitFor()
  await settled(page)
  await page.keyboard.press('a')
  const order = async () => (await house.client.call('GET /api/orders')).items[0]
  await expect.poll(async () => (await order())?.status).toBe('confirmed')
  expect(await order()).toMatchObject({ total: 2_640, currency: 'CNY', fulfilment: 'allocated' })
  await command(page, say('shell.home'))
  await page.getByRole('heading', { level: 1, name: say('home.title') }).waitFor()
  await steps().waitFor({ state: 'detached' })
})
