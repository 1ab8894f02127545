// The order's own page in a browser: its keys, its dialogs, somebody who was faster, what is said about it, and its history.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../house.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { type Company, openCompany } from './company.ts'
import { openBrowser } from './launch.ts'
import { openConsole } from './open.ts'

let house: House
let browser: Browser
let company: Company

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  company = await openCompany(house)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const open = (id: string, as: 'desk' | 'viewer' | 'owner' = 'desk') =>
  openConsole(browser, house.url, { language: 'en', path: `/orders/${id}`, as })
const idOf = (index: number) => company.orders[index] ?? ''
const read = (id: string) => house.client.call('GET /api/orders/{id}', { params: { id } })
const states = (page: Page) => page.locator('ul[aria-label="States"]')

test('A confirms, H holds with a note, and what was done can be taken back', async () => {
  const { page, close } = await open(idOf(0))
  await page.keyboard.press('a')
  await states(page).getByText('Confirmed').waitFor()

  await page.keyboard.press('h')
  const dialog = page.locator('[data-modal]')
  await dialog.getByLabel('Note').fill('Ring first')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await states(page).getByText('1 hold').waitFor()
  expect((await read(idOf(0))).holds).toMatchObject([{ note: 'Ring first' }])

  await page.getByRole('button', { name: 'Undo' }).click()
  await states(page).getByText('1 hold').waitFor({ state: 'detached' })
  expect((await read(idOf(0))).holds).toEqual([])
  await close()
})

test('who was slower is told who was faster and what they did, and keeps what they typed', async () => {
  const id = idOf(1)
  const { page, close, forgive } = await open(id)
  forgive(/^412 POST/)
  const { version } = await read(id)
  await page.keyboard.press('h')
  const dialog = page.locator('[data-modal]')
  await dialog.getByLabel('Note').fill('Typed before')
  await house.client.call('POST /api/orders/{id}/payments', {
    params: { id },
    body: { amount: 100, method: 'cash' },
  })
  // The page may have heard of it already: it sends the version that it saw when the dialog was opened.
  await page.route('**/hold', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'if-match': String(version) } }),
  )
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await dialog.getByRole('alert').getByText('Payment recorded').waitFor()
  expect((await read(id)).holds).toEqual([])

  await page.unroute('**/hold')
  await dialog.getByRole('button', { name: 'Load the newest' }).click()
  await dialog.getByRole('alert').waitFor({ state: 'detached' })
  expect(await dialog.getByLabel('Note').inputValue()).toBe('Typed before')
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await states(page).getByText('1 hold').waitFor()
  await close()
})

