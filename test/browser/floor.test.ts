// The work of the warehouse on the order's own page: from the shelf to the door of the customer, by whoever may, and by keyboard.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../house.ts'
import { command, eventually, rowOf } from './act.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openBrowser } from './launch.ts'
import { openConsole } from './open.ts'
import { invite } from './people.ts'

let house: House
let browser: Browser
let id: string

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  await stockUp(house)
  await invite(house.client)
  id = (await confirmed()).id
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

async function confirmed() {
  const lines = [
    { sku: 'TEA', quantity: 3 },
    { sku: 'CUP', quantity: 1 },
  ]
  const order = await house.client.call('POST /api/orders', { body: { ...smallOrder(), lines } })
  await house.client.call('POST /api/orders/{id}/confirm', { params: { id: order.id }, body: {} })
  return order
}

const read = () => house.client.call('GET /api/orders/{id}', { params: { id } })
const sum = async (count: 'picked' | 'shipped' | 'delivered') =>
  (await read()).lines.reduce((all, line) => all + line[count], 0)

test('the warehouse releases, picks one less and then the rest, packs two packages, ships and delivers them', async () => {
  const { page, close } = await openConsole(browser, house.url, {
    ...{ language: 'en', as: 'warehouse' },
    path: `/orders/${id}`,
  })
  const dialog = page.locator('[data-modal]')
  const done = (name: string | RegExp) => dialog.getByRole('button', { name }).last().click()
  await page.getByRole('button', { name: 'Release to warehouse' }).click()
  const work = page.getByRole('listitem', { name: /^Fulfilment order/ })

  // By the palette: what comes next is there for the order that is open.
  const { items } = await eventually(async () => {
    const answer = await house.client.call('GET /api/fulfilment-orders', { query: { order: id } })
    return answer.items.length > 0 ? answer : null
  })
  await work.getByRole('link', { name: /^Packing slip/ }).waitFor()
  await command(page, `Pick · Fulfilment order ${items[0]?.number}`)
  await dialog.getByLabel('Some, line by line').check()
  await dialog.getByLabel('Pieces of TEA').fill('2')
  expect(await violations(page)).toEqual([])
  await done('Pick')
  await dialog.waitFor({ state: 'detached' })
  expect(await sum('picked')).toBe(3)

  const pick = work.getByRole('button', { name: /^Pick/ })
  await pick.press('Enter')
  await done('Pick')
  await dialog.waitFor({ state: 'detached' })
  expect(await sum('picked')).toBe(4)
  // Its button is gone with the last piece: the focus stays with the fulfilment order.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^Fulfilment order/)

  await work.getByRole('button', { name: /^Pack/ }).click()
  await dialog.getByLabel('Weight').fill('0.48')
  await dialog.getByRole('button', { name: 'Another package' }).click()
  await dialog.getByLabel('Pieces of TEA').fill('2')
  await dialog.getByLabel('Weight').nth(1).fill('1.2kg')
  await dialog.getByLabel('Size').nth(1).fill('40x30x20')
  await done('Pack')
  await dialog.waitFor({ state: 'detached' })
  const packages = async () =>
    (await house.client.call('GET /api/orders/{id}/packages', { params: { id } })).items
  expect((await packages()).map(({ weightG, lines }) => [weightG, lines.length])).toEqual([
    [480, 1],
    [1_200, 2],
  ])

  await work.getByRole('button', { name: /^Ship/ }).click()
  const numbers = dialog.getByLabel(/^Tracking number/)
  await numbers.first().fill('1Z999')
  expect(await violations(page)).toEqual([])
  await done('Ship packages')
  await dialog.waitFor({ state: 'detached' })
  expect(await sum('shipped')).toBe(4)
  expect((await packages()).map(({ trackingNumber }) => trackingNumber)).toContain('1Z999')
  const states = page.locator('ul[aria-label="States"]')
  await states.getByText('Shipped').waitFor()
  // No carrier said anything yet: that is no state.
  expect(await states.textContent()).not.toContain('Tracking')

  for (const count of [1, 2]) {
    const parcel = page.getByRole('listitem', { name: /^Package/ }).filter({ hasText: 'Shipped' })
    // Until the page has heard of it, the one that was delivered stands there as shipped.
    await expect.poll(() => parcel.count()).toBe(3 - count)
    await parcel
      .first()
      .getByRole('button', { name: /^Record tracking/ })
      .click()
    await dialog.getByLabel('Status').selectOption('delivered')
    await dialog.getByLabel('Place').fill('London')
    await done('Record tracking')
    await dialog.waitFor({ state: 'detached' })
    expect((await packages()).filter(({ deliveredAt }) => deliveredAt !== null)).toHaveLength(count)
  }
  await states.getByText('Closed').waitFor()
  expect(await read()).toMatchObject({ status: 'closed', fulfilment: 'delivered' })
  await states.getByText('Tracking').waitFor()
  await close()
})

