// Orders of one recipient in one parcel, on the desk and on the order's own page.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../house.ts'
import { command, keysOf, press, rowOf } from './act.ts'
import { violations } from './axe.ts'
import { builtConsole } from './build.ts'
import { openBrowser } from './launch.ts'
import { openConsole } from './open.ts'
import { invite } from './people.ts'

let house: House
let browser: Browser

beforeAll(async () => {
  house = await openHouse({ consoleFolder: await builtConsole() })
  await stockUp(house)
  await invite(house.client)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

async function confirmed() {
  const shipTo = { ...smallOrder().shipTo, name: 'Merle Oberon', street: '9 Abbey Row' }
  const body = { ...smallOrder('TEA', 2), shipTo }
  const order = await house.client.call('POST /api/orders', { body })
  await house.client.call('POST /api/orders/{id}/confirm', { params: { id: order.id }, body: {} })
  return order
}

test('two orders of one recipient go in one parcel, by keyboard from the desk to the door', async () => {
  const { client, url } = house
  const one = await confirmed()
  const two = await confirmed()
  const { page, close, go } = await openConsole(browser, url, { language: 'en', path: '/orders' })
  const dialog = page.locator('[data-modal]')
  const merges = async () => {
    const orders = await Promise.all(
      [one, two].map(({ id }) => client.call('GET /api/orders/{id}', { params: { id } })),
    )
    return new Set(orders.map(({ merge }) => merge)).size === 1 ? (orders[0]?.merge ?? null) : null
  }
  await rowOf(page, two.id).waitFor()
  await press(page, 'j', 'x', 'j', 'x')
  await expect
    .poll(async () => (await keysOf(page, { marked: true })).sort())
    .toEqual([one.id, two.id].sort())
  await command(page, 'Merge: 2 marked')
  await dialog
    .getByRole('listitem')
    .nth(1)
    .getByText('9 Abbey Row')
    .or(dialog.getByText('Abb***'))
    .first()
    .waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Merge', exact: true }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await rowOf(page, one.id).getByText(`Parcel with ${two.number}`).waitFor()
  expect(await merges()).toMatch(/^mrg_/)

  await go(`/orders/${one.id}`)
  const together = page.getByRole('region', { name: 'In one parcel' })
  await together.getByRole('link', { name: String(two.number) }).waitFor()
  await together.getByRole('button', { name: 'Unmerge' }).press('Enter')
  await expect.poll(merges).toBeNull()
  await page.getByRole('button', { name: 'Undo' }).first().press('Enter')
  await expect.poll(merges).toMatch(/^mrg_/)
  await together.getByRole('link', { name: String(two.number) }).waitFor()

  await page.getByRole('button', { name: 'Release to warehouse' }).press('Enter')
  const work = page.getByRole('listitem', { name: /^Fulfilment order/ })
  await work.getByRole('button', { name: /^Pick/ }).press('Enter')
  await dialog.getByRole('button', { name: 'Pick' }).last().press('Enter')
  await dialog.waitFor({ state: 'detached' })
  // The parcel waits for what is not picked, and says for which order.
  await work.getByText(`${two.number} is not ready (not picked)`).waitFor()
  const { items } = await client.call('GET /api/fulfilment-orders', { query: { order: two.id } })
  const other = { params: { id: items[0]?.id ?? '' }, body: {} }
  await client.call('POST /api/fulfilment-orders/{id}/pick', other)
  const pack = work.getByRole('button', { name: /^Pack/ })
  await expect.poll(() => pack.isEnabled()).toBe(true)
  await pack.press('Enter')
  await dialog.getByText(`what is picked of ${two.number}`).waitFor()
  await dialog.getByLabel('Weight').fill('1.5')
  await dialog.getByLabel('Weight').press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await work.getByText('together with').waitFor()
  await work.getByRole('button', { name: /^Ship/ }).press('Enter')
  await dialog.getByLabel(/^Tracking number/).fill('1Z19')
  await dialog.getByLabel(/^Tracking number/).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  const packages = async () => {
    const { items } = await client.call('GET /api/packages', { query: { trackingNumber: '1Z19' } })
    return items.map(({ orderNumber, deliveredAt }) => [orderNumber, deliveredAt !== null])
  }
  await expect.poll(async () => (await packages()).length).toBe(2)
  await page.getByRole('button', { name: /^Record tracking/ }).press('Enter')
  await dialog.getByLabel('Status').selectOption('delivered')
  await dialog.getByLabel('Place').press('Enter')
  await dialog.waitFor({ state: 'detached' })
  const arrived = [two, one].map(({ number }) => [number, true])
  await expect
    .poll(async () => (await packages()).sort((a, b) => Number(b[0]) - Number(a[0])))
    .toEqual(arrived)
  await page.locator('ul[aria-label="States"]').getByText('Closed').waitFor()
  await close()
})
