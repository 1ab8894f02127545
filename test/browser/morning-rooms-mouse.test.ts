// The morning in the rooms beside the desk by mouse, in both languages: goods, files, papers, settings, runs.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { chooseFile, keysOf, rowOf } from './act.ts'
import type { Company } from './company.ts'
import { openBrowser } from './launch.ts'
import { bookOf, channelOf, downloadedText, many, onHand, openMorning } from './morning.fixture.ts'
import { type Language, type Opened, openConsole } from './open.ts'
import { speaker } from './say.ts'

let browser: Browser
let house: House
let company: Company
beforeAll(async () => {
  const morning = await openMorning()
  house = morning.house
  company = morning.company
  const paid = { params: { id: company.orders[11] ?? '' } }
  await house.client.call('POST /api/orders/{id}/release', paid)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const languages: Language[] = ['zh', 'en']

describe.each(languages)('a morning in the rooms by mouse, in %s', (language) => {
  const say = speaker(language)
  const channel = channelOf[language]
  let opened: Opened
  beforeAll(async () => {
    opened = await openConsole(browser, house.url, { language })
  })

  const call: House['client']['call'] = (...given) => house.client.call(...given)
  /** Goes to a room by the navigation. */
  const goTo = async (room: 'stock' | 'imports' | 'documents' | 'settings' | 'desk') => {
    const { page } = opened
    const places = page.getByRole('navigation', { name: say('shell.menu') })
    await places.getByRole('link', { name: say(`shell.${room}`), exact: true }).click()
    await page.getByRole('heading', { name: say(`${room}.title`), exact: true, level: 1 }).waitFor()
    expect(await page.title()).toBe(`${say(`${room}.title`)} · ${say('shell.name')}`)
  }
  const button = (name: string) => opened.page.getByRole('button', { name, exact: true })

  test('receives two cups in the other warehouse', async () => {
    const { page } = opened
    const before = await onHand(house, 'CUP', 'NORTH')
    await goTo('stock')
    await page.getByRole('grid').getByText('CUP', { exact: true }).first().click()
    const panel = page.getByRole('complementary')
    await panel.getByText(say('stock.levels')).waitFor()
    await button(say('stock.move')).first().click()
    const dialog = page.getByRole('dialog', { name: say('stock.move') })
    await dialog.getByLabel(say('stock.location')).selectOption('NORTH')
    await dialog.getByRole('button', { name: say('kit.quantity_more') }).dblclick()
    await dialog.getByRole('button', { name: say('stock.post'), exact: true }).click()
    await expect.poll(() => onHand(house, 'CUP', 'NORTH')).toBe(before + 2)
    await dialog
      .getByRole('button', { name: say('common.close') })
      .last()
      .click()
    await dialog.waitFor({ state: 'detached' })
    await panel.getByRole('button', { name: say('kit.close') }).click()
    await panel.waitFor({ state: 'detached' })
  })

  test('imports an order book and mends its broken row in its place', async () => {
    const { page } = opened
    await goTo('imports')
    const drop = page.getByRole('button', { name: say('imports.drop') })
    await chooseFile(page, bookOf(language), () => drop.click())
    await page.getByText(say('imports.agrees')).waitFor()
    const [{ id } = { id: '' }] = (await call('GET /api/imports')).items
    const counts = async () =>
      (await call('GET /api/imports/{id}/progress', { params: { id } })).counts
    expect(await counts()).toMatchObject({ rows: 2, orders: 1, repairs: 1 })
    const cell = say('common.pair', { what: `${say('imports.column_Quantity')}, 3`, said: 'six' })
    await page.getByRole('button', { name: cell }).click()
    await page.getByRole('textbox', { name: `${say('imports.column_Quantity')}, 3` }).fill('6')
    await button(say('imports.save_next')).click()
    await expect.poll(counts).toMatchObject({ rows: 2, orders: 2, repairs: 0 })
  })

  test('holds a whole list in a run, and finds the run again', async () => {
    const { page, go } = opened
    await go(`/orders?channel=${channel}`)
    await page.getByRole('checkbox', { name: say('kit.grid_mark_all') }).click()
    await button(say('desk.marked_all', { n: many })).click()
    const bar = page.getByRole('region', { name: say('desk.marked_bar') })
    await bar.getByRole('button', { name: say('desk.do_hold'), exact: true }).click()
    const why = page.getByRole('dialog', { name: say('desk.hold_title', { n: many }) })
    await why.getByLabel(say('desk.hold_note')).fill('盘点')
    await why.getByRole('button', { name: say('desk.do_hold'), exact: true }).click()
    const dialog = page.getByRole('dialog', { name: say('deskwork.bulk_hold') })
    await dialog.getByRole('button', { name: say('deskwork.bulk_start_n', { n: many }) }).click()
    await dialog.getByText(say('deskwork.bulk_state_done')).waitFor()
    const { items } = await (await page.request.get(`${house.url}/api/bulk`)).json()
    expect(items[0]).toMatchObject({ state: 'done', total: many, done: many, refused: 0 })
    const free = await call('GET /api/orders', { query: { channel, held: 'false' } })
    expect(free.items).toEqual([])
    await dialog
      .getByRole('button', { name: say('common.close') })
      .last()
      .click()
    await dialog.waitFor({ state: 'detached' })
    await button(say('desk.runs')).click()
    const runs = page.getByRole('dialog', { name: say('deskwork.bulk_runs') })
    await runs.getByText(say('deskwork.bulk_hold')).first().waitFor()
    await page.keyboard.press('Escape')
    await runs.waitFor({ state: 'detached' })
  })

  test('gives a channel another name, which the desk says at once', async () => {
    const { page } = opened
    const before = (await call('GET /api/settings', { query: { kind: 'channel' } })).items
    const web = before.find(({ code }) => code === 'web')?.value as {
      name: { zh: string; en: string }
    }
    const name = { ...web.name, [language]: language === 'zh' ? '官方商城' : 'Corner shop' }
    await goTo('desk')
    const order = rowOf(page, company.orders[7] ?? '')
    await page.getByRole('searchbox', { name: say('desk.search') }).fill('WEB-1007')
    await order.getByText(web.name[language], { exact: true }).waitFor()
    await goTo('settings')
    await page.getByRole('link', { name: say('settings.channels'), exact: true }).click()
    await button(web.name[language]).click()
    await page.getByLabel(say(`settings.place_name_${language}`)).fill(name[language])
    await button(say('common.save')).click()
    const now = async () =>
      (await call('GET /api/settings', { query: { kind: 'channel' } })).items.find(
        ({ code }) => code === 'web',
      )?.value
    await expect.poll(now).toMatchObject({ name })
    await goTo('desk')
    await page.getByRole('searchbox', { name: say('desk.search') }).fill('WEB-1007')
    await order.getByText(name[language], { exact: true }).waitFor()
  })

  test('finds an order in the palette, and takes its packing slip from the documents', async () => {
    const { page } = opened
    const id = company.orders[11] ?? ''
    const { number } = await call('GET /api/orders/{id}', { params: { id } })
    await page.getByRole('button', { name: say('shell.find') }).click()
    await page.locator('[cmdk-input]').fill(String(number))
    // The order itself, and not the way to search for it.
    await page.locator('[cmdk-item]', { hasText: new RegExp(`^${number}`) }).click()
    await page.waitForURL(`**/orders/${id}`)
    await goTo('documents')
    const work = await call('GET /api/fulfilment-orders', { query: { order: id } })
    await expect.poll(() => keysOf(page)).toEqual(work.items.map((one) => one.id))
    await rowOf(page, work.items[0]?.id ?? '').click()
    const take = page
      .getByRole('complementary')
      .getByRole('button', { name: say('documents.download') })
    const text = await downloadedText(page, () => take.first().click())
    expect(text).toContain(String(number))
    await opened.close()
  })
})