test('lines are cancelled piece by piece, and the money adds up to what the server says', async () => {
  const id = idOf(2)
  const { page, close } = await open(id)
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Cancel order' }).click()
  const dialog = page.locator('[data-modal]')
  await dialog.getByLabel('Some, line by line').check()
  await dialog
    .getByLabel(/^Pieces of/)
    .first()
    .fill('1')
  await dialog.getByRole('button', { name: 'Cancel order' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { lines, owed } = await read(id)
  expect(lines.reduce((sum, line) => sum + line.cancelled, 0)).toBe(1)
  const shown = page.getByRole('table', { name: 'Money' })
  const [whole = 0, pence = 0] = [Math.floor(owed / 100), owed % 100]
  const money = `£${whole.toLocaleString('en-GB')}.${String(pence).padStart(2, '0')}`
  await shown.getByText(money).first().waitFor()
  await close()
})

test('E changes the address from a pasted one, shows what will differ first, and tells it in the timeline', async () => {
  const id = idOf(4)
  const { page, close } = await open(id)
  await page.keyboard.press('e')
  const dialog = page.locator('[data-modal]')
  const preview = dialog.getByRole('region', { name: 'What changes' })
  await preview.getByText('Nothing yet.').waitFor()
  const save = dialog.getByRole('button', { name: 'Change the order' })
  expect(await save.isDisabled()).toBe(true)
  const paste = dialog.getByLabel('Paste a whole address')
  await dialog.getByText('***@example.com').waitFor()
  expect(await paste.count()).toBe(0)
  await dialog.getByRole('button', { name: 'Show in full' }).press('Enter')
  await page.locator('textarea:focus, input:focus').waitFor()
  await paste.fill('Grace Hopper\n7 Stonegate\nYork YO1 8AN\nUnited Kingdom')
  await dialog.getByRole('button', { name: 'Read' }).click()
  await dialog.getByLabel('Note').fill('Ring twice')
  await preview.getByText('YO1 8AN').waitFor()
  await preview.getByText('Ring twice').waitFor()
  expect(await violations(page)).toEqual([])
  expect((await read(id)).note).not.toBe('Ring twice')
  await save.click()
  await dialog.waitFor({ state: 'detached' })
  expect(await read(id)).toMatchObject({
    note: 'Ring twice',
    shipTo: { name: 'Grace Hopper', city: 'York', postcode: 'YO1 8AN', country: 'GB' },
  })
  const story = page.getByRole('list', { name: 'Timeline' })
  await story.getByText('Order changed').waitFor()
  await story.getByText('YO1 8AN').waitFor()
  await story.getByText('Customer’s request').waitFor()
  await close()
})

test('a change that is refused says so at its field and changes nothing, and one that is late keeps what was typed', async () => {
  const id = idOf(5)
  const { page, close, forgive } = await open(id)
  forgive(/^(412|422) POST/)
  const { version, note } = await read(id)
  await page.keyboard.press('e')
  const dialog = page.locator('[data-modal]')
  const save = dialog.getByRole('button', { name: 'Change the order' })
  await dialog.getByRole('button', { name: 'Show in full' }).click()
  await dialog.getByLabel('Email').fill('nobody')
  await save.click()
  await expect.poll(() => dialog.getByLabel('Email').getAttribute('aria-invalid')).toBe('true')
  expect((await read(id)).version).toBe(version)

  await dialog.getByLabel('Email').fill('ada@york.example')
  await house.client.call('POST /api/orders/{id}/change', {
    params: { id },
    body: { note: 'Theirs' },
  })
  // The page may have heard of it already: it sends the version that it saw when the dialog was opened.
  await page.route('**/change', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'if-match': String(version) } }),
  )
  await save.click()
  await dialog.getByRole('alert').getByText('Order changed').waitFor()
  await page.unroute('**/change')
  await dialog.getByRole('button', { name: 'Load the newest' }).click()
  await dialog.getByRole('alert').waitFor({ state: 'detached' })
  expect(await dialog.getByLabel('Email').inputValue()).toBe('ada@york.example')
  // What was not touched follows the newest: the other’s note is not written over.
  expect(await dialog.getByLabel('Note').inputValue()).toBe('Theirs')
  await save.click()
  await dialog.waitFor({ state: 'detached' })
  expect(await read(id)).toMatchObject({ note: 'Theirs', customer: { email: 'ada@york.example' } })
  expect(note).not.toBe('Theirs')
  await close()
})

test('from the desk E and the menu of a row open the change of an order, and what has left says why it cannot be changed', async () => {
  const id = idOf(6)
  const { page, close, go } = await openConsole(browser, house.url, {
    ...{ language: 'en', as: 'desk' },
    path: `/orders/${id}?do=change`,
  })
  await page.locator('[data-modal]').getByRole('button', { name: 'Show in full' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-modal]').waitFor({ state: 'detached' })
  await go(`/orders/${company.shipped}?do=change`)
  await page.getByText('Everything has been shipped').first().waitFor()
  expect(await page.locator('[data-modal]').count()).toBe(0)
  // Orders of one batch stand in no certain sequence, and not each of them can be changed.
  const { number } = await read(company.orders.at(-1) ?? '')
  await go(`/orders?q=${number}`)
  await page.locator('[role=row][data-key]').first().waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('j')
  await page.locator('[role=grid][aria-activedescendant]').waitFor()
  await page.keyboard.press('e')
  await page.waitForURL(/\/orders\/ord_/)
  await page.locator('[data-modal]').getByRole('button', { name: 'Show in full' }).waitFor()
  await go(`/orders?q=${number}`)
  await page
    .getByRole('row')
    .filter({ hasText: String(number) })
    .first()
    .click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Change E$/ }).click()
  await page.waitForURL(/\/orders\/ord_/)
  await page.locator('[data-modal]').getByRole('button', { name: 'Show in full' }).waitFor()
  await close()
})