test('the desk splits an order from its list, takes that back, calls a part back, and changes the carrier', async () => {
  const { client, url } = house
  const order = await confirmed()
  const of = { params: { id: order.id } }
  await client.call('PUT /api/settings/{kind}/{code}', {
    params: { kind: 'carrier', code: 'sf' },
    body: { name: { zh: '顺丰', en: 'SF Express' } },
  })
  const { page, close, go } = await openConsole(browser, url, {
    ...{ language: 'en', as: 'desk', path: '/orders' },
  })
  const rest = '2 not released yet'
  const dialog = page.locator('[data-modal]')
  const released = async () =>
    (await client.call('GET /api/orders/{id}', of)).lines.map((line) => line.released)
  const split = async () => {
    await dialog.getByLabel('Pieces of TEA').fill('2')
    await dialog.getByLabel('Pieces of TEA').press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  await rowOf(page, order.id).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Split' }).click()
  await dialog.getByText('0 pieces now, 4 stay').waitFor()
  expect(await violations(page)).toEqual([])
  // What cannot be meant counts as none, and with it nothing is sent: neither by the key nor by the button.
  await dialog.getByLabel('Pieces of CUP').fill('1')
  await dialog.getByLabel('Pieces of TEA').fill('99')
  await dialog.getByLabel('Pieces of TEA').press('Enter')
  await dialog.getByRole('button', { name: 'Release to warehouse' }).click()
  await dialog.getByText('Give a number from 0 to 3').waitFor({ state: 'attached' })
  expect(await dialog.getByLabel('Pieces of TEA').inputValue()).toBe('99')
  expect(await released()).toEqual([0, 0])
  await dialog.getByLabel('Pieces of CUP').fill('0')
  await split()
  expect(await released()).toEqual([2, 0])
  await page.getByRole('button', { name: 'Undo' }).click()
  const works = page.getByRole('listitem', { name: /^Fulfilment order/ })
  await works.getByText('Called back', { exact: true }).waitFor()
  expect(await released()).toEqual([0, 0])

  // In the list, the palette speaks of the active order.
  await page.goBack()
  await rowOf(page, order.id).click()
  await command(page, `Split: order ${order.number}`)
  await split()
  // The rest keeps the order in the queue of those who release, and both pages say how much it is.
  await page.getByRole('list', { name: 'States' }).getByText('Partly released').waitFor()
  await page.getByRole('region', { name: 'Why is it here' }).getByText(rest).waitFor()
  await go('/orders?bucket=to_release')
  await rowOf(page, order.id).getByText(rest).waitFor()
  await page.goBack()
  await works
    .last()
    .getByRole('button', { name: /^Call back/ })
    .press('Enter')
  await expect.poll(released).toEqual([0, 0])
  await works.getByText('Called back', { exact: true }).nth(1).waitFor()
  const story = page.getByRole('list', { name: 'Timeline' })
  await story.getByText('Called back from the warehouse: 2 pieces').first().waitFor()

  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Change carrier' }).click()
  await dialog.getByLabel('Carrier').selectOption('SF Express')
  await dialog.getByRole('button', { name: 'Change carrier' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await client.call('GET /api/orders/{id}', of)).carrier).toBe('sf')
  // The newest message lies on top of those that are still to be seen.
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect.poll(async () => (await client.call('GET /api/orders/{id}', of)).carrier).toBeNull()
  await close()
})

test('goods that came back without an order find theirs, and the return is settled', async () => {
  const { client, url } = house
  await client.call('POST /api/imports', {
    query: { name: 'back.csv' },
    body: strayReturn as never,
    contentType: 'text/csv',
  })
  const stray = await eventually(async () => {
    const { items } = await client.call('GET /api/returns', { query: { matched: 'false' } })
    return items[0] ?? null
  })
  const { page, close } = await openConsole(browser, url, {
    ...{ language: 'en', as: 'desk' },
    path: `/orders/${id}`,
  })
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Match a return without an order' }).click()
  const dialog = page.locator('[data-modal]')
  await dialog.getByLabel('Pieces of TEA').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Match return' }).click()
  await dialog.waitFor({ state: 'detached' })
  const found = () => client.call('GET /api/returns/{id}', { params: { id: stray.id } })
  expect(await found()).toMatchObject({ orderId: id, lines: [{ matched: 1 }] })

  const mine = page.getByRole('listitem', { name: `Return ${stray.number}` })
  await mine.getByRole('button', { name: /^Settle return/ }).click()
  await dialog.getByRole('button', { name: 'Settle return' }).click()
  await mine.getByText('Settled').waitFor()
  expect((await found()).state).toBe('settled')
  await close()
})

test('who may only look sees how far it is and no button, and who came late is told so', async () => {
  const order = await confirmed()
  const { client, url } = house
  const of = { params: { id: order.id } }
  const { fulfilmentOrders } = await client.call('POST /api/orders/{id}/release', of)
  const viewer = await openConsole(browser, url, {
    ...{ language: 'en', as: 'viewer' },
    path: `/orders/${order.id}`,
  })
  const work = viewer.page.getByRole('listitem', { name: /^Fulfilment order/ })
  await work.getByText('To pick').waitFor()
  expect(await work.getByRole('button').count()).toBe(0)
  expect(await viewer.page.getByRole('button', { name: 'Actions' }).count()).toBe(0)
  await viewer.close()

  const { page, close, forgive } = await openConsole(browser, url, {
    ...{ language: 'en', as: 'warehouse' },
    path: `/orders/${order.id}`,
  })
  forgive(/^412 POST/)
  const [first] = fulfilmentOrders
  await page.getByRole('button', { name: /^Pick F/ }).click()
  await client.call('POST /api/fulfilment-orders/{id}/pick', {
    params: { id: first?.id ?? '' },
    body: { lines: [{ line: 1, quantity: 1 }] },
  })
  // The page may have heard of it already: it sends the version that it saw when the dialog was opened.
  await page.route('**/pick', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'if-match': '1' } }),
  )
  const dialog = page.locator('[data-modal]')
  await dialog.getByRole('button', { name: 'Pick' }).click()
  await dialog.getByRole('alert').waitFor()
  await page.unroute('**/pick')
  await dialog.getByRole('button', { name: 'Load the newest' }).click()
  await dialog.getByRole('alert').waitFor({ state: 'detached' })
  await dialog.getByText('All 3 pieces').waitFor()
  await dialog.getByRole('button', { name: 'Pick' }).click()
  await dialog.waitFor({ state: 'detached' })
  await close()
})

test('on a phone the lines of an order and of an entry stand in rows that nobody has to push aside', async () => {
  const { page, go, close } = await openConsole(browser, house.url, {
    ...{ language: 'zh', width: 390, height: 844 },
    path: `/orders/${id}`,
  })
  const aside = (name: string) =>
    page
      .locator(name)
      .evaluate((box) => Math.max(0, box.scrollWidth - (box as HTMLElement).offsetWidth))
  expect(await aside('section[aria-label=订单行]')).toBe(0)
  await page.getByText('TEA').first().waitFor()
  await go('/entry')
  expect(await aside('div:has(> div > div > div > [data-line])')).toBe(0)
  const fields = page.locator('[data-line]').first().getByRole('textbox')
  expect(await fields.count()).toBe(4)
  expect(await violations(page)).toEqual([])
  await close()
})

/** One piece that somebody gave back, whose order this company does not know. */
const strayReturn = [
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  'C536379,TEA,Tea,-1,2010-12-01 09:41:00,2.55,17850,United Kingdom',
  '',
].join('\n')
