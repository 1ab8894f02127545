// The morning in the rooms beside the desk, with the keyboard alone, in both languages: goods, files, papers, settings, runs.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { chooseFile, command, keysOf, press, tabTo } from './act.ts'
import { openBrowser } from './launch.ts'
import { bookOf, channelOf, downloadedText, many, onHand, openMorning } from './morning.fixture.ts'
import { type Language, type Opened, openConsole, settled } from './open.ts'
import { speaker } from './say.ts'

let browser: Browser
let house: House
beforeAll(async () => {
  house = (await openMorning()).house
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const languages: Language[] = ['zh', 'en']

describe.each(languages)('a morning in the rooms by keyboard, in %s', (language) => {
  const say = speaker(language)
  const channel = channelOf[language]
  /** The company is called otherwise in each language's morning. */
  const name = {
    zh: { zh: '青禾茶行', en: 'Qinghe Tea' },
    en: { zh: '白鹭茶行', en: 'Egret Tea' },
  }[language]
  let opened: Opened
  let released = ''
  beforeAll(async () => {
    opened = await openConsole(browser, house.url, { language })
  })

  const call: House['client']['call'] = (...given) => house.client.call(...given)
  const type = (text: string) => opened.page.keyboard.type(text)
  /** Goes to a room by the palette. */
  const goTo = async (room: 'stock' | 'imports' | 'documents' | 'settings' | 'desk') => {
    await command(opened.page, say(`shell.${room}`))
    const title = { name: say(`${room}.title`), exact: true, level: 1 }
    await opened.page.getByRole('heading', title).waitFor()
    // What still comes in must not move the focus that a hand has set.
    await settled(opened.page)
  }
  /** Writes over what stands in a field. */
  const write = async (label: string, text: string) => {
    await tabTo(opened.page, opened.page.getByLabel(label, { exact: true }))
    await press(opened.page, 'Control+a')
    await type(text)
  }

  test('receives seven cups', async () => {
    const { page } = opened
    const before = await onHand(house, 'CUP', 'MAIN')
    await goTo('stock')
    await tabTo(page, page.getByRole('button', { name: say('stock.move'), exact: true }))
    await press(page, 'Enter')
    const dialog = page.getByRole('dialog', { name: say('stock.move') })
    await dialog.getByLabel(say('stock.scan')).and(page.locator(':focus')).waitFor()
    await type('CUP')
    await press(page, 'Enter')
    await dialog.getByText('CUP', { exact: true }).waitFor()
    await tabTo(page, dialog.getByLabel(say('stock.pieces'), { exact: true }))
    await type('3+4')
    await press(page, 'Enter')
    await expect.poll(() => onHand(house, 'CUP', 'MAIN')).toBe(before + 7)
    // Ready for the next: the cursor is where one scans.
    await dialog.getByLabel(say('stock.scan')).and(page.locator(':focus')).waitFor()
    await press(page, 'Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('imports an order book and mends its broken row in its place', async () => {
    const { page } = opened
    await goTo('imports')
    await tabTo(page, page.getByRole('button', { name: say('imports.drop') }))
    await chooseFile(page, bookOf(language), () => press(page, 'Enter'))
    await page.getByText(say('imports.agrees')).waitFor()
    const [{ id, name: title } = { id: '', name: '' }] = (await call('GET /api/imports')).items
    const counts = async () =>
      (await call('GET /api/imports/{id}/progress', { params: { id } })).counts
    expect([title, await counts()]).toMatchObject([
      bookOf(language).name,
      { rows: 2, orders: 1, repairs: 1 },
    ])
    await press(page, 'e')
    await page.locator(`input[aria-label="${say('imports.column_Quantity')}, 3"]:focus`).waitFor()
    await type('6')
    await press(page, 'Enter')
    await expect.poll(counts).toMatchObject({ rows: 2, orders: 2, repairs: 0 })
    await page.getByText(say('imports.agrees')).waitFor()
  })

  test('confirms a whole list in a run, and hears how it ended', async () => {
    const { page, go } = opened
    await go(`/orders?channel=${channel}`)
    await page.locator('[role=grid]').focus()
    await press(page, 'j', 'Control+a')
    await tabTo(page, page.getByRole('button', { name: say('desk.marked_all', { n: many }) }))
    await press(page, 'Enter')
    const bar = page.getByRole('region', { name: say('desk.marked_bar') })
    await bar.getByText(say('desk.marked_everything', { n: many })).waitFor()
    await tabTo(page, bar.getByRole('button', { name: say('desk.do_confirm'), exact: true }))
    await press(page, 'Enter')
    const dialog = page.getByRole('dialog', { name: say('deskwork.bulk_confirm') })
    const start = dialog.getByRole('button', { name: say('deskwork.bulk_start_n', { n: many }) })
    await tabTo(page, start)
    await press(page, 'Enter')
    await dialog.getByText(say('deskwork.bulk_state_done')).waitFor()
    // Runs are told to whoever began them.
    const { items } = await (await page.request.get(`${house.url}/api/bulk`)).json()
    expect(items[0]).toMatchObject({ state: 'done', total: many, done: many, refused: 0 })
    const left = await call('GET /api/orders', { query: { channel, status: 'received' } })
    expect(left.items).toEqual([])
    await press(page, 'Escape')
    await dialog.waitFor({ state: 'detached' })
    await press(page, 'Escape')
    await bar.waitFor({ state: 'detached' })
  })

  test('gives the warehouse the marked one, by a command of the palette', async () => {
    const { page } = opened
    await page.locator('[role=grid]').focus()
    await press(page, 'Home', 'x')
    await expect.poll(async () => (await keysOf(page, { marked: true })).length).toBe(1)
    const [marked = ''] = await keysOf(page, { marked: true })
    await command(page, say('desk.offer_marked', { what: say('desk.do_release'), n: 1 }))
    const work = () => call('GET /api/fulfilment-orders', { query: { order: marked } })
    await expect.poll(async () => (await work()).items.length).toBe(1)
    released = String((await call('GET /api/orders/{id}', { params: { id: marked } })).number)
    await press(page, 'Escape')
  })

  test('gives the company its name, which stands on the packing slip', async () => {
    const { page } = opened
    await goTo('settings')
    await write(say('settings.place_name_zh'), name.zh)
    await write(say('settings.place_name_en'), name.en)
    await press(page, 'Enter')
    const company = () => call('GET /api/settings', { query: { kind: 'company' } })
    await expect.poll(async () => (await company()).items[0]?.value).toMatchObject({ name })

    await goTo('documents')
    await tabTo(page, page.getByRole('searchbox', { name: say('documents.search_slips') }))
    await type(released)
    await expect.poll(async () => (await keysOf(page)).length).toBe(1)
    await tabTo(page, page.getByRole('grid', { name: say('documents.slips') }))
    await press(page, 'j', 'Enter')
    const paper = page.getByRole('complementary')
    const take = paper.getByRole('button', { name: say('documents.download') })
    await tabTo(page, take)
    const text = await downloadedText(page, () => press(page, 'Enter'))
    expect(text).toContain(released)
    expect([name.zh, name.en.replace(' ', '')].filter((one) => text.includes(one))).not.toEqual([])
    await press(page, 'Escape')
    await paper.waitFor({ state: 'detached' })
    await opened.close()
  })
})