test('a comment mentions a person by @, and stands in the timeline', async () => {
  const id = idOf(3)
  const { page, close } = await open(id)
  await page.setViewportSize({ width: 1366, height: 480 })
  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: 'Comment' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type('@')
  await page.getByRole('option').first().waitFor()
  const { y = 0, height = 0 } = (await page.getByRole('listbox').boundingBox()) ?? {}
  expect(y + height, 'who is offered is in sight').toBeLessThanOrEqual(480)
  const [first = ''] = await page.getByRole('option').allInnerTexts()
  await page.keyboard.press('Enter')
  await page.keyboard.type('please look')
  await page.keyboard.press('Control+Enter')
  const story = page.getByRole('list', { name: 'Timeline' })
  await story.getByText(`@${first} please look`).waitFor()
  const { items } = await house.client.call('GET /api/orders/{id}/comments', { params: { id } })
  expect(items).toMatchObject([{ mentions: [expect.stringMatching(/^usr_/)] }])
  await close()
})

test('the slider shows the order as it was, without commands, and comes back to now', async () => {
  const { page, close } = await open(company.shipped)
  const now = await states(page).textContent()
  const slider = page.getByRole('slider')
  await slider.focus()
  await slider.press('Home')
  await states(page).getByText('To confirm').waitFor()
  await page.getByRole('status').getByText('version 1').waitFor()
  await page.getByText('Open (chosen when it ships)').waitFor()
  expect(await page.getByRole('button', { name: 'Actions' }).count()).toBe(0)
  await page.waitForURL(/asOf=1/)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Back to now' }).first().click()
  await states(page).getByText('Shipped').waitFor()
  await expect.poll(() => states(page).textContent()).toBe(now)
  await close()
})

test('who may only look is offered no command', async () => {
  const { page, close } = await open(company.held, 'viewer')
  await page.getByRole('heading', { name: 'Why is it here' }).waitFor()
  expect(await page.getByRole('button', { name: 'Actions' }).count()).toBe(0)
  await page.keyboard.press('h')
  expect(await page.locator('[data-modal]').count()).toBe(0)
  await close()
})

test('the order alone is printed, with what it comes to', async () => {
  const { page, close } = await open(company.shipped)
  const { number } = await read(company.shipped)
  await page.evaluate(() => {
    window.print = () => {}
  })
  await page.getByRole('button', { name: 'Copy and print' }).click()
  await page.getByRole('menuitem', { name: 'Print' }).click()
  const paper = page.locator('.print-view')
  await paper.waitFor({ state: 'attached' })
  await page.emulateMedia({ media: 'print' })
  await paper.getByText(`Order ${number}`).waitFor()
  await paper.getByRole('table', { name: 'Money' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Timeline' }).isVisible()).toBe(false)
  await close()
})

test('pieces that come back used are counted, do not lie among the new, and are not called paid back before they are', async () => {
  const { call } = house.client
  const { customer, shipTo } = await read(idOf(7))
  const lines = [{ sku: 'TEA', quantity: 4, price: 500 }]
  const terms = { channel: 'web', currency: 'GBP', customer: { name: customer.name } }
  const placed = await call('POST /api/orders', { body: { ...terms, shipTo, lines } })
  const of = { params: { id: placed.id } }
  await call('POST /api/orders/{id}/confirm', { ...of, body: {} })
  await call('POST /api/orders/{id}/ship', { ...of, body: {} })
  await call('POST /api/orders/{id}/deliver', { ...of, body: {} })
  await call('POST /api/orders/{id}/payments', { ...of, body: { amount: 2_395, method: 'card' } })
  const { page, close } = await open(placed.id, 'owner')
  const dialog = page.locator('[data-modal]')
  const done = (name: string) => dialog.getByRole('button', { name }).click()
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Take back' }).click()
  expect(await dialog.getByLabel('Some, line by line').isChecked()).toBe(true)
  await dialog.getByLabel('Condition').selectOption('Used')
  await dialog.getByLabel('Pieces of TEA').fill('1')
  await done('Take back')
  await dialog.waitFor({ state: 'detached' })
  const { items } = await call('GET /api/returns', { query: { order: placed.id } })
  expect(items).toMatchObject([{ credit: 500, location: null }])

  await page.getByRole('button', { name: /^Settle return/ }).click()
  await dialog.getByText(/£\d+\.\d\d of this order is still to be given back/).waitFor()
  expect(await violations(page)).toEqual([])
  await close()
})
